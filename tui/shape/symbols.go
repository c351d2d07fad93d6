package shape

// symbol is the signs that few fonts have, or that some show as coloured
// pictures; nil is any other character.
func (c cell) symbol(r rune) Path {
	// A square around the middle of the letters, which is above that of the cell.
	size := int32(min(c.w, c.h) * Pixel)
	mid := Point{int32(c.w * Pixel / 2), int32(c.h * Pixel / 2)}
	half := size * 7 / 16
	p := func(x, y int32) Point { return Point{mid.X + x*half/16, mid.Y + y*half/16} } // in sixteenths of half the square
	switch r {
	case '▶', '⏵':
		return Path(nil).polygon(p(-14, -16), p(16, 0), p(-14, 16))
	case '◀', '⏴':
		return Path(nil).polygon(p(14, -16), p(-16, 0), p(14, 16))
	case '▲', '⏶':
		return Path(nil).polygon(p(0, -16), p(16, 13), p(-16, 13))
	case '▼', '⏷':
		return Path(nil).polygon(p(0, 16), p(16, -13), p(-16, -13))
	case '▸':
		return Path(nil).polygon(p(-8, -11), p(11, 0), p(-8, 11))
	case '◂':
		return Path(nil).polygon(p(8, -11), p(-11, 0), p(8, 11))
	case '▴':
		return Path(nil).polygon(p(0, -9), p(11, 10), p(-11, 10))
	case '▾':
		return Path(nil).polygon(p(0, 9), p(11, -10), p(-11, -10))
	case '●', '⏺':
		return Path(nil).disc(mid, half*14/16, half*14/16, false)
	case '○':
		return Path(nil).ring(mid, half*14/16, c.pen()*5/4)
	case '◆':
		return Path(nil).polygon(p(0, -16), p(16, 0), p(0, 16), p(-16, 0))
	case '■', '⏹':
		return Path(nil).polygon(p(-13, -13), p(13, -13), p(13, 13), p(-13, 13))
	case '⏸':
		x, y, bar := part(c.w, 1, 8), int(mid.Y-half)/Pixel, max(c.light, part(c.w, 1, 4))
		bottom := int(mid.Y+half) / Pixel
		return Path{}.rect(x, y, x+bar, bottom).rect(c.w-x-bar, y, c.w-x, bottom)
	case '⧗': // an hourglass, filled, between two bars
		return Path(nil).polygon(p(-14, -22), p(14, -22), p(14, -18), p(-14, -18)).
			polygon(p(-12, -18), p(12, -18), p(-12, 18), p(12, 18)).
			polygon(p(-14, 18), p(14, 18), p(14, 22), p(-14, 22))
	case '⑂': // a stem that parts into two
		pen := c.pen() * 5 / 4
		return Path(nil).stroke(p(0, 22), p(0, 2), pen).stroke(p(0, 4), p(-12, -10), pen).stroke(p(-12, -8), p(-12, -20), pen).
			stroke(p(0, 4), p(12, -10), pen).stroke(p(12, -8), p(12, -20), pen)
	}
	return nil
}
