package draw

import (
	"image/color"
	"math"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

func TestString(t *testing.T) {
	tests := []struct {
		theme *Theme
		want  string
	}{
		{&Dark, "a\x1b[0;1;38;2;255;135;135mb\x1b[0;1;48;2;48;56;72mc\x1b[0;3;96;45md\x1b[m  \n      "},
		{&Contrast, "\x1b[0;38;2;255;255;255;48;2;0;0;0ma\x1b[0;1;4;38;2;255;144;144;48;2;0;0;0mb\x1b[0;1;38;2;0;0;0;48;2;255;255;255mc" +
			"\x1b[0;3;96;45md\x1b[0;38;2;255;255;255;48;2;0;0;0m  \x1b[m\n\x1b[0;38;2;255;255;255;48;2;0;0;0m      \x1b[m"},
		{&NoColour, "a\x1b[0;1;4mb\x1b[0;1;7mc\x1b[0;3md\x1b[m  \n      "},
	}
	for _, tt := range tests {
		c := NewCanvas(6, 2)
		c.Use(Look{Theme: tt.theme, Method: ansi.GraphemeWidth})
		c.Text(0, 0, 1, "a", Style{})
		c.Text(1, 0, 1, "b", In(Bad))
		c.Text(2, 0, 1, "c", Style{}.On(Selected))
		c.Text(3, 0, 1, "d", Style{Fg: Indexed(14), Bg: Indexed(5), Attr: AttrItalic})
		if got := c.String(); got != tt.want {
			t.Errorf("%s: got\n%q, want\n%q", tt.theme.Name, got, tt.want)
		}
	}
}

func TestTint(t *testing.T) {
	c := NewCanvas(4, 1)
	c.Text(0, 0, 4, "ab", In(Indexed(1)).Underline())
	c.Tint(Rect{1, 0, 99, 1}, Style{}.On(Indexed(4)).Bold())
	if got, want := c.String(), "\x1b[0;4;31ma\x1b[0;1;4;31;44mb\x1b[0;1;44m  \x1b[m"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Nothing is told by colour alone: without it, no role that warns, stands out
// or recedes looks like ordinary text, and no sequence sets a colour.
func TestNoColourTellsByAttributes(t *testing.T) {
	for _, role := range []Colour{Faint, Accent, Warn, Bad, BorderFocus, Key, Selected, Bar, Found} {
		if got := NoColour.resolve(In(role)); got.Attr == 0 {
			t.Errorf("role %d looks like text", role)
		}
	}
	for role := range roles {
		if got := NoColour.resolve(Style{Fg: role, Bg: RGB(1, 2, 3)}); got.Fg != 0 || got.Bg != 0 {
			t.Errorf("role %d has a colour: %v", role, got)
		}
	}
}

// Each role must be readable on the background that terminals of its kind have
// and on each that we set: WCAG asks for 4.5 (AA), the theme of high contrast
// for 7 (AAA). That holds also where a terminal shows 256 colours.
func TestContrast(t *testing.T) {
	themes := []struct {
		theme        *Theme
		ground, text Colour // of the terminal
		least        float64
	}{
		{&Dark, RGB(0x1e, 0x1e, 0x1e), RGB(0xd4, 0xd4, 0xd4), 4.5},
		{&Dark, RGB(0, 0, 0), RGB(0xc0, 0xc0, 0xc0), 4.5},
		{&Light, RGB(0xff, 0xff, 0xff), RGB(0x24, 0x29, 0x2e), 4.5},
		{&Light, RGB(0xf4, 0xf0, 0xe6), RGB(0, 0, 0), 4.5},
		{&Contrast, 0, 0, 7},
	}
	for _, tt := range themes {
		for _, ground := range []Colour{Text, Selected, Bar, Found} {
			for role := Text; role < Selected; role++ {
				s := tt.theme.resolve(Style{Fg: role, Bg: ground})
				front, back := or(s.Fg, tt.text), or(s.Bg, tt.ground)
				if got := ratio(front, back); got < tt.least {
					t.Errorf("%s: role %d on %d has contrast %.1f", tt.theme.Name, role, ground, got)
				}
				if got := ratio(in256(front), in256(back)); got < tt.least {
					t.Errorf("%s: role %d on %d has contrast %.1f in 256 colours", tt.theme.Name, role, ground, got)
				}
			}
		}
	}
}

// The grounds that we set can be told from each other and from the terminal's.
func TestGroundsDiffer(t *testing.T) {
	terminal := map[*Theme]Colour{&Dark: RGB(0x1e, 0x1e, 0x1e), &Light: RGB(0xff, 0xff, 0xff)}
	for name, theme := range Themes() {
		seen := map[Style]Colour{}
		for _, ground := range []Colour{Text, Selected, Bar, Found} {
			s := theme.resolve(Style{Bg: ground})
			s.Bg = in256(or(s.Bg, terminal[theme]))
			if other, found := seen[s]; found && !(theme == &Basic && ground == Bar) {
				t.Errorf("%s: %d looks like %d", name, ground, other)
			}
			seen[s] = ground
		}
	}
}

func or(c, other Colour) Colour {
	if c == 0 {
		return other
	}
	return c
}

// in256 is what a terminal of 256 colours shows of a colour.
func in256(c Colour) Colour {
	r, g, b, found := c.RGB()
	if !found {
		return c
	}
	shown := ansi.Convert256(color.RGBA{r, g, b, 0xff})
	x, y, z, _ := shown.RGBA()
	return RGB(uint8(x>>8), uint8(y>>8), uint8(z>>8))
}

// ratio is the contrast of two colours as WCAG defines it, from 1 to 21.
func ratio(a, b Colour) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(c Colour) float64 {
	part := func(shift int) float64 {
		v := float64(c>>shift&0xff) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*part(16) + 0.7152*part(8) + 0.0722*part(0)
}

// Every glyph is one column wide, however the terminal measures, and stays
// itself when drawn; those of ASCII are ASCII.
func TestGlyphs(t *testing.T) {
	for _, glyphs := range []*Glyphs{&Unicode, &ASCII} {
		forEachString(reflect.ValueOf(*glyphs), func(name, glyph string) {
			if name == "Name" {
				return
			}
			for _, method := range []ansi.Method{ansi.GraphemeWidth, ansi.WcWidth} {
				if got := method.StringWidth(glyph); got != 1 && glyph != ASCII.Ellipsis {
					t.Errorf("%s: %s %q is %d columns wide", glyphs.Name, name, glyph, got)
				}
				c := NewCanvas(3, 1)
				c.Use(Look{Method: method})
				if c.Text(0, 0, 3, glyph, Style{}); c.Plain() != glyph {
					t.Errorf("%s: %s %q is drawn as %q", glyphs.Name, name, glyph, c.Plain())
				}
			}
			if glyphs == &ASCII && strings.ContainsFunc(glyph, func(r rune) bool { return r >= utf8.RuneSelf }) {
				t.Errorf("%s %q is not ASCII", name, glyph)
			}
		})
	}
}

func forEachString(v reflect.Value, f func(name, s string)) {
	for i := range v.NumField() {
		name, field := v.Type().Field(i).Name, v.Field(i)
		switch field.Kind() {
		case reflect.String:
			f(name, field.String())
		case reflect.Struct:
			forEachString(field, f)
		case reflect.Slice:
			for j := range field.Len() {
				f(name, field.Index(j).String())
			}
		}
	}
}
