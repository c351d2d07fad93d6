package shape

import "slices"

// Full is what Cover gives for a pixel that is covered wholly.
const Full = lines * Pixel

// lines is into how many lines a row of pixels is cut to measure what of it is
// covered. Along a line the measure is exact.
const lines = 16

// steps is into how many straight lines a curve is cut.
const steps = 12

// Cover is how much of each pixel of a rectangle, row by row, a path covers:
// from 0 to Full. What lies outside is cut off.
func Cover(p Path, width, height int) []uint16 {
	c := cover{pixels: make([]uint16, width*height), width: width, right: int32(width * Pixel)}
	edges := flatten(p)
	for y := range int32(height * lines) {
		c.line(edges, y, y*Pixel/lines+Pixel/lines/2)
	}
	return c.pixels
}

// edge is a straight piece of an outline from the upper end to the lower.
type edge struct {
	from, to Point
	turn     int // whether the outline goes down it or up
}

// flatten is the edges of a path, without those that run across.
func flatten(p Path) []edge {
	var edges []edge
	var start, here Point
	to := func(next Point) {
		switch {
		case here.Y < next.Y:
			edges = append(edges, edge{here, next, 1})
		case here.Y > next.Y:
			edges = append(edges, edge{next, here, -1})
		}
		here = next
	}
	for _, s := range p {
		switch s.Kind {
		case Move:
			to(start)
			start, here = s.To[0], s.To[0]
		case Line:
			to(s.To[0])
		case Quad:
			for i, from := int64(1), here; i <= steps; i++ {
				to(quad(from, s.To[0], s.To[1], i))
			}
		case Cubic:
			for i, from := int64(1), here; i <= steps; i++ {
				to(cube(from, s.To[0], s.To[1], s.To[2], i))
			}
		}
	}
	to(start)
	return edges
}

// quad is the point after i of all the steps along a curve.
func quad(a, b, c Point, i int64) Point {
	k := steps - i
	mix := func(a, b, c int32) int32 {
		return int32((k*k*int64(a) + 2*k*i*int64(b) + i*i*int64(c)) / (steps * steps))
	}
	return Point{mix(a.X, b.X, c.X), mix(a.Y, b.Y, c.Y)}
}

func cube(a, b, c, d Point, i int64) Point {
	k := steps - i
	mix := func(a, b, c, d int32) int32 {
		return int32((k*k*k*int64(a) + 3*k*k*i*int64(b) + 3*k*i*i*int64(c) + i*i*i*int64(d)) / (steps * steps * steps))
	}
	return Point{mix(a.X, b.X, c.X, d.X), mix(a.Y, b.Y, c.Y, d.Y)}
}

type cover struct {
	pixels []uint16
	width  int
	right  int32
	cuts   []cut
}

// cut is where an edge crosses a line.
type cut struct {
	x    int32
	turn int
}

// line adds what is covered of line number n, which is at y.
func (c *cover) line(edges []edge, n, y int32) {
	c.cuts = c.cuts[:0]
	for _, e := range edges {
		if e.from.Y > y || e.to.Y <= y {
			continue
		}
		x := e.from.X + int32(int64(y-e.from.Y)*int64(e.to.X-e.from.X)/int64(e.to.Y-e.from.Y))
		c.cuts = append(c.cuts, cut{x, e.turn})
	}
	slices.SortFunc(c.cuts, func(a, b cut) int { return int(a.x) - int(b.x) })
	row := c.pixels[int(n)/lines*c.width:]
	turns := 0
	for i, k := range c.cuts {
		if turns != 0 {
			c.span(row, c.cuts[i-1].x, k.x)
		}
		turns += k.turn
	}
}

// span adds the length between two places to the pixels that it lies in.
func (c *cover) span(row []uint16, from, to int32) {
	from, to = max(from, 0), min(to, c.right)
	for from < to {
		next := min((from/Pixel+1)*Pixel, to)
		row[from/Pixel] += uint16(next - from)
		from = next
	}
}
