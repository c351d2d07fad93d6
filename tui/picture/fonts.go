package picture

import (
	"fmt"
	"slices"
	"strings"

	"github.com/go-fonts/dejavu/dejavusansmono"
	"github.com/go-fonts/dejavu/dejavusansmonobold"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"echotui/tui/film"
	"echotui/tui/shape"
)

// face is a font, in which outlines are looked up.
type face struct {
	font   *sfnt.Font
	buffer sfnt.Buffer
}

func newFace(ttf []byte) *face {
	f, err := sfnt.Parse(ttf)
	if err != nil {
		panic(err) // it is part of the program
	}
	return &face{font: f}
}

// has reports whether the font can draw a character.
func (f *face) has(r rune) bool {
	n, err := f.font.GlyphIndex(&f.buffer, r)
	return err == nil && n != 0
}

// outline is what a character looks like at a size, with its origin at 0, 0, and
// how far the next one would be from it. Both are in parts of a pixel.
func (f *face) outline(r rune, size fixed.Int26_6) (p shape.Path, advance int32) {
	n, err := f.font.GlyphIndex(&f.buffer, r)
	if err != nil || n == 0 {
		return nil, 0
	}
	wide, err := f.font.GlyphAdvance(&f.buffer, n, size, font.HintingNone)
	if err != nil {
		return nil, 0
	}
	segments, err := f.font.LoadGlyph(&f.buffer, n, size, nil)
	if err != nil { // a picture in colours, say
		return nil, 0
	}
	p = make(shape.Path, len(segments))
	for i, s := range segments {
		p[i].Kind = [...]shape.Kind{
			sfnt.SegmentOpMoveTo: shape.Move, sfnt.SegmentOpLineTo: shape.Line,
			sfnt.SegmentOpQuadTo: shape.Quad, sfnt.SegmentOpCubeTo: shape.Cubic,
		}[s.Op]
		for k, arg := range s.Args {
			p[i].To[k] = shape.Point{X: int32(arg.X), Y: int32(arg.Y)}
		}
	}
	return p, int32(wide)
}

// Metrics is how big a cell is, in pixels.
type Metrics struct {
	Width, Height int
	Base          int // from the top of a cell to the line that letters stand on
	Size          int // of the font
	Pen           int // how thick the lines under and through text are
}

// The embedded font, in thousandths of its size.
const (
	fontAdvance = 602
	fontAscent  = 928
	fontHeight  = 1164
)

// Measure is the size of a cell with complete options.
func Measure(o film.Options) Metrics {
	m := Metrics{Size: o.FontSize, Pen: max(1, o.FontSize/16)}
	natural := (o.FontSize*fontHeight + 500) / 1000
	m.Width = max(1, (o.FontSize*fontAdvance+round(o.LetterSpacing*1000)+500)/1000)
	m.Height = max(1, round(float64(natural)*o.LineHeight))
	// A higher row has as much more above its letters as below.
	m.Base = (o.FontSize*fontAscent+500)/1000 + (m.Height-natural)/2
	return m
}

// Underline is from the top of a cell to the line below text.
func (m Metrics) Underline() int { return min(m.Base+2*m.Pen, m.Height-m.Pen) }

// Strike is from the top of a cell to the line through text.
func (m Metrics) Strike() int { return m.Base - m.Size*3/10 }

func round(f float64) int { return int(f+1000.5) - 1000 }

// fonts are where outlines come from.
type fonts struct {
	regular, bold *face
	others        *others
	warn          func(string)
	missing       []rune // what no font has
}

func newFonts(o film.Options) *fonts {
	return &fonts{
		regular: newFace(dejavusansmono.TTF), bold: newFace(dejavusansmonobold.TTF),
		others: &others{folders: o.FontFolders}, warn: o.Warn,
	}
}

// find is a font that can draw a character: the embedded one, or one of the
// machine; nil if there is none.
func (f *fonts) find(r rune, bold bool) *face {
	own := f.regular
	if bold {
		own = f.bold
	}
	if own.has(r) {
		return own
	}
	return f.others.find(r)
}

// lacks notes a character that no font has.
func (f *fonts) lacks(r rune) {
	if !slices.Contains(f.missing, r) {
		f.missing = append(f.missing, r)
	}
}

// tell says what no font has, in one sentence.
func (f *fonts) tell() {
	const named = 8
	n := len(f.missing)
	if n == 0 {
		return
	}
	var codes []string
	for _, r := range f.missing[:min(n, named)] {
		codes = append(codes, fmt.Sprintf("%U", r))
	}
	list := strings.Join(codes, ", ")
	if n > named {
		list += fmt.Sprintf(" and %d more", n-named)
	}
	f.warn("boxes are drawn for what neither the embedded font nor the font folders have: " + list)
}
