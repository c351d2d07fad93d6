package draw

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// String is the canvas as text with escape sequences for its colours and
// attributes, its rows joined by newlines. Every row is written to its full
// width and ends in plain style.
func (c *Canvas) String() string {
	dst := slices.Grow(c.bytes[:0], c.at.W*c.at.H*3+64*c.at.H)
	for y := range c.at.H {
		if y > 0 {
			dst = append(dst, '\n')
		}
		dst = c.appendRow(dst, c.row(y))
	}
	c.bytes = dst
	return string(dst)
}

// At is what column x of row y shows, in the colours of the theme: a glyph and
// the number of columns it covers. A blank is "" and 0, and so is the column
// that a wide glyph covers beyond its first.
func (c *Canvas) At(x, y int) (glyph string, span int, s Style) {
	row := c.row(y)
	if glyph = shown(row, x); glyph == " " {
		glyph = ""
	}
	if glyph != "" {
		span = int(row[x].span)
	}
	return glyph, span, c.look.Theme.resolve(row[x].style)
}

func (c *Canvas) appendRow(dst []byte, row []cell) []byte {
	var asked, pen Style // the same style, before and after the theme
	last := ""
	for x := range row {
		glyph := c.beside(last, shown(row, x))
		if glyph == "" {
			continue
		}
		if x == 0 || row[x].style != asked {
			asked = row[x].style
			if next := c.look.Theme.resolve(asked); next != pen {
				dst, pen = AppendSGR(dst, next), next
			}
		}
		dst = append(dst, glyph...)
		last = glyph
	}
	if pen != (Style{}) {
		dst = append(dst, "\x1b[m"...)
	}
	return dst
}

// Plain is the text of the canvas alone, for people and tests to read: without
// styles, and without the blanks at the ends of rows.
func (c *Canvas) Plain() string {
	var b strings.Builder
	var line []byte
	for y := range c.at.H {
		if y > 0 {
			b.WriteByte('\n')
		}
		line = line[:0]
		last := ""
		row := c.row(y)
		for x := range row {
			if glyph := c.beside(last, shown(row, x)); glyph != "" {
				line = append(line, glyph...)
				last = glyph
			}
		}
		b.WriteString(strings.TrimRight(string(line), " "))
	}
	return b.String()
}

// beside is what to write for glyph to the right of last: something as wide in
// its place, should a terminal take the two for one grapheme.
func (c *Canvas) beside(last, glyph string) string {
	if len(glyph) < 2 && len(last) < 2 || !c.merges(last, glyph) {
		return glyph
	}
	return "\uFFFD" + strings.Repeat(" ", max(0, c.look.Method.StringWidth(glyph)-1))
}

func (c *Canvas) merges(last, glyph string) bool {
	if end, _ := utf8.DecodeLastRuneInString(last); !clings(end) {
		if start, _ := utf8.DecodeRuneInString(glyph); !clings(start) {
			return false
		}
	}
	whole, _ := ansi.FirstGraphemeCluster(last+glyph, c.look.Method)
	return len(whole) > len(last) && last != "" && glyph != ""
}

// shown is what column x puts into the text: its glyph, a blank, or nothing if
// a wide glyph to the left covers it. A wide glyph that does not lie in the row
// as a whole, because the canvas is cut out of a wider one, becomes blanks.
func shown(row []cell, x int) string {
	head := x
	if row[x].span < 0 {
		head += int(row[x].span)
	}
	switch {
	case head < 0 || row[head].glyph == "" || head+int(row[head].span) > len(row):
		return " "
	case head < x:
		return ""
	default:
		return row[x].glyph
	}
}

// AppendSGR appends the sequence that sets exactly this style, of concrete
// colours, whatever the style was before.
func AppendSGR(dst []byte, s Style) []byte {
	if s == (Style{}) {
		return append(dst, "\x1b[m"...)
	}
	dst = append(dst, "\x1b[0"...)
	for bit := range len(attrCodes) {
		if s.Attr&(1<<bit) != 0 {
			dst = append(dst, ';', attrCodes[bit])
		}
	}
	dst = appendColour(dst, s.Fg, 0)
	dst = appendColour(dst, s.Bg, 10)
	return append(dst, 'm')
}

// attrCodes are the SGR numbers of the attributes, from the lowest bit.
const attrCodes = "12345789"

// appendColour appends the SGR numbers of a concrete colour; offset 10 means
// the background.
func appendColour(dst []byte, c Colour, offset int) []byte {
	n := int64(c &^ kindMask)
	number := func(v int64) { dst = strconv.AppendInt(append(dst, ';'), v, 10) }
	switch c & kindMask {
	case kindIndex:
		switch {
		case n < 8:
			number(30 + int64(offset) + n)
		case n < 16:
			number(82 + int64(offset) + n)
		default:
			number(38 + int64(offset))
			number(5)
			number(n)
		}
	case kindRGB:
		number(38 + int64(offset))
		number(2)
		number(n >> 16)
		number(n >> 8 & 0xff)
		number(n & 0xff)
	}
	return dst
}
