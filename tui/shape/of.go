package shape

// Of is the parts of the character that is drawn in a cell of width by height
// pixels, which are at least 1 each; nothing if it is for a font to draw.
func Of(glyph string, width, height int) []Part {
	r, alone := only(glyph)
	if !alone {
		return nil
	}
	c := newCell(width, height)
	switch {
	case r >= 0x2500 && r < 0x2580:
		return c.lines(int(r - 0x2500))
	case r >= 0x2580 && r < 0x25a0:
		return c.block(int(r - 0x2580))
	case r >= 0x2800 && r < 0x2900:
		return solid(c.braille(int(r - 0x2800)))
	case r >= 0x1fb00 && r < 0x1fc00:
		return c.legacy(int(r - 0x1fb00))
	}
	p := c.powerline(r)
	if p == nil {
		p = c.symbol(r)
	}
	if p == nil {
		return nil
	}
	return solid(p)
}

// only is the character that a glyph is made of, if it is one. What says that it
// is to be shown as text, or as an emoji, makes no difference to a shape.
func only(glyph string) (rune, bool) {
	var first rune
	for i, r := range glyph {
		switch {
		case i == 0:
			first = r
		case r != 0xfe0e && r != 0xfe0f:
			return 0, false
		}
	}
	return first, first != 0
}

// cell is what shapes are made for.
type cell struct {
	w, h         int // in pixels
	light, heavy int // how thick lines are
}

func newCell(w, h int) cell {
	light := max(1, (w+5)/10)
	return cell{w: w, h: h, light: light, heavy: 2 * light}
}

// pen is the thickness of a light line, in the unit of points.
func (c cell) pen() int32 { return int32(c.light * Pixel) }

// part is the place so many parts of the cell's size in, in pixels.
func part(size, n, of int) int { return (size*n + of/2) / of }

// point is a place in parts of the cell, at the precision of points.
func (c cell) point(x, y, of int) Point {
	return Point{int32(c.w * Pixel * x / of), int32(c.h * Pixel * y / of)}
}

// Missing is a hollow box: what is drawn of a character that nobody can draw.
func Missing(width, height int) Path {
	c := newCell(width, height)
	left, right := part(width, 1, 10), part(width, 9, 10)
	top, bottom := part(height, 2, 10), part(height, 8, 10)
	t := c.light
	return Path(nil).rect(left, top, right, top+t).rect(left, bottom-t, right, bottom).
		rect(left, top+t, left+t, bottom-t).rect(right-t, top+t, right, bottom-t)
}

// Bar is a line across a cell that starts so many pixels below its top.
func Bar(width, top, thick int) Path { return Path(nil).rect(0, top, width, top+thick) }

// Disc fills a rectangle, of so many pixels, with an ellipse.
func Disc(width, height int) Path {
	rx, ry := int32(width*Pixel/2), int32(height*Pixel/2)
	return Path(nil).disc(Point{rx, ry}, rx, ry, false)
}

// Ring is a circle in a square of so many pixels, drawn with a pen.
func Ring(size, pen int) Path {
	radius := int32(size * Pixel / 2)
	return Path(nil).ring(Point{radius, radius}, radius, int32(pen*Pixel))
}
