package draw

import (
	"strconv"
	"strings"
)

// String is the canvas as text with escape sequences for its colours and
// attributes, its rows joined by newlines. Every row is written to its full
// width and ends in plain style.
func (c *Canvas) String() string {
	dst := make([]byte, 0, c.at.W*c.at.H*3+64*c.at.H)
	for y := range c.at.H {
		if y > 0 {
			dst = append(dst, '\n')
		}
		dst = c.appendRow(dst, c.row(y))
	}
	return string(dst)
}

func (c *Canvas) appendRow(dst []byte, row []cell) []byte {
	var asked, pen Style // the same style, before and after the theme
	for x := range row {
		cell := &row[x]
		if cell.span < 0 && !cutOff(row, x) {
			continue
		}
		if cell.style != asked {
			asked = cell.style
			if next := c.look.Theme.resolve(asked); next != pen {
				dst, pen = appendSGR(dst, next), next
			}
		}
		dst = appendGlyph(dst, row, x)
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
		line = line[:0]
		row := c.row(y)
		for x := range row {
			if row[x].span >= 0 || cutOff(row, x) {
				line = appendGlyph(line, row, x)
			}
		}
		if y > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(strings.TrimRight(string(line), " "))
	}
	return b.String()
}

// cutOff reports whether column x belongs to a wide glyph that begins to the
// left of the row.
func cutOff(row []cell, x int) bool { return x+int(row[x].span) < 0 }

// appendGlyph appends what column x shows; of a wide glyph that does not lie
// in the row as a whole, blanks.
func appendGlyph(dst []byte, row []cell, x int) []byte {
	if row[x].glyph == "" || x+int(row[x].span) > len(row) {
		return append(dst, ' ')
	}
	return append(dst, row[x].glyph...)
}

// appendSGR appends the sequence that sets exactly this style, whatever the
// style was before.
func appendSGR(dst []byte, s Style) []byte {
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
