package screen

import (
	"bytes"
	"slices"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
)

// Bounds of the tail.
const (
	maxBytes = 64 << 10
	maxLines = 2000 // line feeds and what costs as much
)

// A segment is closed after a line feed when it has this many bytes or lines,
// and anywhere when it has four times as many.
const (
	segmentBytes = 2 << 10
	segmentLines = 64
)

// tail is the last part of the output, as tokens. Its positions count bytes of
// tokens since the screen was made. What it keeps depends on the tokens only,
// never on the pieces in which they were written or on who looked when.
//
// A copy of a tail shares its segments: they only ever grow at the end, and a
// clone's cannot grow in place.
type tail struct {
	closed []segment
	open   segment // the last one
	bytes  int
	lines  int
	end    int   // position after the last byte
	ends   []int // of the last few writes
	now    state
}

// maxEnds is how many ends of writes are kept.
const maxEnds = 32

// segment is a run of whole tokens.
type segment struct {
	text   []byte
	lines  int
	before state
}

// state is what earlier output leaves behind for later output: as much of it
// as is worth keeping when the earlier output is forgotten.
type state struct {
	pen    uv.Style
	under  uv.Style // the pen of the screen that is not shown
	alt    bool     // the other screen is shown
	hidden bool     // the cursor is not
	nowrap bool     // text stays in its line
}

// clone is a copy that may be added to.
func (t *tail) clone() tail {
	c := *t
	c.closed, c.open.text, c.ends = slices.Clip(c.closed), slices.Clip(c.open.text), slices.Clip(c.ends)
	return c
}

// weight is about the bytes of a clone, as if it shared nothing.
func (t *tail) weight() int { return 1000 + t.bytes + 160*len(t.closed) }

// start is the position of the first byte that is kept.
func (t *tail) start() int { return t.end - t.bytes }

func (t *tail) add(tok token) {
	if t.full(tok) {
		t.closed = append(t.closed, t.open)
		t.open = segment{before: t.now}
	}
	t.open.text = append(t.open.text, tok.text...)
	t.bytes += len(tok.text)
	t.end += len(tok.text)
	t.open.lines += tok.lines
	t.lines += tok.lines
	t.now.apply(tok)
	if t.bytes > maxBytes || t.lines > maxLines {
		t.drop()
	}
}

// mark notes the end of a write. Somebody who steps back will look there.
func (t *tail) mark() {
	if n := len(t.ends); n == 0 || t.ends[n-1] < t.end {
		t.ends = append(t.ends, t.end)
		t.ends = t.ends[max(0, len(t.ends)-maxEnds):]
	}
}

// char adds a character of ASCII, as add would.
func (t *tail) char(b byte) {
	if len(t.open.text) >= segmentBytes || t.open.lines >= segmentLines || t.bytes >= maxBytes {
		t.add(token{kind: printing, text: []byte{b}})
		return
	}
	t.open.text = append(t.open.text, b)
	t.bytes++
	t.end++
}

// drop lets go of the older half. Each time the start moves, the picture must be
// made anew: so it moves seldom, and far.
func (t *tail) drop() {
	n := 0
	for ; n < len(t.closed) && (t.bytes > maxBytes/2 || t.lines > maxLines/2); n++ {
		t.bytes -= len(t.closed[n].text)
		t.lines -= t.closed[n].lines
	}
	t.closed = slices.Clone(t.closed[n:])
}

// full reports whether the next token begins a segment.
func (t *tail) full(next token) bool {
	text := t.open.text
	size := max(len(text)/segmentBytes, t.open.lines/segmentLines)
	if size == 0 {
		return false
	}
	if text[len(text)-1] == '\n' {
		return true
	}
	// Not between two characters that may be one grapheme, unless it has to be.
	return size >= 4 && (next.text[0] < utf8.RuneSelf || size >= 8)
}

// from returns the tokens after a position that is kept.
func (t *tail) from(position int) []byte {
	text := make([]byte, 0, t.end-position)
	at := t.start()
	for s := range t.segments {
		if end := at + len(s.text); end > position {
			text = append(text, s.text[max(0, position-at):]...)
		}
		at += len(s.text)
	}
	return text
}

// segments yields all, oldest first.
func (t *tail) segments(yield func(*segment) bool) {
	for i := range t.closed {
		if !yield(&t.closed[i]) {
			return
		}
	}
	yield(&t.open)
}

// before is the state in which the first token that is kept was written.
func (t *tail) before() state {
	if len(t.closed) == 0 {
		return t.open.before
	}
	return t.closed[0].before
}

// continues reports whether t is what other was, with tokens added.
func (t *tail) continues(other *tail) bool {
	n := len(other.closed)
	if t.start() != other.start() || len(t.closed) < n || t.before() != other.before() {
		return false
	}
	for i := range other.closed {
		if !bytes.Equal(t.closed[i].text, other.closed[i].text) {
			return false
		}
	}
	next := &t.open
	if len(t.closed) > n {
		next = &t.closed[n]
	}
	return bytes.HasPrefix(next.text, other.open.text)
}

func (s *state) apply(tok token) {
	switch tok.kind {
	case resetting:
		*s = state{}
	case styling:
		uv.ReadStyle(tok.params, &s.pen)
	case switching:
		s.mode(tok.mode, tok.on)
	}
}

func (s *state) mode(mode int, on bool) {
	switch mode {
	case 25:
		s.hidden = !on
	case 7:
		s.nowrap = !on
	case 1047, 1049:
		if on && !s.alt {
			s.under = s.pen
		} else if !on && s.alt {
			s.pen = s.under
		}
		s.alt = on
	}
}

// restore is the tokens that lead from a new terminal to the state.
func (s *state) restore() string {
	text := ""
	if s.alt {
		text += s.under.String() + "\x1b[?1049h"
	}
	if s.hidden {
		text += "\x1b[?25l"
	}
	if s.nowrap {
		text += "\x1b[?7l"
	}
	if !s.pen.IsZero() {
		text += s.pen.String()
	}
	return text
}
