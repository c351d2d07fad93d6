package shape

// legacy is character n from U+1FB00 on: the graphics of old computers. Those
// that are pictures of things are for a font.
func (c cell) legacy(n int) []Part {
	switch {
	case n < 0x3c:
		return solid(c.sextant(n))
	case n < 0x68:
		return solid(c.slope(slopes[3*(n-0x3c)], slopes[3*(n-0x3c)+1]))
	case n < 0x70:
		return solid(c.wedges(n - 0x68))
	case n < 0x8c:
		return solid(c.eighths(n))
	case n < 0xa0:
		return c.shaded(n)
	case n < 0xaf:
		return solid(c.diamond(diagonals[n-0xa0]))
	case n == 0xaf: // a line with a stroke through it
		x, _ := band(c.w, c.light)
		return solid(c.cross(none, light, none, light).rect(x, part(c.h, 3, 8), x+c.light, part(c.h, 5, 8)))
	case n >= 0xf0 && n < 0xfa:
		return solid(c.digit(digits[n-0xf0]))
	}
	return nil
}

// sextant is fields of two columns and three rows. There are no characters here
// for no field, the left half, the right half and all of them.
func (c cell) sextant(n int) Path {
	set := n + 1
	for _, missing := range []int{0x15, 0x2a} {
		if set >= missing {
			set++
		}
	}
	return c.mosaic(set, 3)
}

// slopes are the ends of the lines below or above which U+1FB3C to U+1FB67 are
// covered: places on the edge of the cell, see slope.
const slopes = "gi fi gj fj ga bj cj bi ci bh di eg eh dg dh cg db da eb ea fb ej " +
	"ig if jg jf ag jb jc ib ic hb id ge he gd hd gc bd ad be ae bf je "

// slope is what lies between the edge of the cell, from one place clockwise to
// another, and a straight line between them. Places are letters, clockwise from
// the left upper corner: the middles of the upper and lower edge, the corners,
// and the thirds of the sides.
func (c cell) slope(from, to byte) Path {
	edge := [10]struct{ x, y int }{{0, 0}, {3, 0}, {6, 0}, {6, 2}, {6, 4}, {6, 6}, {3, 6}, {0, 6}, {0, 4}, {0, 2}}
	var points []Point
	for i := from - 'a'; ; i = (i + 1) % 10 {
		points = append(points, c.point(edge[i].x, edge[i].y, 6))
		if i == to-'a' {
			return Path(nil).polygon(points...)
		}
	}
}

// wedge is the quarter of the cell between an edge and the middle: 0 the left
// one, then the upper, the right and the lower one.
func (c cell) wedge(p Path, n int) Path {
	corners := [5]Point{at(0, c.h), at(0, 0), at(c.w, 0), at(c.w, c.h), at(0, c.h)}
	return p.polygon(corners[n], corners[n+1], c.point(1, 1, 2))
}

// wedges are all quarters but one, for n up to 3, or only that one.
func (c cell) wedges(n int) Path {
	var p Path
	for i := range 4 {
		if (i == n%4) == (n >= 4) {
			p = c.wedge(p, i)
		}
	}
	return p
}

// eighths is character n from U+1FB00 on, one of those that are strips.
func (c cell) eighths(n int) Path {
	across := func(p Path, i int) Path {
		from, to := eighth(c.h, i)
		return p.rect(0, from, c.w, to)
	}
	down := func(p Path, i int) Path {
		from, to := eighth(c.w, i)
		return p.rect(from, 0, to, c.h)
	}
	switch {
	case n < 0x76:
		return down(nil, n-0x6f)
	case n < 0x7c:
		return across(nil, n-0x75)
	case n < 0x80:
		return across(down(nil, 7*((n-0x7c)/2)), [4]int{7, 0, 0, 7}[n-0x7c])
	case n == 0x80:
		return across(across(nil, 0), 7)
	case n == 0x81:
		return across(across(across(across(nil, 0), 2), 4), 7)
	case n < 0x87:
		return c.upper([5]int{2, 3, 5, 6, 7}[n-0x82])
	}
	return c.right([5]int{2, 3, 5, 6, 7}[n-0x87])
}

// eighth is one of eight strips of a size, which is never without a pixel.
func eighth(size, n int) (from, to int) {
	from = min(part(size, n, 8), size-1)
	return from, max(from+1, part(size, n+1, 8))
}

