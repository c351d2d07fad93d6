package screen

import (
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
// tokens since the screen was made.
type tail struct {
	segments []segment
	bytes    int
	lines    int
	end      int // position after the last byte
	now      state
}

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

// start is the position of the first byte that is kept.
func (t *tail) start() int { return t.end - t.bytes }

func (t *tail) add(tok token) {
	if t.full(tok) {
		t.segments = append(t.segments, segment{before: t.now})
	}
	last := &t.segments[len(t.segments)-1]
	last.text = append(last.text, tok.text...)
	t.bytes += len(tok.text)
	t.end += len(tok.text)
	last.lines += tok.lines
	t.lines += tok.lines
	t.now.apply(tok)
	for (t.bytes > maxBytes || t.lines > maxLines) && len(t.segments) > 1 {
		t.bytes -= len(t.segments[0].text)
		t.lines -= t.segments[0].lines
		t.segments = slices.Delete(t.segments, 0, 1)
	}
}

// full reports whether the next token begins a segment.
func (t *tail) full(next token) bool {
	if len(t.segments) == 0 {
		return true
	}
	last := &t.segments[len(t.segments)-1]
	size := max(len(last.text)/segmentBytes, last.lines/segmentLines)
	if size == 0 {
		return false
	}
	if last.text[len(last.text)-1] == '\n' {
		return true
	}
	// Not between two characters that may be one grapheme, unless it has to be.
	return size >= 4 && (next.text[0] < utf8.RuneSelf || size >= 8)
}

// from returns the tokens after a position that is kept.
func (t *tail) from(position int) []byte {
	var text []byte
	at := t.start()
	for _, s := range t.segments {
		if end := at + len(s.text); end > position {
			text = append(text, s.text[max(0, position-at):]...)
		}
		at += len(s.text)
	}
	return text
}

// before is the state in which the first token that is kept was written.
func (t *tail) before() state {
	if len(t.segments) == 0 {
		return t.now
	}
	return t.segments[0].before
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
