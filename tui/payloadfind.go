package tui

import (
	"slices"
	"strings"

	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// payloadFind looks for a text among all values of a page, also in those that
// are not shown: a bounded number of nodes between two frames.
type payloadFind struct {
	editor editor
	text   string // in lower case; "" if nothing is looked for
	steps  *draw.TreeSteps[*payloadNode]
	back   bool
	turned bool // it has gone past the end, and on from the other one
	looked int  // nodes so far
}

const (
	// findPerFrame is how many nodes are looked at between two frames.
	findPerFrame = 20_000
	// findAtMost is how many nodes are looked at in all: tables that contain
	// each other twice, and so on, have no end.
	findAtMost = 1_000_000
)

// beginFind opens the line for a text.
func (m *Model) beginFind() {
	m.payload.find.editor = newEditor()
	m.payload.find.editor.suggest("", m.payload.find.text)
	m.over = inPayloadFind
}

// beginLooking looks for what was typed, from the selected node on.
func (m *Model) beginLooking() {
	f := &m.payload.find
	m.over = inPayload
	f.text, f.steps = strings.ToLower(f.editor.text()), nil
	if f.text != "" && !f.fits(m.payload.selected()) {
		m.findNext(false)
	}
}

// leaveFind gives up what is looked for.
func (m *Model) leaveFind() {
	m.payload.find.text, m.payload.find.steps = "", nil
	m.over = inPayload
}

// findNext goes to the next node that fits, or the one before.
func (m *Model) findNext(back bool) {
	f := &m.payload.find
	f.steps, f.back, f.turned, f.looked = m.payload.tree.Steps(), back, false, 0
	m.goOnFinding()
}

// goOnFinding looks at more nodes. Past the last one it goes on at the first,
// once.
func (m *Model) goOnFinding() {
	f := &m.payload.find
	for n := 0; f.steps != nil && n < findPerFrame; n++ {
		if f.looked++; n%lookAtOnce == lookAtOnce-1 && m.tired() {
			break
		}
		switch more := f.step(); {
		case f.looked > findAtMost:
			f.steps = nil
			m.notice = "nothing in the first " + draw.Count(findAtMost) + " entries says " + wire.Text(f.text, 60)
		case !more && f.turned:
			f.steps = nil
			m.notice = "nothing in it says " + wire.Text(f.text, 60)
		case !more:
			f.turned = true
		case f.fits(f.steps.Node()):
			m.notice = ""
			if f.turned && slices.Equal(f.steps.Path(), m.payload.tree.Path()) {
				m.notice = "nothing else in it says " + wire.Text(f.text, 60)
			}
			m.payload.tree.Reveal(f.steps.Path())
			f.steps = nil
		}
	}
	if f.steps != nil {
		m.notice = "looking, at entry " + draw.Count(f.looked)
	}
}

func (f *payloadFind) step() bool {
	if f.back {
		return f.steps.Previous()
	}
	return f.steps.Next()
}

// fits reports whether a node says what is looked for. What a table or a long
// text says, the nodes below it say.
func (f *payloadFind) fits(n *payloadNode) bool {
	switch {
	case n == nil || n.kind == payloadList:
		return false
	case n.kind == payloadLine:
		return f.inLine(n)
	case n.kind == payloadNote:
		return strings.Contains(strings.ToLower(n.name+" "+n.text), f.text)
	case strings.Contains(strings.ToLower(n.name), f.text):
		return true
	}
	switch v := n.value.(type) {
	case *wire.Table, *wire.Error:
		return false
	case string:
		return !isLong(v) && strings.Contains(strings.ToLower(v), f.text)
	}
	return strings.Contains(wire.Text(n.value, longText), f.text)
}

// inLine reports whether what is looked for begins in a line of a long text; it
// may end in another.
func (f *payloadFind) inLine(n *payloadNode) bool {
	text, _ := n.above.value.(string)
	end := n.from + len(n.text)
	if end > len(text) {
		return false // it tells how much is not shown
	}
	at := strings.Index(strings.ToLower(text[n.from:min(len(text), end+len(f.text))]), f.text)
	return at >= 0 && at < max(1, len(n.text))
}
