package export

import (
	"strconv"

	"echotui/runtime/wire"
)

// object is a JSON object that is being written.
type object struct{ text []byte }

func (o *object) begin(dst []byte) { o.text = append(dst, '{') }

func (o *object) end() []byte { return append(o.text, '}') }

// key begins a field, whose value is to be appended to text.
func (o *object) key(name string) {
	if o.text[len(o.text)-1] != '{' {
		o.text = append(o.text, ',')
	}
	o.text = append(append(append(o.text, '"'), name...), `":`...)
}

// string adds a text, of which not everything may be shown.
func (o *object) string(name, value string) {
	o.key(name)
	o.text = appendText(o.text, value)
}

func (o *object) integer(name string, n int64) {
	o.key(name)
	o.text = strconv.AppendInt(o.text, n, 10)
}

// inside adds an object.
func (o *object) inside(name string, fill func(*object)) {
	o.key(name)
	o.text = append(o.text, '{')
	fill(o)
	o.text = append(o.text, '}')
}

// mostText is about how many bytes of a text are shown where it is but a name
// or a remark.
const mostText = 4096

func appendText(dst []byte, s string) []byte {
	w := wire.JSONWriter{Dst: dst, End: len(dst) + mostText}
	w.Text(s)
	return w.Dst
}
