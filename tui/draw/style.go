package draw

// Style is how a cell looks. The zero Style is plain text in the terminal's own
// colours. Styles are small values and compare with ==.
type Style struct {
	Fg, Bg Colour // zero: the terminal's own
	Attr   Attr
}

// Attr is a set of text attributes.
type Attr uint8

// The attributes a cell may have; they combine with |.
const (
	AttrBold Attr = 1 << iota
	AttrFaint
	AttrItalic
	AttrUnderline
	AttrBlink
	AttrReverse
	AttrConceal
	AttrStrike
)

// In is the style with foreground colour c and nothing else.
func In(c Colour) Style { return Style{Fg: c} }

// On is s with background colour c.
func (s Style) On(c Colour) Style { s.Bg = c; return s }

// Bold is s in bold.
func (s Style) Bold() Style { s.Attr |= AttrBold; return s }

// Faint is s with less intensity.
func (s Style) Faint() Style { s.Attr |= AttrFaint; return s }

// Underline is s underlined.
func (s Style) Underline() Style { s.Attr |= AttrUnderline; return s }

// Reverse is s with foreground and background exchanged.
func (s Style) Reverse() Style { s.Attr |= AttrReverse; return s }

// Over is s laid over base: what s leaves open is as in base.
func (s Style) Over(base Style) Style {
	if s.Fg == 0 {
		s.Fg = base.Fg
	}
	if s.Bg == 0 {
		s.Bg = base.Bg
	}
	s.Attr |= base.Attr
	return s
}

// Colour is a role, whose look the theme decides, or a concrete colour. The
// zero Colour is the terminal's own. One type for both lets the output of a
// program, which names concrete colours, lie in the same cells as our own.
type Colour uint32

// The roles. Each may stand in front or behind; Selected, Bar and Found are
// meant as backgrounds.
const (
	Text        Colour = iota // ordinary text: the terminal's own colour
	Faint                     // what matters less
	Accent                    // what matters most: headings, the current thing
	Good                      // it worked
	Warn                      // look here
	Bad                       // it failed
	Name                      // names of processes, topics, functions
	Number                    // numbers in values
	String                    // strings in values
	Border                    // lines around panes
	BorderFocus               // lines around the pane that has the keys
	Arrow                     // arrows between processes
	Time                      // times and durations
	Key                       // a key to press
	Selected                  // the selected row
	Bar                       // the status line
	Found                     // what a search found
	roles                     // how many there are
)

// A Colour carries its kind in the top byte and its value below.
const (
	kindMask  Colour = 0xff << 24
	kindIndex Colour = 1 << 24
	kindRGB   Colour = 2 << 24
)

// Indexed is a colour of the terminal's palette: 0-7 normal, 8-15 bright,
// 16-255 the fixed ones.
func Indexed(n uint8) Colour { return kindIndex | Colour(n) }

// RGB is a colour of its own.
func RGB(r, g, b uint8) Colour {
	return kindRGB | Colour(r)<<16 | Colour(g)<<8 | Colour(b)
}

// concrete reports whether c is no role.
func (c Colour) concrete() bool { return c&kindMask != 0 }

// Index is the number of a colour of the terminal's palette, if c is one.
func (c Colour) Index() (n uint8, found bool) {
	return uint8(c), c&kindMask == kindIndex
}

// RGB is the parts of a colour of its own, if c is one.
func (c Colour) RGB() (r, g, b uint8, found bool) {
	return uint8(c >> 16), uint8(c >> 8), uint8(c), c&kindMask == kindRGB
}
