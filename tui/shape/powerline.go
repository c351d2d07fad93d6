package shape

// powerline is the characters that status lines are made of, from U+E0A0 on; nil
// is any other character.
func (c cell) powerline(r rune) Path {
	left, right := int32(0), int32(c.w*Pixel)
	bottom, middle := int32(c.h*Pixel), int32(c.h*Pixel/2)
	switch r {
	case 0xe0a0:
		return c.branch()
	case 0xe0a1:
		return c.lineNumber()
	case 0xe0a2:
		return c.lock()
	case 0xe0b0, 0xe0b1: // a point to the right: filled, drawn
		return c.tip(left, right, r == 0xe0b0)
	case 0xe0b2, 0xe0b3:
		return c.tip(right, left, r == 0xe0b2)
	case 0xe0b4, 0xe0b5: // round
		return c.bulge(left, right, middle, r == 0xe0b4)
	case 0xe0b6, 0xe0b7:
		return c.bulge(right, left, middle, r == 0xe0b6)
	case 0xe0b8:
		return Path(nil).polygon(Point{left, 0}, Point{right, bottom}, Point{left, bottom})
	case 0xe0ba:
		return Path(nil).polygon(Point{right, 0}, Point{right, bottom}, Point{left, bottom})
	case 0xe0bc:
		return Path(nil).polygon(Point{left, 0}, Point{right, 0}, Point{left, bottom})
	case 0xe0be:
		return Path(nil).polygon(Point{left, 0}, Point{right, 0}, Point{right, bottom})
	case 0xe0b9, 0xe0bf:
		return Path(nil).stroke(Point{left, 0}, Point{right, bottom}, c.pen())
	case 0xe0bb, 0xe0bd:
		return Path(nil).stroke(Point{right, 0}, Point{left, bottom}, c.pen())
	}
	return nil
}

// tip is a triangle with its base at one side of the cell and its point at the
// other, or the two lines that meet there.
func (c cell) tip(base, point int32, filled bool) Path {
	bottom := int32(c.h * Pixel)
	end := Point{point, bottom / 2}
	if filled {
		return Path(nil).polygon(Point{base, 0}, end, Point{base, bottom})
	}
	return Path(nil).stroke(Point{base, 0}, end, c.pen()).stroke(end, Point{base, bottom}, c.pen())
}

// bulge is half of an ellipse with its base at one side of the cell, or its edge.
func (c cell) bulge(base, point, middle int32, filled bool) Path {
	half := func(p Path, rx, ry int32) Path { // from the top to the bottom
		p = p.cubic(Point{base + bend(rx), middle - ry}, Point{base + rx, middle - bend(ry)}, Point{base + rx, middle})
		return p.cubic(Point{base + rx, middle + bend(ry)}, Point{base + bend(rx), middle + ry}, Point{base, middle + ry})
	}
	p := half(Path(nil).polygon(Point{base, 0}), point-base, middle)
	if filled {
		return p
	}
	rx, ry := point-base-c.pen(), middle-c.pen()
	if point < base {
		rx = point - base + c.pen()
	}
	inner := half(Path(nil).polygon(Point{base, middle - ry}), rx, ry)
	return append(p, reversed(inner, Point{base, middle + ry})...)
}

// reversed is an outline of one Move and curves, gone backwards from its end.
func reversed(p Path, end Point) Path {
	back := Path(nil).polygon(end)
	for i := len(p) - 1; i > 0; i-- {
		to := p[i-1].To[0]
		if p[i-1].Kind == Cubic {
			to = p[i-1].To[2]
		}
		back = back.cubic(p[i].To[1], p[i].To[0], to)
	}
	return back
}

// branch is a line that parts from another, as versions do.
func (c cell) branch() Path {
	pen := c.pen()
	stem := c.point(5, 0, 16).X
	top, fork, bottom := c.point(0, 3, 16).Y, c.point(0, 11, 16).Y, c.point(0, 14, 16).Y
	side := c.point(12, 0, 16).X
	p := Path(nil).stroke(Point{stem, top}, Point{stem, bottom}, pen)
	p = p.stroke(Point{stem, fork}, Point{side, fork - (side-stem)/2}, pen)
	p = p.stroke(Point{side, fork - (side-stem)/2}, Point{side, c.point(0, 5, 16).Y}, pen)
	radius := pen + pen/4
	for _, dot := range []Point{{stem, top}, {stem, bottom}, {side, c.point(0, 5, 16).Y}} {
		p = p.disc(dot, radius, radius, false)
	}
	return p
}

// lineNumber is an L above an N.
func (c cell) lineNumber() Path {
	pen := c.pen()
	p := Path(nil)
	for _, s := range [][4]int{{2, 2, 2, 7}, {2, 7, 8, 7}, {8, 14, 8, 9}, {8, 9, 14, 14}, {14, 14, 14, 9}} {
		p = p.stroke(c.point(s[0], s[1], 16), c.point(s[2], s[3], 16), pen)
	}
	return p
}

// lock is what cannot be written to.
func (c cell) lock() Path {
	x0, x1 := part(c.w, 1, 8), part(c.w, 7, 8)
	y := part(c.h, 7, 16)
	p := Path(nil).rect(x0, y, x1, part(c.h, 13, 16))
	radius := int32((x1-x0)*Pixel) * 3 / 8
	top := Point{int32((x0 + x1) * Pixel / 2), int32(y*Pixel) - radius/4}
	return p.ring(top, radius, c.pen())
}
