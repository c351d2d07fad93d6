package page

import (
	"strconv"

	"echotui/tui/draw"
	"echotui/tui/film"
	"echotui/tui/picture"
	"echotui/tui/shape"
)

// box is a rectangle, in the unit of shapes.
type box struct{ x0, y0, x1, y1 int32 }

// layer is all of a row that is filled with one colour.
type layer struct {
	colour film.RGB
	boxes  []box
	curves shape.Path // what is not a rectangle
}

// layers are the parts of a row that are filled, by colour, in the order in which
// they first come.
type layers []*layer

func (l *layers) of(colour film.RGB) *layer {
	for _, each := range *l {
		if each.colour == colour {
			return each
		}
	}
	*l = append(*l, &layer{colour: colour})
	return (*l)[len(*l)-1]
}

// add adds a rectangle, and makes one of two that touch. Those of the cell before
// are among the last ones.
func (l *layer) add(b box) {
	const cell = 16
	for i := max(0, len(l.boxes)-cell); i < len(l.boxes); i++ {
		other := &l.boxes[i]
		switch {
		case other.x1 == b.x0 && other.y0 == b.y0 && other.y1 == b.y1:
			other.x1 = b.x1
			return
		case other.y1 == b.y0 && other.x0 == b.x0 && other.x1 == b.x1:
			other.y1 = b.y1
			return
		}
	}
	l.boxes = append(l.boxes, b)
}

// path adds a path: rectangles apart from all else.
func (l *layer) path(p shape.Path) {
	for len(p) > 0 {
		n := 1
		for n < len(p) && p[n].Kind != shape.Move {
			n++
		}
		if b, is := rectangle(p[:n]); is && p.Straight() {
			l.add(b)
		} else {
			l.curves = append(l.curves, p[:n]...)
		}
		p = p[n:]
	}
}

// rectangle is the rectangle that an outline is, if it is one that runs from the
// left upper corner clockwise.
func rectangle(p shape.Path) (box, bool) {
	if len(p) != 4 {
		return box{}, false
	}
	a, b, c, d := p[0].To[0], p[1].To[0], p[2].To[0], p[3].To[0]
	return box{a.X, a.Y, c.X, c.Y}, a.Y == b.Y && b.X == c.X && c.Y == d.Y && d.X == a.X
}

// backgrounds are what lies behind the glyphs of a row, where it is not the
// background of the palette.
func backgrounds(row []run, p *film.Palette, m picture.Metrics) layers {
	var l layers
	for i := range row {
		r := &row[i]
		if _, back := p.Paint(r.style); back != p.Background {
			l.of(back).add(box{int32(r.x * m.Width * shape.Pixel), 0, int32((r.x + r.columns) * m.Width * shape.Pixel), int32(m.Height * shape.Pixel)})
		}
	}
	return l
}

// shapes are the glyphs of a row that are drawn, and the lines under and through
// text.
func shapes(row []run, p *film.Palette, m picture.Metrics) layers {
	var l layers
	for i := range row {
		r := &row[i]
		front, back := p.Paint(r.style)
		for k, glyph := range r.glyphs {
			for _, part := range shape.Of(glyph, m.Width, m.Height) {
				l.of(toward(front, back, part.Full)).path(part.Path.Moved(int32((r.x+k)*m.Width*shape.Pixel), 0))
			}
		}
		for _, top := range bars(r.style.Attr, m) {
			x := int32(r.x * m.Width * shape.Pixel)
			l.of(front).path(shape.Bar(r.columns*m.Width, top, m.Pen).Moved(x, 0))
		}
	}
	return l
}

// bars are how far below the top of a row lines through it are.
func bars(attr draw.Attr, m picture.Metrics) []int {
	var tops []int
	if attr&draw.AttrUnderline != 0 {
		tops = append(tops, m.Underline())
	}
	if attr&draw.AttrStrike != 0 {
		tops = append(tops, m.Strike())
	}
	return tops
}

// toward is a colour over another, as so many sixteenths of it would look.
func toward(front, back film.RGB, sixteenths int) film.RGB {
	mix := func(f, b uint8) uint8 { return uint8((int(f)*sixteenths + int(b)*(16-sixteenths) + 8) / 16) }
	return film.RGB{R: mix(front.R, back.R), G: mix(front.G, back.G), B: mix(front.B, back.B)}
}

// straight is the rectangles of a layer as SVG has them, in pixels.
func (l *layer) straight() []byte {
	var dst []byte
	for _, b := range l.boxes {
		dst = pair(append(dst, 'M'), b.x0, b.y0)
		// Relative to there, equal ones are equal text, which packs well.
		dst = number(append(dst, 'h'), b.x1-b.x0)
		dst = number(append(dst, 'v'), b.y1-b.y0)
		dst = append(number(append(dst, 'h'), b.x0-b.x1), 'z')
	}
	return dst
}

// curved is the rest of a layer, in the same way.
func (l *layer) curved() []byte {
	var dst []byte
	for i, s := range l.curves {
		if i > 0 && s.Kind == shape.Move {
			dst = append(dst, 'z')
		}
		dst = append(dst, "MLQC"[s.Kind])
		for k := range []int{1, 1, 2, 3}[s.Kind] {
			if k > 0 {
				dst = append(dst, ' ')
			}
			dst = pair(dst, s.To[k].X, s.To[k].Y)
		}
	}
	return append(dst, 'z')
}

func pair(dst []byte, x, y int32) []byte {
	return number(append(number(dst, x), ' '), y)
}

// number appends a coordinate in pixels, to a hundredth.
func number(dst []byte, n int32) []byte {
	hundredths := (int64(n)*100 + shape.Pixel/2) / shape.Pixel
	if n < 0 {
		hundredths = (int64(n)*100 - shape.Pixel/2) / shape.Pixel
	}
	return decimal(dst, hundredths)
}

// decimal appends hundredths as a number without needless zeros.
func decimal(dst []byte, hundredths int64) []byte {
	if hundredths < 0 {
		dst, hundredths = append(dst, '-'), -hundredths
	}
	dst = strconv.AppendInt(dst, hundredths/100, 10)
	if rest := hundredths % 100; rest != 0 {
		dst = append(dst, '.', byte('0'+rest/10))
		if rest%10 != 0 {
			dst = append(dst, byte('0'+rest%10))
		}
	}
	return dst
}