// shaded is character n from U+1FB00 on, one of those with half tones.
func (c cell) shaded(n int) []Part {
	half := func(p Path) Part { return Part{Path: p, Full: 8} }
	full := func(p Path) Part { return Part{Path: p, Full: 16} }
	switch n {
	case 0x8c:
		return []Part{half(c.left(4))}
	case 0x8d:
		return []Part{half(c.right(4))}
	case 0x8e:
		return []Part{half(c.upper(4))}
	case 0x8f:
		return []Part{half(c.lower(4))}
	case 0x90:
		return []Part{half(c.lower(8))}
	case 0x91:
		return []Part{full(c.upper(4)), half(c.lower(4))}
	case 0x92:
		return []Part{half(c.upper(4)), full(c.lower(4))}
	case 0x93:
		return []Part{full(c.left(4)), half(c.right(4))}
	case 0x94:
		return []Part{half(c.left(4)), full(c.right(4))}
	case 0x95, 0x96:
		return solid(c.checks(n - 0x95))
	case 0x97:
		return solid(Path(nil).rect(0, part(c.h, 1, 4), c.w, part(c.h, 2, 4)).rect(0, part(c.h, 3, 4), c.w, c.h))
	case 0x98, 0x99:
		return solid(c.hatch(n == 0x98))
	case 0x9a:
		return solid(c.wedge(c.wedge(nil, 1), 3))
	case 0x9b:
		return solid(c.wedge(c.wedge(nil, 0), 2))
	}
	corners := [4]Point{at(0, 0), at(c.w, 0), at(c.w, c.h), at(0, c.h)}
	k := n - 0x9c
	return []Part{half(Path(nil).polygon(corners[(k+3)%4], corners[k], corners[(k+1)%4]))}
}

// checks is a board of four by four fields; the first one is covered if odd is 0.
func (c cell) checks(odd int) Path {
	var p Path
	for i := range 16 {
		x, y := i%4, i/4
		if (x+y)%2 == odd {
			p = p.rect(part(c.w, x, 4), part(c.h, y, 4), part(c.w, x+1, 4), part(c.h, y+1, 4))
		}
	}
	return p
}

// hatch is slanted lines that go on in the cells around.
func (c cell) hatch(down bool) Path {
	var p Path
	for i := -1; i <= 2; i++ {
		from, to := c.point(0, i, 2), c.point(2, i+2, 2)
		if !down {
			from.Y, to.Y = to.Y, from.Y
		}
		p = p.stroke(from, to, c.pen())
	}
	return p
}

// diagonals are which sides of the diamond U+1FBA0 to U+1FBAE show: 1 the left
// upper one, 2 the right upper one, 4 the left lower one, 8 the right lower one.
var diagonals = [15]int{1, 2, 4, 8, 1 + 4, 2 + 8, 4 + 8, 1 + 2, 1 + 8, 2 + 4, 2 + 8 + 4, 1 + 4 + 8, 1 + 2 + 8, 2 + 1 + 4, 15}

// diamond is lines between the middles of the sides of the cell.
func (c cell) diamond(sides int) Path {
	up, right, down, left := c.point(1, 0, 2), c.point(2, 1, 2), c.point(1, 2, 2), c.point(0, 1, 2)
	var p Path
	for i, ends := range [4][2]Point{{up, left}, {up, right}, {left, down}, {right, down}} {
		if sides>>i&1 == 1 {
			p = p.stroke(ends[0], ends[1], c.pen())
		}
	}
	return p
}

// digits are the bars of 0 to 9 that are lit: from the upper one clockwise, and
// the middle one.
var digits = [10]int{0x3f, 0x06, 0x5b, 0x4f, 0x66, 0x6d, 0x7d, 0x07, 0x7f, 0x6f}

// digit is a number as clocks show it.
func (c cell) digit(bars int) Path {
	x0, x1 := part(c.w, 1, 8), part(c.w, 7, 8)
	y0, y1, y2 := part(c.h, 1, 8), part(c.h, 4, 8), part(c.h, 7, 8)
	t := max(c.light, c.w/7)
	rects := [7][4]int{
		{x0 + t, y0, x1 - t, y0 + t}, {x1 - t, y0 + t, x1, y1}, {x1 - t, y1 + t, x1, y2 - t},
		{x0 + t, y2 - t, x1 - t, y2}, {x0, y1 + t, x0 + t, y2 - t}, {x0, y0 + t, x0 + t, y1}, {x0 + t, y1, x1 - t, y1 + t},
	}
	var p Path
	for i, r := range rects {
		if bars>>i&1 == 1 {
			p = p.rect(r[0], r[1], r[2], r[3])
		}
	}
	return p
}
