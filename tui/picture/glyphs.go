package picture

import (
	"unicode"

	"golang.org/x/image/math/fixed"

	"echotui/tui/draw"
	"echotui/tui/shape"
)

// glyphs are what characters look like in their cells, made when they are first
// asked for.
type glyphs struct {
	Metrics
	fonts *fonts
	top   int // the level of a pixel that is covered wholly
	made  map[glyphKey]*mask
}

type glyphKey struct {
	glyph string
	wide  bool
	attr  draw.Attr // those that change the shape
}

// shaping are the attributes that are a matter of shape; the others are one of
// colour.
const shaping = draw.AttrBold | draw.AttrItalic | draw.AttrUnderline | draw.AttrStrike

// mask is how much of each pixel of a glyph's cells is covered, row by row, in
// levels from 0 to the top.
type mask struct {
	width  int
	levels []uint8
}

// get is the mask of a glyph that is one or two columns wide; "" is a blank,
// which may be underlined.
func (g *glyphs) get(glyph string, wide bool, attr draw.Attr) *mask {
	key := glyphKey{glyph, wide, attr & shaping}
	m := g.made[key]
	if m == nil {
		m = g.make(key)
		g.made[key] = m
	}
	return m
}

func (g *glyphs) make(key glyphKey) *mask {
	width := g.Width
	if key.wide {
		width *= 2
	}
	sum := make([]uint16, width*g.Height) // in parts of shape.Full
	for _, part := range g.parts(key, width) {
		for i, covered := range shape.Cover(part.Path, width, g.Height) {
			sum[i] = min(sum[i]+covered*uint16(part.Full)/16, shape.Full)
		}
	}
	m := &mask{width: width, levels: make([]uint8, len(sum))}
	for i, covered := range sum {
		m.levels[i] = uint8((int(covered)*g.top + shape.Full/2) / shape.Full)
	}
	return m
}

// parts are the shape of a glyph, and the lines that its attributes add.
func (g *glyphs) parts(key glyphKey, width int) []shape.Part {
	parts := shape.Of(key.glyph, width, g.Height)
	if parts == nil {
		parts = []shape.Part{{Path: g.text(key, width), Full: 16}}
	}
	if key.attr&draw.AttrUnderline != 0 {
		parts = append(parts, shape.Part{Path: shape.Bar(width, g.Underline(), g.Pen), Full: 16})
	}
	if key.attr&draw.AttrStrike != 0 {
		parts = append(parts, shape.Part{Path: shape.Bar(width, g.Strike(), g.Pen), Full: 16})
	}
	return parts
}

// text is the outline of a glyph from a font: a letter and the marks on it. Of
// several pictures that are joined into one, it is the first.
func (g *glyphs) text(key glyphKey, width int) shape.Path {
	var whole shape.Path
	var where shape.Point
	for i, r := range key.glyph {
		switch {
		case r == 0x200d: // a joiner
			return whole
		case i > 0 && !unicode.Is(unicode.M, r) || unicode.Is(unicode.Variation_Selector, r) || unicode.IsSpace(r):
			continue
		}
		f := g.fonts.find(r, key.attr&draw.AttrBold != 0)
		if f == nil {
			g.fonts.lacks(r)
			if i == 0 {
				return shape.Missing(width, g.Height)
			}
			continue
		}
		p, advance := g.outline(f, r, key, width)
		if i == 0 {
			where = shape.Point{X: (int32(width*shape.Pixel) - advance) / 2, Y: int32(g.Base * shape.Pixel)}
		}
		whole = append(whole, p.Moved(where.X, where.Y)...)
	}
	return whole
}

// outline is a character of a font, at the size that fits the cell, leaning and
// bold if it is to be and the font does not do it.
func (g *glyphs) outline(f *face, r rune, key glyphKey, width int) (shape.Path, int32) {
	size := fixed.I(g.Size)
	own := f == g.fonts.regular || f == g.fonts.bold
	if !own && key.wide {
		size = fixed.Int26_6(min(width, g.Height*9/10) * shape.Pixel)
	}
	p, advance := f.outline(r, size)
	if room := int32(width * shape.Pixel); !own && advance > room {
		p, advance = f.outline(r, size*fixed.Int26_6(room)/fixed.Int26_6(advance))
	}
	if !own && key.attr&draw.AttrBold != 0 {
		p = append(p, p.Moved(int32(g.Pen*shape.Pixel/2), 0)...)
	}
	if key.attr&draw.AttrItalic != 0 {
		p = lean(p, int32(g.Size*shape.Pixel))
	}
	return p, advance
}

// lean is an outline that leans to the right by a fifth of its height, around
// the middle of small letters.
func lean(p shape.Path, size int32) shape.Path {
	leaning := make(shape.Path, len(p))
	for i, s := range p {
		for k := range s.To {
			s.To[k].X -= (s.To[k].Y + size/4) / 5
		}
		leaning[i] = s
	}
	return leaning
}
