package screen

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/parser"
)

// maxSequence bounds the bytes of a sequence other than a string.
const maxSequence = 4 << 10

// maxString bounds the bytes that an unfinished string sequence (a title, an
// image) swallows before it is taken for a mistake.
const maxString = 64 << 10

// filter turns bytes into tokens. It parses as a terminal does, so that what a
// terminal would take for one sequence is one token or nothing.
type filter struct {
	tail    *tail // where tokens go
	parser  ansi.Parser
	pending []byte // what led the parser to where it is; empty between sequences
	partial []byte // the bytes of a character that is not complete
	inside  int    // bytes since a string sequence began
	printed rune   // the character printed by the last token; 0 if it was something else
	piled   int    // zero-width characters since one that has a width
	raw     bool   // a terminal driver has been here: a line feed does not return
}

// token is one unit of output. Its text is never empty.
type token struct {
	kind   kind
	text   []byte      // valid until add returns
	lines  int         // what it costs, in line feeds
	params ansi.Params // of a styling token; valid until add returns
	mode   int         // of a switching token
	on     bool        // of a switching token
}

// kind is what a token does, as far as others than the emulator care.
type kind uint8

const (
	moving    kind = iota // moves, erases or scrolls
	printing              // a character
	styling               // changes the pen
	switching             // changes a mode
	resetting             // back to how it all began
)

func newFilter(to *tail) *filter {
	f := &filter{tail: to}
	f.listen()
	return f
}

// listen gives the parser what it works with.
func (f *filter) listen() {
	f.parser.SetParamsSize(parser.MaxParamsSize)
	f.parser.SetDataSize(1) // the contents of strings are never looked at
	f.parser.SetHandler(ansi.Handler{
		Print:     f.print,
		Execute:   f.control,
		HandleCsi: f.csi,
		HandleEsc: f.esc,
	})
}

// clone is a filter in the same state whose tokens go elsewhere. A parser cannot
// be copied: it is led to where the other is.
func (f *filter) clone(to *tail) *filter {
	c := newFilter(&tail{})
	for _, b := range f.pending {
		c.parser.Advance(b)
	}
	c.tail = to
	c.pending, c.partial = slices.Clone(f.pending), slices.Clone(f.partial)
	c.inside, c.printed, c.piled = f.inside, f.printed, f.piled
	return c
}

// weight is about the bytes of a clone.
func (f *filter) weight() int { return 1000 + len(f.pending) }

func (f *filter) write(text string) {
	for i := 0; i < len(text); i++ {
		switch b := text[i]; {
		case b >= utf8.RuneSelf:
			f.high(b)
		case isPlain(b) && f.parser.State() == parser.GroundState && len(f.partial) == 0:
			f.plain(b)
		default:
			f.low(b)
		}
	}
}

func isPlain(b byte) bool { return b >= ' ' && b < 0x7f }

// plain passes on a character of ASCII: nearly all that is ever written.
func (f *filter) plain(b byte) {
	f.printed, f.piled = rune(b), 0
	f.tail.char(b)
}

// low takes a byte that is a character by itself.
func (f *filter) low(b byte) {
	f.flushPartial()
	state := f.parser.State()
	if state == parser.GroundState && isPlain(b) {
		f.plain(b)
		return
	}
	if state == parser.OscStringState && b == '\n' || f.inside > maxString || len(f.pending) > maxSequence {
		// No title holds a newline. One that was cut short must not swallow
		// the lines that follow, and neither must anything without an end.
		f.parser.Reset()
		f.pending, f.inside = f.pending[:0], 0
	}
	f.advance(b)
}

// advance gives a byte to the parser, and remembers it while it matters.
func (f *filter) advance(b byte) {
	before := f.parser.State()
	f.parser.Advance(b)
	switch after := f.parser.State(); {
	case after == parser.GroundState:
		f.pending, f.inside = f.pending[:0], 0
	case isString(before) && before == after:
		f.inside++
	default:
		f.pending = append(f.pending, b)
	}
}

// high takes a byte of a character outside ASCII. It must not reach the parser,
// which takes some of them for controls, as terminals did before UTF-8.
func (f *filter) high(b byte) {
	if state := f.parser.State(); state != parser.GroundState {
		if isString(state) {
			f.inside++
		}
		return
	}
	f.partial = append(f.partial, b)
	for len(f.partial) > 0 && utf8.FullRune(f.partial) {
		r, size := utf8.DecodeRune(f.partial)
		f.print(r)
		f.partial = f.partial[:copy(f.partial, f.partial[size:])]
	}
}

// flushPartial shows what there is of a character that will not be completed.
func (f *filter) flushPartial() {
	if len(f.partial) > 0 {
		f.partial = f.partial[:0]
		f.print(utf8.RuneError)
	}
}

func isString(state parser.State) bool {
	switch state {
	case parser.OscStringState, parser.DcsStringState, parser.SosStringState,
		parser.PmStringState, parser.ApcStringState:
		return true
	}
	return false
}

// maxPiled bounds the marks on one character.
const maxPiled = 8

// print passes on a character that terminals show. Those without a width go
// with the one before them, or nowhere.
func (f *filter) print(r rune) {
	if r >= utf8.RuneSelf {
		joins := r == 0x200c || r == 0x200d || r >= 0xe0020 && r <= 0xe007f
		if !joins && !unicode.IsGraphic(r) {
			return
		}
		if joins || ansi.GraphemeWidth.StringWidth(string(r)) == 0 {
			if f.piled++; f.printed == 0 || f.piled > maxPiled {
				return
			}
		} else {
			f.piled = 0
		}
	} else {
		f.piled = 0
	}
	f.printed = r
	var buffer [utf8.UTFMax]byte
	f.tail.add(token{kind: printing, text: utf8.AppendRune(buffer[:0], r)})
}

// other passes on a token that prints nothing.
func (f *filter) other(t token) {
	f.printed = 0
	f.tail.add(t)
}
