package picture

import (
	"image"
	"image/color"
	"slices"

	"echotui/tui/film"
	"echotui/tui/shape"
)

// canvas is a picture while the shots of a film are shown in it, one after the
// other.
type canvas struct {
	*Plan
	inks
	letters             *glyphs
	title               string
	pixels              []ink
	onScreen, inCaption *styles
	shown               [][]film.Column // on the screen, row by row
	grid                *film.Grid      // shown
	cursor              film.Cursor
	text                string        // of the caption
	shots               int           // how many were shown
	row                 []film.Column // scratch
}

// newCanvas is the picture before the first shot. Pixels are covered in so many
// levels.
func newCanvas(f *film.Film, o film.Options, top int) (*canvas, error) {
	p, err := NewPlan(f, o)
	if err != nil {
		return nil, err
	}
	c := &canvas{
		Plan: p, title: f.Title, pixels: make([]ink, p.Size.X*p.Size.Y),
		inks:     inks{index: map[color.NRGBA]ink{}},
		letters:  &glyphs{Metrics: p.Metrics, fonts: newFonts(o), top: top, made: map[glyphKey]*mask{}},
		onScreen: newStyles(p.Palette), inCaption: newStyles(p.CaptionLook),
		shown: make([][]film.Column, p.Rows),
	}
	for y := range c.shown {
		c.shown[y] = make([]film.Column, p.Columns)
	}
	c.window()
	return c, nil
}

// restart brings the canvas back to before the first shot. Colours and glyphs
// stay.
func (c *canvas) restart() {
	c.window()
	for _, row := range c.shown {
		clear(row)
	}
	c.grid, c.cursor, c.text = nil, film.Cursor{}, ""
}

// show paints what is different in a shot, and returns where that is.
func (c *canvas) show(s *film.Shot) image.Rectangle {
	var dirty image.Rectangle
	c.shots++
	for y := range c.Rows {
		if c.same(s, y) {
			continue
		}
		dirty = dirty.Union(c.showRow(y, s))
	}
	if s.Caption != c.text {
		c.showCaption(s.Caption)
		dirty = dirty.Union(c.Caption)
	}
	c.grid, c.cursor, c.text = s.Grid, s.Cursor, s.Caption
	return dirty
}

// same reports whether row y of a shot is what is shown already.
func (c *canvas) same(s *film.Shot, y int) bool {
	g := c.grid
	if g == nil || g.W != s.Grid.W {
		return false
	}
	if c.cursor != s.Cursor && (c.cursor.Shown && c.cursor.Y == y || s.Cursor.Shown && s.Cursor.Y == y) {
		return false
	}
	return y >= g.H && y >= s.Grid.H || g.SameRow(s.Grid, y)
}

// uses is about how often each ink was used.
func (c *canvas) uses() []inkUse {
	uses := make([]inkUse, len(c.list))
	c.onScreen.count(uses)
	c.inCaption.count(uses)
	return uses
}

func (c *canvas) showRow(y int, s *film.Shot) image.Rectangle {
	c.row = c.row[:0]
	if y < s.Grid.H {
		c.row = s.Columns(c.row, y)
	}
	for len(c.row) < c.Columns {
		c.row = append(c.row, film.Column{})
	}
	first, last := c.Columns, -1
	for x, column := range c.row {
		if column != c.shown[y][x] {
			c.column(c.Screen.Min.Add(image.Pt(x*c.Width, y*c.Height)), column, c.onScreen)
			c.shown[y][x] = column
			first, last = min(first, x), x
		}
	}
	if last < 0 {
		return image.Rectangle{}
	}
	return image.Rect(first*c.Width, y*c.Height, (last+1)*c.Width, (y+1)*c.Height).Add(c.Screen.Min)
}

