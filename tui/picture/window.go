package picture

import (
	"image"

	"echotui/tui/film"
	"echotui/tui/shape"
)

// window paints all that stays the same in a film: what is around the screen.
func (c *canvas) window() {
	c.fill(image.Rectangle{Max: c.Size}, c.outside())
	c.fill(c.Window, opaque(c.Palette.Background))
	c.fill(c.Caption, opaque(c.CaptionLook.Background))
	for _, b := range c.Buttons() {
		p := shape.Disc(2*b.Radius, 2*b.Radius)
		if b.Pen > 0 {
			p = shape.Ring(2*b.Radius, b.Pen)
		}
		half := image.Pt(b.Radius, b.Radius)
		c.cover(p, image.Rectangle{Min: b.Middle.Sub(half), Max: b.Middle.Add(half)}, newRamp(opaque(b.Colour), opaque(c.Palette.Background)))
	}
	if title, at := c.Title(c.title); title != nil {
		shot := film.Shot{Grid: title}
		for x, column := range shot.Columns(nil, 0) {
			c.column(at.Add(image.Pt(x*c.Width, 0)), column, c.onScreen)
		}
	}
	c.corners()
}

// corners rounds the corners of the window, whose parts may differ in colour.
func (c *canvas) corners() {
	r := c.Corner()
	if r == 0 {
		return
	}
	disc := shape.Disc(2*r, 2*r)
	for i := range 4 {
		at, inside, moved := c.Window.Min, c.Window.Min, image.Point{}
		if i%2 == 1 {
			at.X, inside.X, moved.X = c.Window.Max.X-r, c.Window.Max.X-r, -r
		} else {
			inside.X += r - 1
		}
		if i/2 == 1 {
			at.Y, inside.Y, moved.Y = c.Window.Max.Y-r, c.Window.Max.Y-r, -r
		} else {
			inside.Y += r - 1
		}
		colour := c.list[c.pixels[inside.Y*c.Size.X+inside.X]]
		quarter := disc.Moved(int32(moved.X*shape.Pixel), int32(moved.Y*shape.Pixel))
		c.cover(quarter, image.Rectangle{Min: at, Max: at.Add(image.Pt(r, r))}, newRamp(colour, c.outside()))
	}
}
