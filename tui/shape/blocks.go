package shape

// block is character n from U+2580 on: parts of the cell from an edge, shades and
// quarters.
func (c cell) block(n int) []Part {
	switch {
	case n == 0x00: // ▀
		return solid(c.upper(4))
	case n <= 0x08: // ▁ to █
		return solid(c.lower(n))
	case n <= 0x0f: // ▉ to ▏
		return solid(c.left(0x10 - n))
	case n == 0x10: // ▐
		return solid(c.right(4))
	case n <= 0x13: // ░▒▓
		return []Part{{Path: c.lower(8), Full: 4 * (n - 0x10)}}
	case n == 0x14: // ▔
		return solid(c.upper(1))
	case n == 0x15: // ▕
		return solid(c.right(1))
	}
	return solid(c.mosaic(quarters[n-0x16], 2))
}

// quarters are which quarters of the cell ▖ to ▟ cover: 1 the left upper one, 2
// the right upper one, 4 and 8 those below.
var quarters = [10]int{4, 8, 1, 1 + 4 + 8, 1 + 8, 1 + 2 + 4, 1 + 2 + 8, 2, 2 + 4, 2 + 4 + 8}

// The cell from an edge, so many eighths of it: at least a pixel.
func (c cell) upper(n int) Path { return Path(nil).rect(0, 0, c.w, max(1, part(c.h, n, 8))) }
func (c cell) lower(n int) Path { return Path(nil).rect(0, min(c.h-1, part(c.h, 8-n, 8)), c.w, c.h) }
func (c cell) left(n int) Path  { return Path(nil).rect(0, 0, max(1, part(c.w, n, 8)), c.h) }
func (c cell) right(n int) Path { return Path(nil).rect(min(c.w-1, part(c.w, 8-n, 8)), 0, c.w, c.h) }

// mosaic is a cell cut into two columns and so many rows. The lowest bit of set
// says whether the left upper field is covered, the next ones go on as one reads.
// Fields beside each other are one rectangle.
func (c cell) mosaic(set, rows int) Path {
	var p Path
	half := part(c.w, 1, 2)
	for row := range rows {
		from, to := 0, c.w
		switch set >> (2 * row) & 3 {
		case 0:
			continue
		case 1:
			to = half
		case 2:
			from = half
		}
		p = p.rect(from, part(c.h, row, rows), to, part(c.h, row+1, rows))
	}
	return p
}

// braille is the pattern of dots of character n from U+2800 on: dots 1 to 3 and 7
// are the left column, 4 to 6 and 8 the right one.
func (c cell) braille(n int) Path {
	var p Path
	for bit, place := range [8]struct{ x, y int }{{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}, {0, 3}, {1, 3}} {
		if n>>bit&1 == 1 {
			p = c.dot(p, place.x, place.y)
		}
	}
	return p
}

// dot is one of two columns and four rows of dots: a square if it is small, so
// that it is sharp, else a disc.
func (c cell) dot(p Path, column, row int) Path {
	x0, x1 := part(c.w, column, 2), part(c.w, column+1, 2)
	y0, y1 := part(c.h, row, 4), part(c.h, row+1, 4)
	size := max(1, min(c.w/2, c.h/4)*2/3)
	left, top := x0+(x1-x0-size)/2, y0+(y1-y0-size)/2
	if size < 5 {
		return p.rect(left, top, left+size, top+size)
	}
	radius := int32(size * Pixel / 2)
	return p.disc(Point{int32(left*Pixel) + radius, int32(top*Pixel) + radius}, radius, radius, false)
}
