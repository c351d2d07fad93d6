package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"echotui/tui/draw"
	"echotui/tui/film"
	"echotui/tui/shape"
)

// run is columns of a row, side by side, that are of one kind.
type run struct {
	x, columns int
	text       string
	glyphs     []string // of drawn ones, one a column
	style      draw.Style
	drawn      bool // by shape, not with a font
	wide       bool // its glyphs are two columns wide
	alone      bool // it is one glyph, and must stay so
}

// blank reports whether only its background can be seen, if that.
func (r *run) blank() bool {
	return !r.drawn && r.style.Attr&(draw.AttrUnderline|draw.AttrStrike) == 0 && strings.Trim(r.text, " ") == ""
}

// runs cuts a row into runs. A wide glyph of several characters is one of its own.
func runs(columns []film.Column) []run {
	var all []run
	for x := 0; x < len(columns); x++ {
		c := columns[x]
		if c.Style.Attr&draw.AttrConceal != 0 {
			c.Glyph, c.Part = "", film.Whole
		}
		wide := c.Part == film.LeftHalf && x+1 < len(columns) && columns[x+1].Part == film.RightHalf
		glyph := legible(c.Glyph)
		if c.Part != film.Whole && !wide { // a half that is left over
			glyph = " "
		}
		width := 1
		if wide {
			width = 2
		}
		drawn := glyph != " " && !wide && shape.Of(glyph, 1, 1) != nil
		alone := wide && utf8.RuneCountInString(glyph) > 1
		if n := len(all); n == 0 || alone || all[n-1].style != c.Style || all[n-1].drawn != drawn || all[n-1].wide != wide || all[n-1].alone {
			all = append(all, run{x: x, style: c.Style, drawn: drawn, wide: wide, alone: alone})
		}
		last := &all[len(all)-1]
		last.text += glyph
		last.columns += width
		if drawn {
			last.glyphs = append(last.glyphs, glyph)
		}
		x += width - 1
	}
	return all
}

// legible is a glyph with nothing in it that a file must not hold; a blank is a
// space.
func legible(glyph string) string {
	if glyph == "" {
		return " "
	}
	ok := utf8.ValidString(glyph)
	for _, r := range glyph {
		ok = ok && allowed(r)
	}
	if ok {
		return glyph
	}
	return strings.Map(func(r rune) rune {
		if !allowed(r) {
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(glyph, string(utf8.RuneError)))
}

// allowed reports whether XML, and a reader, can do with a character.
func allowed(r rune) bool { return !unicode.IsControl(r) && r != 0xfffe && r != 0xffff }

// line is text of one line, as a title has it.
func line(text string) string {
	if text == "" {
		return ""
	}
	return legible(strings.NewReplacer("\n", " ", "\t", " ", "\r", "").Replace(text))
}