func (c *canvas) showCaption(text string) {
	shot, at := film.Shot{Grid: film.CaptionGrid(text, c.Columns, c.CaptionRows)}, c.CaptionText()
	for y := range c.CaptionRows {
		for x, column := range shot.Columns(nil, y) {
			c.column(at.Add(image.Pt(x*c.Width, y*c.Height)), column, c.inCaption)
		}
	}
}

// column paints a column of a row, whose left upper corner is at a place.
func (c *canvas) column(at image.Point, column film.Column, s *styles) {
	m := c.letters.get(column.Glyph, column.Part != film.Whole, column.Style.Attr)
	r := s.ramp(column.Style)
	r.used(c.shots)
	from := 0
	if column.Part == film.RightHalf {
		from = c.Width
	}
	for y := range c.Height {
		start := (at.Y+y)*c.Size.X + at.X
		levels := m.levels[y*m.width+from : y*m.width+from+c.Width]
		pixels := c.pixels[start : start+c.Width]
		for x, level := range levels {
			n := r.byLevel[level]
			if n == noInk {
				n = r.level(&c.inks, level, c.letters.top)
			}
			pixels[x] = n
		}
	}
}

// cover paints a path into a rectangle.
func (c *canvas) cover(p shape.Path, where image.Rectangle, r *ramp) {
	for i, covered := range shape.Cover(p, where.Dx(), where.Dy()) {
		level := uint8((int(covered)*c.letters.top + shape.Full/2) / shape.Full)
		x, y := where.Min.X+i%where.Dx(), where.Min.Y+i/where.Dx()
		c.pixels[y*c.Size.X+x] = r.level(&c.inks, level, c.letters.top)
	}
}

func (c *canvas) fill(where image.Rectangle, colour color.NRGBA) {
	if where.Empty() {
		return
	}
	n := c.add(colour)
	for y := where.Min.Y; y < where.Max.Y; y++ {
		row := c.pixels[y*c.Size.X+where.Min.X : y*c.Size.X+where.Max.X]
		for i := range row {
			row[i] = n
		}
	}
}

// delta is what differs in a part of a picture from the one before it.
type delta struct {
	where  image.Rectangle
	pixels []ink // of the part, row by row; those that do not differ are marked same
}

// deltas finds what differs between pictures.
type deltas struct {
	before []ink // nil before the first
	width  int
}

// next is what differs from the picture before within a part of the picture, cut
// to what is needed; the first is all of it.
func (d *deltas) next(c *canvas, dirty image.Rectangle) delta {
	if d.before == nil {
		d.before, d.width = slices.Clone(c.pixels), c.Size.X
		return delta{image.Rectangle{Max: c.Size}, slices.Clone(c.pixels)}
	}
	where := d.tight(c, dirty)
	pixels := make([]ink, 0, where.Dx()*where.Dy())
	for y := where.Min.Y; y < where.Max.Y; y++ {
		before := d.before[y*d.width+where.Min.X : y*d.width+where.Max.X]
		now := c.pixels[y*d.width+where.Min.X : y*d.width+where.Max.X]
		for x, n := range now {
			if n == before[x] {
				n |= same
			}
			pixels = append(pixels, n)
		}
		copy(before, now)
	}
	return delta{where, pixels}
}

// tight is the smallest part that holds all that differs within one.
func (d *deltas) tight(c *canvas, dirty image.Rectangle) image.Rectangle {
	var tight image.Rectangle
	for y := dirty.Min.Y; y < dirty.Max.Y; y++ {
		before := d.before[y*d.width+dirty.Min.X : y*d.width+dirty.Max.X]
		now := c.pixels[y*d.width+dirty.Min.X : y*d.width+dirty.Max.X]
		if slices.Equal(before, now) {
			continue
		}
		first, last := 0, len(now)-1
		for now[first] == before[first] {
			first++
		}
		for now[last] == before[last] {
			last--
		}
		tight = tight.Union(image.Rect(dirty.Min.X+first, y, dirty.Min.X+last+1, y+1))
	}
	return tight
}
