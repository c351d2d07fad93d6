package cast

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"echotui/tui/film"
)

// Options are what a cast is to be like.
type Options struct {
	Version int  // 2, or 3 for asciinema 3 and asciinema-player only; 0 is 2
	Keys    bool // the keys that were pressed are in it, too: also those of secrets
}

// Write writes a film as a cast.
func Write(w io.Writer, f *film.Film, o Options) error {
	if o.Version == 0 {
		o.Version = 2
	}
	if o.Version != 2 && o.Version != 3 {
		return fmt.Errorf("a cast of version %d cannot be written, but 2 and 3", o.Version)
	}
	if len(f.Frames) == 0 {
		return fmt.Errorf("a film without a frame makes no cast")
	}
	out := &writer{to: bufio.NewWriter(w), version: o.Version}
	out.header(f)
	var paint painter
	first := f.Frames[0].Grid
	columns, rows := first.W, first.H
	for _, e := range events(f, o) {
		switch {
		case e.frame == nil:
			out.event(e.at, e.code, []byte(e.text))
			continue
		case e.frame.Grid.W != columns || e.frame.Grid.H != rows:
			columns, rows = e.frame.Grid.W, e.frame.Grid.H
			out.event(e.at, codeResize, fmt.Appendf(nil, "%dx%d", columns, rows))
		}
		if text := paint.frame(e.frame); len(text) > 0 {
			out.event(e.at, codeOutput, text)
		}
	}
	end := max(f.Length, out.last)
	out.event(end, codeOutput, []byte(paint.end()))
	out.event(end, codeExit, []byte("0"))
	if out.err == nil {
		out.err = out.check.end()
	}
	if out.err == nil {
		out.err = out.to.Flush()
	}
	return out.err
}

// The codes of events.
const (
	codeOutput  = "o"
	codeInput   = "i"
	codeMarker  = "m"
	codeResize  = "r"
	codeExit    = "x"
	codeCaption = "caption" // ours
)

// event is what happens at a time: a frame, or something with a code.
type event struct {
	at    time.Duration
	frame *film.Frame
	code  string
	text  string
}

// events are all that a cast of a film tells, in order. At the same time frames
// come first, so that who jumps to a marker sees what it marks.
func events(f *film.Film, o Options) []event {
	list := make([]event, 0, len(f.Frames)+len(f.Marks)+len(f.Captions))
	for i := range f.Frames {
		list = append(list, event{at: f.Frames[i].At, frame: &f.Frames[i]})
	}
	for _, m := range f.Marks {
		list = append(list, event{at: m.At, code: codeMarker, text: m.Label})
	}
	for _, c := range f.Captions {
		list = append(list, event{at: c.At, code: codeCaption, text: c.Text})
	}
	for _, k := range f.Keys {
		if o.Keys {
			list = append(list, event{at: k.At, code: codeInput, text: k.Bytes})
		}
	}
	slices.SortStableFunc(list, func(a, b event) int { return cmp.Compare(a.at, b.at) })
	return list
}

// writer writes lines, each of which has been checked.
type writer struct {
	to      *bufio.Writer
	check   checker
	version int
	line    []byte
	last    time.Duration // of the event before
	err     error
}

func (w *writer) header(f *film.Film) {
	columns, rows := f.Frames[0].Grid.W, f.Frames[0].Grid.H
	if w.version == 2 {
		w.line = fmt.Appendf(w.line, `{"version":2,"width":%d,"height":%d`, columns, rows)
	} else {
		w.line = fmt.Appendf(w.line, `{"version":3,"term":{"cols":%d,"rows":%d,"type":"xterm-256color",`, columns, rows)
		w.theme(&f.Palette)
		w.line = append(w.line, '}')
	}
	if f.Title != "" {
		w.line = append(w.line, `,"title":`...)
		w.line = appendString(w.line, []byte(f.Title))
	}
	if w.version == 2 {
		w.line = append(w.line, `,"env":{"TERM":"xterm-256color"},`...)
		w.theme(&f.Palette)
	}
	w.line = append(w.line, '}')
	w.flush()
}

func (w *writer) theme(p *film.Palette) {
	hex := func(c film.RGB) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
	w.line = fmt.Appendf(w.line, `"theme":{"fg":%q,"bg":%q,"palette":"`, hex(p.Foreground), hex(p.Background))
	for i, c := range p.Ansi {
		if i > 0 {
			w.line = append(w.line, ':')
		}
		w.line = append(w.line, hex(c)...)
	}
	w.line = append(w.line, `"}`...)
}

// event writes a line: the time in seconds, since the start or, in version 3,
// since the event before.
func (w *writer) event(at time.Duration, code string, text []byte) {
	w.line = append(w.line, '[')
	if w.version == 2 {
		w.line = appendDecimal(w.line, at.Round(time.Microsecond).Microseconds(), 6)
	} else { // what rounding takes from one interval it gives to the next one
		interval := at.Round(time.Millisecond) - w.last.Round(time.Millisecond)
		w.line = appendDecimal(w.line, interval.Milliseconds(), 3)
	}
	w.last = at
	w.line = append(w.line, `, "`...)
	w.line = append(w.line, code...)
	w.line = append(w.line, `", `...)
	w.line = appendString(w.line, text)
	w.line = append(w.line, ']')
	w.flush()
}

func (w *writer) flush() {
	if w.err == nil {
		w.line = append(w.line, '\n')
		w.err = w.check.line(w.line)
	}
	if w.err == nil {
		_, w.err = w.to.Write(w.line)
	}
	w.line = w.line[:0]
}

// appendDecimal writes n units of which 10^places are one, without an exponent
// and without zeros at the end.
func appendDecimal(dst []byte, n int64, places int) []byte {
	unit := int64(1)
	for range places {
		unit *= 10
	}
	dst = strconv.AppendInt(dst, n/unit, 10)
	if n %= unit; n <= 0 {
		return dst
	}
	fraction := strconv.FormatInt(unit+n, 10)[1:]
	for fraction[len(fraction)-1] == '0' {
		fraction = fraction[:len(fraction)-1]
	}
	return append(append(dst, '.'), fraction...)
}

// appendString writes a JSON string. What is no UTF-8 becomes a replacement
// character.
func appendString(dst, text []byte) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		switch {
		case size > 1 && r != '\u2028' && r != '\u2029' && r >= 0xa0, size == 1 && r >= ' ' && r < 0x7f && r != '"' && r != '\\':
			dst = append(dst, text[i:i+size]...)
		case r == '"' || r == '\\':
			dst = append(dst, '\\', byte(r))
		case r < ' ' || r >= 0x7f && r < 0xa0:
			dst = append(dst, '\\', 'u', '0', '0', hex[r>>4], hex[r&15])
		case r == '\u2028' || r == '\u2029': // line ends, for some
			dst = append(dst, '\\', 'u', '2', '0', '2', hex[r&15])
		default:
			dst = append(dst, "\uFFFD"...)
		}
		i += size
	}
	return append(dst, '"')
}
