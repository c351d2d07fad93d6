package draw

import (
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
		{&Dark, "a\x1b[0;1;38;2;247;118;142mb\x1b[0;1;48;2;56;66;85mc\x1b[0;3;96;45md\x1b[m  \n      "},
		{&NoColour, "a\x1b[0;1;4mb\x1b[0;7mc\x1b[0;3md\x1b[m  \n      "},
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

// Text must be readable (WCAG AA, 4.5) on the background that terminals of its
// kind have, and on those that we set; lines need less (3).
func TestContrast(t *testing.T) {
	themes := []struct {
		theme      *Theme
		background Colour
		text       Colour
	}{
		{&Dark, RGB(0x1e, 0x1e, 0x1e), RGB(0xd4, 0xd4, 0xd4)},
		{&Light, RGB(0xff, 0xff, 0xff), RGB(0x24, 0x29, 0x2e)},
	}
	for _, tt := range themes {
		for role := Faint; role < Selected; role++ {
			least := 4.5
			if role == Border {
				least = 3
			}
			if got := contrast(tt.theme.inks[role].colour, tt.background); got < least {
				t.Errorf("%s: role %d has contrast %.1f", tt.theme.Name, role, got)
			}
		}
		for _, role := range []Colour{Selected, Bar, Found} {
			if got := contrast(tt.text, tt.theme.inks[role].colour); got < 4.5 {
				t.Errorf("%s: text on role %d has contrast %.1f", tt.theme.Name, role, got)
			}
		}
	}
}

func contrast(a, b Colour) float64 {
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
