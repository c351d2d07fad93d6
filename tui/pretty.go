package tui

import (
	"strconv"

	"echotui/runtime/wire"
)

// How much of a value is written out. What is left out is said.
const (
	prettyLines  = 500       // lines
	prettyDepth  = 24        // tables inside tables
	prettyString = 16 * 1024 // bytes of one string
)

// pretty writes v as a Lua literal with one entry a line, as an editor would
// lay it out. Tables inside themselves are written as {…}.
func pretty(label string, v wire.Value) []string {
	p := &printer{}
	p.entry("", label, v, "")
	return p.lines
}

// printer collects lines.
type printer struct {
	lines []string
	open  []*wire.Table
	full  bool
}

func (p *printer) line(text string) {
	switch {
	case p.full:
	case len(p.lines) == prettyLines:
		p.full = true
		p.lines = append(p.lines, "… the rest is not shown")
	default:
		p.lines = append(p.lines, text)
	}
}

// entry writes label and value, over several lines if it is a table with
// something in it, and ends the last one with tail.
func (p *printer) entry(indent, label string, v wire.Value, tail string) {
	switch v := v.(type) {
	case *wire.Table:
		p.table(indent, label, v, tail)
	case *wire.Error:
		p.table(indent, label+"error ", errorTable(v), tail)
	default:
		p.line(indent + label + wire.Text(v, prettyString) + tail)
	}
}

func (p *printer) table(indent, label string, t *wire.Table, tail string) {
	if len(t.Items)+len(t.Fields) == 0 {
		p.line(indent + label + "{}" + tail)
		return
	}
	if p.inside(t) || len(p.open) == prettyDepth {
		p.line(indent + label + "{…}" + tail)
		return
	}
	p.open = append(p.open, t)
	p.line(indent + label + "{")
	for _, item := range t.Items {
		if p.full {
			break
		}
		p.entry(indent+"  ", "", item, ",")
	}
	for _, field := range t.Fields {
		if p.full {
			break
		}
		p.entry(indent+"  ", keyLabel(field.Key), field.Value, ",")
	}
	p.line(indent + "}" + tail)
	p.open = p.open[:len(p.open)-1]
}

func (p *printer) inside(t *wire.Table) bool {
	for _, outer := range p.open {
		if outer == t {
			return true
		}
	}
	return false
}

// keyLabel is a key as a table constructor writes it, with the equals sign.
func keyLabel(key wire.Value) string {
	one := wire.Text(&wire.Table{Fields: []wire.Field{{Key: key, Value: 0.0}}}, 256)
	if len(one) > 4 && one[len(one)-3:] == "=0}" {
		return one[1:len(one)-3] + " = "
	}
	return "[…] = "
}

// errorTable shows the parts of an error that are set.
func errorTable(e *wire.Error) *wire.Table {
	t := wire.Record("message", e.Message)
	add := func(key string, v wire.Value) {
		t.Fields = append(t.Fields, wire.Field{Key: key, Value: v})
	}
	if e.Kind != "" {
		add("kind", e.Kind)
	}
	if e.Retryable != wire.RetryUnknown {
		add("retryable", e.Retryable == wire.RetryYes)
	}
	if e.Details != nil {
		add("details", e.Details)
	}
	if e.Stack != "" {
		add("stack", stackOf(e))
	}
	return t
}

// count is n things: "1 message", "2 messages".
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return strconv.Itoa(n) + " " + thing + "s"
}
