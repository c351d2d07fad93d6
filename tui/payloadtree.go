package tui

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// payloadKind is what a node of the payload page is.
type payloadKind uint8

const (
	payloadList  payloadKind = iota // the root: what a row of another pane carries
	payloadNote                     // a line about it
	payloadValue                    // a value
	payloadLine                     // a line of a long text
)

// payloadNode is a node of the tree of values. It is made when it becomes
// visible or is walked over.
type payloadNode struct {
	kind  payloadKind
	above *payloadNode
	name  string // what it is called where it stands
	value wire.Value
	text  string // of a note or a line
	from  int    // of a line: where it begins in the text

	list    []*payloadNode // of the root
	table   *wire.Table    // of a value: what is below it
	breaks  []int          // of a long text: where its lines begin
	columns int            // for which breaks were made
}

const (
	// longText is the bytes from which on a text unfolds into lines.
	longText = 60
	// shownText is how many bytes of a text are laid out: it is read as a whole
	// when it unfolds.
	shownText = 1 << 20
)

// payloadData tells a draw.Tree what the nodes are. Tables are never walked.
type payloadData struct {
	width  int // columns of a row
	method ansi.Method
}

// Leaf implements draw.Branches.
func (d *payloadData) Leaf(n *payloadNode) bool {
	if n.kind != payloadValue {
		return n.kind != payloadList
	}
	if text, isText := n.value.(string); isText {
		return !isLong(text)
	}
	t := n.below()
	return t == nil || len(t.Items)+len(t.Fields) == 0 && t.Meta == nil || n.inside() != nil
}

// Len implements draw.Branches.
func (d *payloadData) Len(n *payloadNode) int {
	if n.kind == payloadList {
		return len(n.list)
	}
	if text, isText := n.value.(string); isText {
		lines := len(d.lines(n, text))
		if len(text) > shownText {
			lines++
		}
		return lines
	}
	t := n.below()
	count := len(t.Items) + len(t.Fields)
	if t.Meta != nil {
		count++
	}
	return count
}

// Child implements draw.Branches.
func (d *payloadData) Child(n *payloadNode, i int) *payloadNode {
	if n.kind == payloadList {
		return n.list[i]
	}
	if text, isText := n.value.(string); isText {
		return d.line(n, text, i)
	}
	t, child := n.below(), &payloadNode{kind: payloadValue, above: n}
	switch f := i - len(t.Items); {
	case f < 0:
		child.name, child.value = fmt.Sprintf("[%d]", i+1), t.Items[i]
	case f < len(t.Fields):
		child.name, child.value = strings.TrimSuffix(keyLabel(t.Fields[f].Key), " = "), t.Fields[f].Value
	default:
		child.name, child.value = "metatable", t.Meta
	}
	return child
}

// lines is where the lines of a long text begin.
func (d *payloadData) lines(n *payloadNode, text string) []int {
	if columns := d.columns(n.depth() + 1); n.columns != columns {
		n.columns, n.breaks = columns, draw.Breaks(shownOf(text), columns, d.method)
	}
	return n.breaks
}

// columns is the room for the text of a row of some depth.
func (d *payloadData) columns(depth int) int {
	return max(8, d.width-min(2*depth, d.width/2)-2)
}

func (d *payloadData) line(n *payloadNode, text string, i int) *payloadNode {
	breaks, shown := d.lines(n, text), shownOf(text)
	line := &payloadNode{kind: payloadLine, above: n}
	switch {
	case i == len(breaks):
		line.text = fmt.Sprintf("… %d bytes more are not shown", len(text)-len(shown))
	case i+1 < len(breaks):
		line.from, line.text = breaks[i], shown[breaks[i]:breaks[i+1]]
	default:
		line.from, line.text = breaks[i], shown[breaks[i]:]
	}
	line.text = strings.TrimSuffix(line.text, "\n")
	return line
}

// shownOf is as much of a text as is laid out.
func shownOf(text string) string {
	if len(text) <= shownText {
		return text
	}
	end := shownText
	for !utf8.RuneStart(text[end]) && end > shownText-utf8.UTFMax {
		end--
	}
	return text[:end]
}

// below is what a table, or an error, consists of; nil of all else.
func (n *payloadNode) below() *wire.Table {
	if n.table == nil {
		switch v := n.value.(type) {
		case *wire.Table:
			n.table = v
		case *wire.Error:
			n.table = errorTable(v)
		}
	}
	return n.table
}

// inside is the node above that is the very same table, if there is one: below
// it, everything would come again.
func (n *payloadNode) inside() *payloadNode {
	t, isTable := n.value.(*wire.Table)
	for above := n.above; isTable && t != nil && above != nil; above = above.above {
		if above.value == wire.Value(t) {
			return above
		}
	}
	return nil
}

func (n *payloadNode) depth() int {
	depth := -1
	for above := n.above; above != nil; above = above.above {
		depth++
	}
	return depth
}

// path names a node as code would: payload.list[3].name.
func (n *payloadNode) path() string {
	switch {
	case n.above == nil:
		return ""
	case n.kind == payloadLine:
		return n.above.path()
	case n.above.kind == payloadList:
		return n.name
	case strings.HasPrefix(n.name, "["):
		return n.above.path() + n.name
	}
	return n.above.path() + "." + n.name
}

// words says what a node is, and how big.
func (n *payloadNode) words() string {
	if n.kind == payloadLine {
		n = n.above
	}
	switch v := n.value.(type) {
	case string:
		return "string, " + count(len(v), "byte")
	case *wire.Table:
		if v != nil {
			return "table, " + entries(v)
		}
	case *wire.Error:
		return "error"
	case float64:
		return "number"
	case bool:
		return "boolean"
	}
	return ""
}

func entries(t *wire.Table) string {
	if n := len(t.Items) + len(t.Fields); n != 1 {
		return fmt.Sprintf("%d entries", n)
	}
	return "1 entry"
}
