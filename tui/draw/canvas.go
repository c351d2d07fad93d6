package draw

import "github.com/charmbracelet/x/ansi"

// Canvas is a rectangle of cells that text is drawn into; nothing reaches the
// terminal any other way. What is drawn outside it is dropped. A new Canvas is
// blank.
type Canvas struct {
	*grid
	at Rect // the part of the grid that this canvas shows
}

// grid is the cells that a canvas and the canvases cut out of it share.
type grid struct {
	width, height int
	cells         []cell
	bytes         []byte // room for what String makes
	look          Look
}

// cell is one column of one row. The zero cell is a blank.
type cell struct {
	glyph string // one grapheme; "" is a blank
	style Style
	// span is the number of columns the glyph covers. In the columns that a
	// wide glyph covers beyond its first, it is minus the distance to that.
	span int8
}

// Look is what a canvas draws with.
type Look struct {
	Theme  *Theme
	Glyphs *Glyphs
	// Method measures graphemes. It must be the one that the renderer uses:
	// ansi.GraphemeWidth once the terminal has said that it knows mode 2027,
	// else ansi.WcWidth. They differ for emoji made of several characters.
	Method ansi.Method
}

// NewCanvas makes a blank canvas. Sizes below 0 count as 0. It looks dark and
// draws with Unicode until Use says otherwise.
func NewCanvas(width, height int) *Canvas {
	width, height = max(0, width), max(0, height)
	g := &grid{width: width, height: height, cells: make([]cell, width*height)}
	g.look = Look{Theme: &Dark, Glyphs: &Unicode, Method: ansi.GraphemeWidth}
	return &Canvas{grid: g, at: Rect{W: width, H: height}}
}

// Clear makes all cells blank, also those of canvases that share them.
func (c *Canvas) Clear() { clear(c.cells) }

// Use sets the look of the canvas and of all that share its cells. Call it
// before drawing: glyphs that are there already stay.
func (c *Canvas) Use(look Look) {
	if look.Theme != nil {
		c.look.Theme = look.Theme
	}
	if look.Glyphs != nil {
		c.look.Glyphs = look.Glyphs
	}
	c.look.Method = look.Method
}

// Look is what the canvas draws with.
func (c *Canvas) Look() Look { return c.look }

// Glyphs are the characters the canvas draws pictures with.
func (c *Canvas) Glyphs() *Glyphs { return c.look.Glyphs }

// Width is the number of columns.
func (c *Canvas) Width() int { return c.at.W }

// Height is the number of rows.
func (c *Canvas) Height() int { return c.at.H }

// Bounds is the whole canvas: a rectangle at 0, 0.
func (c *Canvas) Bounds() Rect { return Rect{W: c.at.W, H: c.at.H} }

// Sub is the part of the canvas inside r, as a canvas with its own 0, 0 that
// shares the cells. What of r lies outside is cut off.
func (c *Canvas) Sub(r Rect) *Canvas {
	r = r.Intersect(c.Bounds())
	r.X += c.at.X
	r.Y += c.at.Y
	return &Canvas{grid: c.grid, at: r}
}

// Fill puts glyph, a single grapheme, into every cell of r; "" and " " blank
// them. A wide glyph is repeated as often as it fits.
func (c *Canvas) Fill(r Rect, glyph string, st Style) {
	r = r.Intersect(c.Bounds())
	shown, width := firstGlyph(glyph, c.look.Method)
	for y := r.Y; y < r.Bottom(); y++ {
		x := r.X
		for ; x+width <= r.Right(); x += width {
			c.put(x, y, shown, width, st)
		}
		for ; x < r.Right(); x++ {
			c.put(x, y, "", 1, st)
		}
	}
}

// Tint lays st over what is drawn in r: the selected row, a search hit.
func (c *Canvas) Tint(r Rect, st Style) {
	r = r.Intersect(c.Bounds())
	for y := r.Y; y < r.Bottom(); y++ {
		row := c.row(y)
		for x := r.X; x < r.Right(); x++ {
			row[x].style = st.Over(row[x].style)
		}
	}
}

// row is the visible cells of row y, which must be inside the canvas.
func (c *Canvas) row(y int) []cell {
	start := (c.at.Y+y)*c.width + c.at.X
	return c.cells[start : start+c.at.W : start+c.at.W]
}

// put places a glyph of the given width at x, y. The whole of it must lie
// inside the canvas. Of a wide glyph that is overwritten in part, the rest
// becomes blank, also where that lies outside this canvas.
func (c *Canvas) put(x, y int, glyph string, width int, st Style) {
	line := (c.at.Y + y) * c.width
	from := c.at.X + x
	row := c.cells[line : line+c.width]
	c.free(row, from)
	if width > 1 {
		c.free(row, from+width-1)
	}
	row[from] = cell{glyph: glyph, style: st, span: int8(width)}
	for i := 1; i < width; i++ {
		row[from+i] = cell{style: st, span: int8(-i)}
	}
}

// free blanks the wide glyph that covers column x, if one does.
func (c *Canvas) free(row []cell, x int) {
	head := x
	if row[x].span < 0 {
		head += int(row[x].span)
	}
	width := int(row[head].span)
	if width < 2 {
		return
	}
	for i := head; i < head+width; i++ {
		row[i] = cell{style: row[i].style}
	}
}
