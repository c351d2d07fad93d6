// Package shape draws the characters whose cells must meet without a seam, and
// those that few fonts have: lines and blocks, braille, powerline, the symbols
// of the screen. It knows no font, no colour and no file.
//
//	Path   outlines, which are filled where they wind around a point
//	Part   a path and how much of what is behind it is covered
//	Of     the parts of a character, for a cell of a given size
//	Cover  how much of each pixel a path covers
//
// Invariants: a shape is made for one size of cell, and straight edges lie on
// whole pixels of it, so lines are sharp and what leaves a cell at its edge
// enters the next one at the same place and width. All arithmetic is in whole
// numbers: every machine makes the same pixels.
package shape

// Pixel is the unit of coordinates: there are 64 to a pixel.
const Pixel = 64

// Point is a place, from the left upper corner of a cell, down and to the right.
type Point struct{ X, Y int32 }

// Segment is a step of a path: to the last of the points of its kind.
type Segment struct {
	Kind Kind
	To   [3]Point // Move and Line use the first, Quad the first two
}

// Kind is how a segment goes to its end.
type Kind uint8

// The kinds. A Move ends an outline, and closes it.
const (
	Move Kind = iota
	Line
	Quad
	Cubic
)

// Path is a list of outlines, each closed.
type Path []Segment

// Part is a path that covers what is behind it, to so many sixteenths.
type Part struct {
	Path Path
	Full int // 16 covers it wholly
}

// solid is the usual shape: one part that covers wholly.
func solid(p Path) []Part { return []Part{{Path: p, Full: 16}} }

// Straight reports whether all of the path runs across or down.
func (p Path) Straight() bool {
	var at, start Point
	for _, s := range p {
		switch s.Kind {
		case Move:
			if at.X != start.X && at.Y != start.Y {
				return false
			}
			start = s.To[0]
		case Line:
			if s.To[0].X != at.X && s.To[0].Y != at.Y {
				return false
			}
		default:
			return false
		}
		at = s.To[0]
	}
	return at.X == start.X || at.Y == start.Y
}

// rect adds a rectangle, in pixels.
func (p Path) rect(x0, y0, x1, y1 int) Path {
	if x0 >= x1 || y0 >= y1 {
		return p
	}
	return p.polygon(at(x0, y0), at(x1, y0), at(x1, y1), at(x0, y1))
}

// polygon adds an outline of straight lines.
func (p Path) polygon(points ...Point) Path {
	for i, to := range points {
		kind := Line
		if i == 0 {
			kind = Move
		}
		p = append(p, Segment{Kind: kind, To: [3]Point{to}})
	}
	return p
}

// cubic adds a curve to the outline.
func (p Path) cubic(a, b, to Point) Path {
	return append(p, Segment{Kind: Cubic, To: [3]Point{a, b, to}})
}

// line adds a straight line to the outline.
func (p Path) line(to Point) Path { return append(p, Segment{Kind: Line, To: [3]Point{to}}) }

// disc adds an ellipse around a centre. One that winds the other way is a hole
// in another.
func (p Path) disc(c Point, rx, ry int32, hole bool) Path {
	kx, ky := bend(rx), bend(ry)
	if hole {
		ry, ky = -ry, -ky
	}
	p = p.polygon(Point{c.X + rx, c.Y})
	p = p.cubic(Point{c.X + rx, c.Y + ky}, Point{c.X + kx, c.Y + ry}, Point{c.X, c.Y + ry})
	p = p.cubic(Point{c.X - kx, c.Y + ry}, Point{c.X - rx, c.Y + ky}, Point{c.X - rx, c.Y})
	p = p.cubic(Point{c.X - rx, c.Y - ky}, Point{c.X - kx, c.Y - ry}, Point{c.X, c.Y - ry})
	return p.cubic(Point{c.X + kx, c.Y - ry}, Point{c.X + rx, c.Y - ky}, Point{c.X + rx, c.Y})
}

// ring is a circle that is drawn with a pen.
func (p Path) ring(c Point, radius, pen int32) Path {
	p = p.disc(c, radius, radius, false)
	return p.disc(c, radius-pen, radius-pen, true)
}

// stroke adds a straight line drawn with a pen of a width.
func (p Path) stroke(a, b Point, pen int32) Path {
	dx, dy := int64(b.X-a.X), int64(b.Y-a.Y)
	length := root(dx*dx + dy*dy)
	if length == 0 {
		return p
	}
	nx, ny := int32(dy*int64(pen)/(2*length)), int32(-dx*int64(pen)/(2*length))
	return p.polygon(Point{a.X + nx, a.Y + ny}, Point{b.X + nx, b.Y + ny}, Point{b.X - nx, b.Y - ny}, Point{a.X - nx, a.Y - ny})
}

// Moved is the path at another place.
func (p Path) Moved(dx, dy int32) Path {
	moved := make(Path, len(p))
	for i, s := range p {
		for k := range s.To {
			s.To[k].X += dx
			s.To[k].Y += dy
		}
		moved[i] = s
	}
	return moved
}

// at is a point, in pixels.
func at(x, y int) Point { return Point{int32(x * Pixel), int32(y * Pixel)} }

// bend is how far the handles of a quarter of a circle reach.
func bend(radius int32) int32 { return radius * 565 / 1024 }

// root is the whole part of a square root.
func root(n int64) int64 {
	low, high := int64(0), int64(1)<<31
	for low < high {
		if middle := (low + high + 1) / 2; middle*middle <= n {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return low
}
