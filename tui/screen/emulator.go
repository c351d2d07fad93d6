package screen

import (
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
)

// emulator makes cells out of tokens. It wraps vt.Emulator where that differs
// from what terminals do or trusts its input:
//   - Its answers to queries go nowhere instead of blocking until somebody
//     reads them.
//   - A wide glyph that does not fit at the end of a line goes to the next line
//     as a whole, and text after one that just fits does so too.
//   - Scrolling regions end where the screen ends.
//   - It may break lines between words; see words.go.
type emulator struct {
	*vt.Emulator
	hidden bool // the cursor is
	nowrap bool
	// wraps says that a wide glyph fills the end of the line, so that the next
	// glyph begins a line. vt knows that for narrow glyphs only.
	wraps bool
	words bool // lines break between words
	full  bool // the next character does not fit into the line, where lines break so
	gap   bool // since it is full, a blank has come
}

func newEmulator(width, height int, words bool) *emulator {
	e := &emulator{Emulator: vt.NewEmulator(width, height), words: words}
	e.SetScrollbackSize(maxLines)
	if pipe, ok := e.InputPipe().(io.Closer); ok {
		pipe.Close() // from now on, writing into it fails at once
	}
	e.SetCallbacks(vt.Callbacks{
		EnableMode:  func(mode ansi.Mode) { e.switched(mode, true) },
		DisableMode: func(mode ansi.Mode) { e.switched(mode, false) },
	})
	e.RegisterCsiHandler('r', func(params ansi.Params) bool {
		if len(params) > 1 && params[1].Param(0) > e.Height() {
			params[1] = ansi.Param(e.Height())
		}
		return false // go on with the handler that was there before
	})
	return e
}

func (e *emulator) switched(mode ansi.Mode, on bool) {
	switch mode {
	case ansi.ModeTextCursorEnable:
		e.hidden = !on
	case ansi.ModeAutoWrap:
		e.nowrap = !on
	}
}

// feed takes whole tokens.
func (e *emulator) feed(tokens []byte) {
	for len(tokens) > 0 {
		tokens = tokens[e.step(tokens):]
	}
}

// try feeds tokens, and returns those left after a panic with its cause. Those
// it happened in are left too.
func (e *emulator) try(tokens []byte) (rest []byte, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("%v", cause)
		}
	}()
	for rest = tokens; len(rest) > 0; {
		rest = rest[e.step(rest):]
	}
	return rest, nil
}

// step takes a run of characters, or another token, and returns its length.
func (e *emulator) step(tokens []byte) int {
	n := printable(tokens)
	if n > 0 {
		e.text(tokens[:n])
		return n
	}
	n = control(tokens)
	// A style does not move the cursor, everything else may.
	e.wraps = e.wraps && tokens[n-1] == 'm'
	e.full = e.full && tokens[n-1] == 'm'
	e.write(tokens[:n])
	return n
}

func (e *emulator) write(p []byte) {
	// It fails only when the emulator is closed, and then nothing matters.
	_, _ = e.Write(p)
}

// printable is the length of the run of characters that tokens begin with.
func printable(tokens []byte) int {
	for i, b := range tokens {
		if b < ' ' {
			return i
		}
	}
	return len(tokens)
}

// control is the length of the control or sequence that tokens begin with.
func control(tokens []byte) int {
	if tokens[0] != ansi.ESC {
		return 1
	}
	n := 2
	switch tokens[1] {
	case '[':
		for tokens[n] < '@' {
			n++
		}
		n++
	case '(', ')', '*', '+':
		n++
	}
	return n
}

// text prints characters: those of ASCII in one go, others one by one.
func (e *emulator) text(p []byte) {
	for len(p) > 0 {
		n := narrow(p)
		if n > 0 {
			e.ascii(p[:n])
		} else {
			var width int
			var glyph []byte
			glyph, width = ansi.FirstGraphemeCluster(p, ansi.GraphemeWidth)
			n = len(glyph)
			e.glyph(glyph, width)
		}
		p = p[n:]
	}
}

// ascii prints characters of ASCII.
func (e *emulator) ascii(p []byte) {
	if e.anywhere() {
		e.wrap()
		e.write(p)
		return
	}
	e.inWords(p)
}

// narrow is the length of the run of ASCII that p begins with, without the last
// character if it may be part of a longer grapheme.
func narrow(p []byte) int {
	for i, b := range p {
		if b >= utf8.RuneSelf {
			return max(0, i-1)
		}
	}
	return len(p)
}

// glyph prints one grapheme.
func (e *emulator) glyph(glyph []byte, width int) {
	switch {
	case width <= 0:
		return
	case len(glyph) == 1:
		e.ascii(glyph)
		return
	case width > e.Width():
		glyph, width = []byte("\uFFFD"), 1 // there is no line it would fit in
	}
	if e.full { // a glyph is a word of its own
		e.gap = true
		e.nextLine()
	}
	e.wrap()
	before, last := e.CursorPosition(), e.Width()-1
	if before.X+width > e.Width() && width > 1 {
		if e.nowrap {
			return
		}
		e.write([]byte("\r\n"))
		before = e.CursorPosition()
	}
	e.write(glyph)
	if width < 2 || e.nowrap {
		e.full = width == 1 && before.X == last && !e.anywhere()
		return
	}
	e.wraps = before.X+width > last
}

// wrap begins the line that is due.
func (e *emulator) wrap() {
	if e.wraps && !e.nowrap {
		e.write([]byte("\r\n"))
	}
	e.wraps = false
}
