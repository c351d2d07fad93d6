package picture

import (
	"fmt"
	"image"
	"image/color"

	"echotui/tui/draw"
	"echotui/tui/film"
	"echotui/tui/shape"
)

// scene is where in a picture the parts of it lie, in pixels.
type scene struct {
	Metrics
	o             film.Options
	palette       film.Palette
	columns, rows int // of the screen
	captionRows   int // 0 if there are no captions
	size          image.Point
	window        image.Rectangle // bar, screen and caption
	bar           image.Rectangle // empty if there is none
	screen        image.Rectangle
	caption       image.Rectangle // the band; empty if there is none
}

// Limits on the size of a picture: a side of a GIF, and what fits into memory.
const (
	maxSide   = 1<<16 - 1
	maxPixels = 1 << 26
)

// newScene lays out the pictures of a film, with complete options.
func newScene(f *film.Film, o film.Options) (*scene, error) {
	s := &scene{Metrics: Measure(o), o: o, palette: f.Palette}
	s.columns, s.rows = f.Size()
	s.captionRows = f.CaptionRows(s.columns)
	padding := max(o.Padding, (o.Radius*3+9)/10) // so that no letter is in a round corner
	left, top := o.Margin+padding, o.Margin+padding
	if o.Bar != film.NoBar {
		top += o.BarHeight
	}
	s.screen = image.Rect(left, top, left+s.columns*s.Width, top+s.rows*s.Height)
	right, bottom := s.screen.Max.X+padding, s.screen.Max.Y+padding
	if s.captionRows > 0 {
		space := s.Height/2 + max(0, padding-o.Padding)
		s.caption = image.Rect(o.Margin, bottom, right, bottom+s.captionRows*s.Height+2*space)
		bottom = s.caption.Max.Y
	}
	s.bar = image.Rect(o.Margin, o.Margin, right, top-padding)
	s.window = image.Rect(o.Margin, o.Margin, right, bottom)
	s.size = image.Pt(right+o.Margin, bottom+o.Margin)
	if s.size.X > maxSide || s.size.Y > maxSide || s.size.X*s.size.Y > maxPixels {
		return nil, fmt.Errorf("a picture of %dx%d pixels is too big: take a smaller font", s.size.X, s.size.Y)
	}
	return s, nil
}

// captionPalette is the palette on the band below the screen, which stands out a
// little from it.
func (s *scene) captionPalette() film.Palette {
	p := s.palette
	band := blend(opaque(p.Foreground), opaque(p.Background), 1, 9)
	p.Background = film.RGB{R: band.R, G: band.G, B: band.B}
	return p
}

// outside is the colour around the window.
func (s *scene) outside() color.NRGBA {
	if s.o.MarginFill == nil {
		return color.NRGBA{}
	}
	return opaque(*s.o.MarginFill)
}

// background paints all that stays the same in a film.
func (s *scene) background(c *canvas) {
	inside := opaque(s.palette.Background)
	c.fill(image.Rectangle{Max: s.size}, s.outside())
	c.fill(s.window, inside)
	c.fill(s.caption, opaque(c.inCaption.palette.Background))
	if s.o.Bar != film.NoBar {
		s.buttons(c, inside)
	}
	s.corners(c)
}

// buttons are the three discs or rings of the bar, and the title beside them.
func (s *scene) buttons(c *canvas, back color.NRGBA) {
	radius := max(2, s.bar.Dy()/5)
	step := radius * 7 / 2
	x := s.bar.Min.X + s.bar.Dy()/2
	right := s.o.Bar == film.ColorfulRight || s.o.Bar == film.RingsRight
	if right {
		x = s.bar.Max.X - s.bar.Dy()/2 - 2*step
	}
	middle := (s.bar.Min.Y + s.bar.Max.Y) / 2
	for i, colour := range []color.NRGBA{{0xf2, 0x5f, 0x57, 0xff}, {0xf5, 0xbd, 0x36, 0xff}, {0x3f, 0xc0, 0x55, 0xff}} {
		button := shape.Disc(2*radius, 2*radius)
		if s.o.Bar == film.Rings || s.o.Bar == film.RingsRight {
			button = shape.Ring(2*radius, max(1, radius/4))
			colour = blend(opaque(s.palette.Foreground), back, 1, 2)
		}
		at := image.Pt(x+i*step-radius, middle-radius)
		c.cover(button, image.Rectangle{Min: at, Max: at.Add(image.Pt(2*radius, 2*radius))}, newRamp(colour, back))
	}
	taken := 2 * (3*step + radius) // in the middle, whatever is beside it
	s.title(c, taken, middle)
}

// title writes the title of the film into the middle of the bar.
func (s *scene) title(c *canvas, taken, middle int) {
	columns := (s.bar.Dx() - taken) / s.Width
	if columns <= 0 || s.Height > s.bar.Dy() {
		return
	}
	text := draw.NewCanvas(columns, 1)
	used := text.TextEllipsis(0, 0, columns, c.title, draw.Style{}.Faint())
	at := image.Pt((s.bar.Min.X+s.bar.Max.X-used*s.Width)/2, middle-s.Height/2)
	shot := film.Shot{Grid: film.Snap(text.Sub(draw.Rect{W: used, H: 1}))}
	for x, column := range shot.Columns(nil, 0) {
		c.column(at.Add(image.Pt(x*s.Width, 0)), column, c.onScreen)
	}
}

// corners rounds the corners of the window.
func (s *scene) corners(c *canvas) {
	r := min(s.o.Radius, s.window.Dx()/2, s.window.Dy()/2)
	if r == 0 {
		return
	}
	disc := shape.Disc(2*r, 2*r)
	for i := range 4 {
		right, below := i%2 == 1, i/2 == 1
		at, dx, dy := s.window.Min, 0, 0
		if right {
			at.X, dx = s.window.Max.X-r, -r
		}
		if below {
			at.Y, dy = s.window.Max.Y-r, -r
		}
		inside := c.list[c.at(at.X+(r-1)*btoi(!right), at.Y+(r-1)*btoi(!below))]
		quarter := disc.Moved(int32(dx*shape.Pixel), int32(dy*shape.Pixel))
		c.cover(quarter, image.Rectangle{Min: at, Max: at.Add(image.Pt(r, r))}, newRamp(inside, s.outside()))
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
