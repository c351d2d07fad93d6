package film

import "echotui/tui/draw"

// Palette is what colours look like that a program leaves to its terminal.
type Palette struct {
	Name                   string
	Foreground, Background RGB
	Ansi                   [16]RGB // eight normal ones, eight bright ones
}

// RGB is a colour, 0 to 255 each.
type RGB struct{ R, G, B uint8 }

// The palettes: one for a dark screen, one for a light one.
var (
	Dark = Palette{
		Name: "dark", Foreground: RGB{0xd5, 0xda, 0xe3}, Background: RGB{0x16, 0x18, 0x1d},
		Ansi: [16]RGB{
			{0x2a, 0x2e, 0x36}, {0xf7, 0x76, 0x8e}, {0x9e, 0xce, 0x6a}, {0xe0, 0xaf, 0x68},
			{0x7a, 0xa2, 0xf7}, {0xbb, 0x9a, 0xf7}, {0x7d, 0xcf, 0xff}, {0xc0, 0xc6, 0xd2},
			{0x6b, 0x72, 0x80}, {0xff, 0x93, 0xa6}, {0xb5, 0xe0, 0x86}, {0xf2, 0xc7, 0x85},
			{0x97, 0xb8, 0xff}, {0xcf, 0xb5, 0xff}, {0xa0, 0xde, 0xff}, {0xf2, 0xf4, 0xf8},
		},
	}
	Light = Palette{
		Name: "light", Foreground: RGB{0x22, 0x26, 0x2e}, Background: RGB{0xfb, 0xfb, 0xfa},
		Ansi: [16]RGB{
			{0x22, 0x26, 0x2e}, {0xb3, 0x1d, 0x28}, {0x22, 0x6e, 0x2c}, {0x8a, 0x55, 0x00},
			{0x00, 0x5c, 0xc5}, {0x6f, 0x42, 0xc1}, {0x0b, 0x6e, 0x80}, {0x5a, 0x60, 0x6a},
			{0x75, 0x7b, 0x85}, {0xcb, 0x24, 0x31}, {0x2c, 0x8a, 0x38}, {0xa0, 0x66, 0x00},
			{0x1a, 0x74, 0xe0}, {0x8a, 0x5c, 0xdb}, {0x0f, 0x8a, 0xa0}, {0x8a, 0x8f, 0x98},
		},
	}
)

// Colour is what a concrete colour looks like; otherwise is what the terminal's
// own is: Foreground or Background.
func (p *Palette) Colour(c draw.Colour, otherwise RGB) RGB {
	if r, g, b, found := c.RGB(); found {
		return RGB{r, g, b}
	}
	n, found := c.Index()
	switch {
	case !found:
		return otherwise
	case n < 16:
		return p.Ansi[n]
	case n < 232: // a cube of six steps
		n -= 16
		return RGB{cubeStep(n / 36), cubeStep(n / 6 % 6), cubeStep(n % 6)}
	}
	grey := 8 + 10*(n-232)
	return RGB{grey, grey, grey}
}

func cubeStep(n uint8) uint8 {
	if n == 0 {
		return 0
	}
	return 55 + 40*n
}

// Paint is the colours a cell of this style is drawn in, with faint, reverse and
// concealed taken into account.
func (p *Palette) Paint(s draw.Style) (front, back RGB) {
	front, back = p.Colour(s.Fg, p.Foreground), p.Colour(s.Bg, p.Background)
	if s.Attr&draw.AttrReverse != 0 {
		front, back = back, front
	}
	if s.Attr&draw.AttrFaint != 0 {
		front = mix(front, back)
	}
	if s.Attr&draw.AttrConceal != 0 {
		front = back
	}
	return front, back
}

// mix is a colour on its way to another: three fifths are left of it.
func mix(c, to RGB) RGB {
	part := func(a, b uint8) uint8 { return uint8((3*int(a) + 2*int(b)) / 5) }
	return RGB{part(c.R, to.R), part(c.G, to.G), part(c.B, to.B)}
}
