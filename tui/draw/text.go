package draw

import "unicode/utf8"

// Text draws s from x, y to the right, over at most width columns and never
// beyond the canvas. A wide glyph that does not fit leaves a blank. What a
// terminal would obey instead of show is escaped. It returns the number of
// columns used.
func (c *Canvas) Text(x, y, width int, s string, st Style) int {
	used, _, _ := c.text(x, y, width, s, st, 0)
	return used
}

// TextEllipsis is Text that ends in an ellipsis if s does not fit.
func (c *Canvas) TextEllipsis(x, y, width int, s string, st Style) int {
	ellipsis := c.look.Glyphs.Ellipsis
	used, fitting, cut := c.text(x, y, width, s, st, c.Measure(ellipsis, width))
	if !cut {
		return used
	}
	room := min(width, c.at.W-x)
	return fitting + c.Text(x+fitting, y, room-fitting, ellipsis, st)
}

// TextRight draws s so that it ends at column x+width, or as TextEllipsis if
// there is too much of it. It returns the number of columns used.
func (c *Canvas) TextRight(x, y, width int, s string, st Style) int {
	used := c.Measure(s, width+1)
	return c.TextEllipsis(x+max(0, width-used), y, width, s, st)
}

// Measure is the number of columns that Text would need for s, or limit if
// that is less: s is read no further.
func (c *Canvas) Measure(s string, limit int) int {
	w := walker{rest: s, method: c.look.Method}
	used := 0
	for used < limit {
		_, width, ok := w.next()
		if !ok {
			return used
		}
		used += width
	}
	return max(0, limit)
}

// text draws and returns the columns used, how many of them would be used if
// the last reserve columns had to stay free, and whether something was cut.
func (c *Canvas) text(x, y, width int, s string, st Style, reserve int) (used, fitting int, cut bool) {
	width = min(width, c.at.W-x)
	if width <= 0 || y < 0 || y >= c.at.H {
		return 0, 0, false
	}
	w := walker{rest: s, method: c.look.Method}
	for {
		glyph, columns, ok := w.next()
		if !ok {
			return used, fitting, false
		}
		if used+columns > width {
			c.blank(x+used, y, width-used, st)
			return width, fitting, true
		}
		if x+used >= 0 {
			c.put(x+used, y, glyph, columns, st)
		} else {
			c.blank(x+used, y, columns, st)
		}
		used += columns
		if used <= width-reserve {
			fitting = used
		}
	}
}

// blank blanks columns that may lie to the left of the canvas.
func (c *Canvas) blank(x, y, columns int, st Style) {
	for i := max(0, x); i < x+columns; i++ {
		c.put(i, y, "", 1, st)
	}
}

// Put draws the first grapheme of glyph in exactly width columns: a cell of
// another grid. One that is narrower here is followed by blanks; of one that is
// wider, the first character stands for all of it, if that fits.
func (c *Canvas) Put(x, y, width int, glyph string, st Style) {
	if x < 0 || y < 0 || y >= c.at.H || width < 1 || x+width > c.at.W {
		return
	}
	shown, columns := firstGlyph(glyph, c.look.Method)
	if columns > width {
		_, size := utf8.DecodeRuneInString(shown)
		shown, columns = firstGlyph(shown[:size], c.look.Method)
	}
	if columns > width {
		shown, columns = "", width
	}
	c.put(x, y, shown, min(columns, width), st)
	c.blank(x+columns, y, width-columns, st)
}
