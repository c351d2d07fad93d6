package picture

import (
	"fmt"
	"image"
	"image/color"

	"echotui/tui/draw"
	"echotui/tui/film"
)

// Plan is where in a picture of a film the parts of it lie, in pixels. Pictures
// that are not made of pixels follow it, too.
type Plan struct {
	Metrics
	Options       film.Options // complete
	Columns, Rows int          // of the screen
	CaptionRows   int          // 0 if there are no captions
	Size          image.Point
	Window        image.Rectangle // bar, screen and caption
	Bar           image.Rectangle // empty if there is none
	Screen        image.Rectangle
	Caption       image.Rectangle // the band; empty if there is none
	Palette       film.Palette
	CaptionLook   film.Palette // on the band
}

// Limits on the size of a picture: a side of a GIF, and what fits into memory.
const (
	maxSide   = 1<<16 - 1
	maxPixels = 1 << 26
)

// NewPlan lays out the pictures of a film, with complete options. It is an error
// if they are too big.
func NewPlan(f *film.Film, o film.Options) (*Plan, error) {
	p := &Plan{Metrics: Measure(o), Options: o, Palette: f.Palette, CaptionLook: f.Palette}
	p.Columns, p.Rows = f.Size()
	p.CaptionRows = f.CaptionRows(p.Columns)
	padding := max(o.Padding, (o.Radius*3+9)/10) // so that no letter is in a round corner
	left, top := o.Margin+padding, o.Margin+padding
	if o.Bar != film.NoBar {
		top += o.BarHeight
	}
	p.Screen = image.Rect(left, top, left+p.Columns*p.Width, top+p.Rows*p.Height)
	right, bottom := p.Screen.Max.X+padding, p.Screen.Max.Y+padding
	if p.CaptionRows > 0 {
		space := p.Height/2 + max(0, padding-o.Padding)
		p.Caption = image.Rect(o.Margin, bottom, right, bottom+p.CaptionRows*p.Height+2*space)
		bottom = p.Caption.Max.Y
	}
	p.Bar = image.Rect(o.Margin, o.Margin, right, top-padding)
	p.Window = image.Rect(o.Margin, o.Margin, right, bottom)
	p.Size = image.Pt(right+o.Margin, bottom+o.Margin)
	if p.Size.X > maxSide || p.Size.Y > maxSide || p.Size.X*p.Size.Y > maxPixels {
		return nil, fmt.Errorf("a picture of %dx%d pixels is too big: take a smaller font", p.Size.X, p.Size.Y)
	}
	// The band stands out a little from the screen.
	band := blend(opaque(f.Palette.Foreground), opaque(f.Palette.Background), 1, 9)
	p.CaptionLook.Background = film.RGB{R: band.R, G: band.G, B: band.B}
	return p, nil
}

// CaptionText is where the cells of the caption begin.
func (p *Plan) CaptionText() image.Point {
	return image.Pt(p.Screen.Min.X, (p.Caption.Min.Y+p.Caption.Max.Y-p.CaptionRows*p.Height)/2)
}

// Button is a disc of a window's bar, or a ring if its pen is not 0.
type Button struct {
	Middle      image.Point
	Radius, Pen int
	Colour      film.RGB
}

// Buttons are those of the bar, if there is one.
func (p *Plan) Buttons() []Button {
	kind := p.Options.Bar
	if kind == film.NoBar {
		return nil
	}
	radius := max(2, p.Bar.Dy()/5)
	step := radius * 7 / 2
	x := p.Bar.Min.X + p.Bar.Dy()/2
	if kind == film.ColorfulRight || kind == film.RingsRight {
		x = p.Bar.Max.X - p.Bar.Dy()/2 - 2*step
	}
	var buttons []Button
	for i, colour := range []film.RGB{{R: 0xf2, G: 0x5f, B: 0x57}, {R: 0xf5, G: 0xbd, B: 0x36}, {R: 0x3f, G: 0xc0, B: 0x55}} {
		b := Button{Middle: image.Pt(x+i*step, (p.Bar.Min.Y+p.Bar.Max.Y)/2), Radius: radius, Colour: colour}
		if kind == film.Rings || kind == film.RingsRight {
			b.Pen = max(1, radius/4)
			half := blend(opaque(p.Palette.Foreground), opaque(p.Palette.Background), 1, 2)
			b.Colour = film.RGB{R: half.R, G: half.G, B: half.B}
		}
		buttons = append(buttons, b)
	}
	return buttons
}

// Title is the title of a film as cells in the middle of the bar, and where they
// begin; nil if there is no room for it.
func (p *Plan) Title(text string) (*film.Grid, image.Point) {
	taken := p.Bar.Dy() * 9 / 2 // on both sides, so that it is in the middle
	columns := (p.Bar.Dx() - taken) / p.Width
	if p.Options.Bar == film.NoBar || columns <= 0 || p.Height > p.Bar.Dy() || text == "" {
		return nil, image.Point{}
	}
	line := draw.NewCanvas(columns, 1)
	used := line.TextEllipsis(0, 0, columns, text, draw.Style{}.Faint())
	at := image.Pt((p.Bar.Min.X+p.Bar.Max.X-used*p.Width)/2, (p.Bar.Min.Y+p.Bar.Max.Y-p.Height)/2)
	return film.Snap(line.Sub(draw.Rect{W: used, H: 1})), at
}

// Corner is the radius of the window's corners.
func (p *Plan) Corner() int { return min(p.Options.Radius, p.Window.Dx()/2, p.Window.Dy()/2) }

// outside is the colour around the window.
func (p *Plan) outside() color.NRGBA {
	if p.Options.MarginFill == nil {
		return color.NRGBA{}
	}
	return opaque(*p.Options.MarginFill)
}
