package screen

import (
	"image/color"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"echotui/tui/draw"
)

// style keeps what a program chose: its colours as they are, all attributes.
// Every kind of underline becomes a plain one, fast blinking slow.
func style(s *uv.Style) draw.Style {
	out := draw.Style{Fg: colour(s.Fg), Bg: colour(s.Bg)}
	for _, a := range attributes {
		if s.Attrs&a.from != 0 {
			out.Attr |= a.to
		}
	}
	if s.Underline != uv.UnderlineNone {
		out.Attr |= draw.AttrUnderline
	}
	return out
}

var attributes = [...]struct {
	from uint8
	to   draw.Attr
}{
	{uv.AttrBold, draw.AttrBold},
	{uv.AttrFaint, draw.AttrFaint},
	{uv.AttrItalic, draw.AttrItalic},
	{uv.AttrBlink | uv.AttrRapidBlink, draw.AttrBlink},
	{uv.AttrReverse, draw.AttrReverse},
	{uv.AttrConceal, draw.AttrConceal},
	{uv.AttrStrikethrough, draw.AttrStrike},
}

func colour(c color.Color) draw.Colour {
	switch c := c.(type) {
	case nil:
		return 0
	case ansi.BasicColor:
		return draw.Indexed(uint8(c))
	case ansi.IndexedColor:
		return draw.Indexed(uint8(c))
	}
	r, g, b, _ := c.RGBA()
	return draw.RGB(uint8(r>>8), uint8(g>>8), uint8(b>>8))
}
