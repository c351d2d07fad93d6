package cast

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"echotui/tui/draw"
	"echotui/tui/film"
)

// painter makes the output of frames, one after the other.
type painter struct {
	out    []byte
	before *film.Grid // what is shown; nil: nothing is known
	pen    draw.Style
	x, y   int // the cursor; x < 0: nobody knows
	shown  bool
	old    []film.Cell // the row that is painted, as it was
	again  int         // the columns before this one are painted, even if they are the same
}

// clear is how a screen begins, whatever it showed.
const clear = "\x1b[?25l\x1b[m\x1b[H\x1b[2J"

// bridge is how many columns are rather painted again than moved over.
const bridge = 6

// frame is the output that makes a screen show a frame. It is only valid until
// the next one.
func (p *painter) frame(f *film.Frame) []byte {
	p.out = p.out[:0]
	g := f.Grid
	if p.before == nil || p.before.W != g.W || p.before.H != g.H {
		p.out = append(p.out, clear...)
		p.before, p.pen, p.x, p.y, p.shown = film.NewGrid(g.W, g.H), draw.Style{}, 0, 0, false
	}
	for y := range g.H {
		if !g.SameRow(p.before, y) {
			p.row(y, p.before.Row(y), g.Row(y))
		}
	}
	p.before = g
	p.cursor(f.Cursor)
	return p.out
}

func (p *painter) cursor(c film.Cursor) {
	c.Shown = c.Shown && c.X >= 0 && c.Y >= 0 && c.X < p.before.W && c.Y < p.before.H
	if c.Shown {
		p.move(c.X, c.Y, nil)
	}
	if c.Shown != p.shown {
		p.out = append(p.out, "\x1b[?25"...)
		p.out = append(p.out, "lh"[b2i(c.Shown)])
		p.shown = c.Shown
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// end is the output after the last frame: it changes nothing but that a cursor is
// seen again.
func (p *painter) end() string {
	if p.shown {
		return "\x1b[m"
	}
	return rest(p.before.H)
}

// rest is the output that hands a terminal back to the shell. Read leaves it out.
func rest(rows int) string { return fmt.Sprintf("\x1b[m\x1b[%d;1H\x1b[?25h", rows) }

// row paints what has changed of a row. It goes by the shortest parts that split
// no wide glyph, old or new.
func (p *painter) row(y int, before, now []film.Cell) {
	used := len(now)
	for used > 0 && now[used-1] == (film.Cell{}) {
		used--
	}
	p.old, p.again = before, 0
	for x := 0; x < len(now); {
		end, old := x+columns(now, x), x+columns(before, x)
		for end != old {
			if end < old {
				end += columns(now, end)
			} else {
				old += columns(before, old)
			}
		}
		switch {
		case x >= p.again && same(before[x:end], now[x:end]):
		case x >= used && len(now)-x > 3:
			p.erase(x, y)
			return
		default:
			p.part(x, end, y, now)
		}
		x = end
	}
}

// columns is how many columns the cell at x covers.
func columns(row []film.Cell, x int) int {
	if row[x].Span > 1 {
		return min(2, len(row)-x)
	}
	return 1
}

func same(a, b []film.Cell) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// erase blanks a row from x on.
func (p *painter) erase(x, y int) {
	p.move(x, y, nil)
	p.style(draw.Style{})
	p.out = append(p.out, "\x1b[K"...)
}

// part paints columns of a row.
func (p *painter) part(x, end, y int, row []film.Cell) {
	for x < end {
		if disputed(row[x].Glyph) {
			p.x = -1 // it must not join what was painted last
		}
		p.move(x, y, row)
		p.style(row[x].Style)
		n := columns(row, x)
		p.glyph(x, n, row)
		x += n
	}
}

// glyph paints the cell at x, where the cursor is, of n columns.
func (p *painter) glyph(x, n int, row []film.Cell) {
	text := safe(row[x].Glyph)
	count := utf8.RuneCountInString(text)
	if n > 1 {
		p.under(x)
	}
	p.x = x + n
	if n > 1 {
		p.x = -1 // svg-term takes it for a narrow one
	}
	if count > 1 || disputed(text) {
		reach := x + 2*count // no player makes more of it
		if isHalfFlag(text) {
			reach = x + n
		}
		if reach > len(row) {
			_, size := utf8.DecodeRuneInString(text)
			text = text[:size]
		}
		p.x = -1
		p.again = max(p.again, min(reach, len(row)))
	}
	if p.x >= len(row) {
		p.x = -1 // in this line or in the next one, as players differ
	}
	p.out = append(p.out, text...)
}

// under blanks what a wide glyph at x will cover, where it is not blank already:
// the second column stays as it is for a player that takes the glyph for a narrow
// one, or of which only a narrow part is written.
func (p *painter) under(x int) {
	if blank := (film.Cell{Style: p.pen}); p.old[x+1] != blank {
		p.out = append(p.out, "  "...)
		p.x = -1
		p.move(x, p.y, nil)
	}
}

// safe is what is written for a glyph: nothing that a terminal obeys.
func safe(glyph string) string {
	if len(glyph) == 1 && glyph[0] >= ' ' && glyph[0] < 0x7f {
		return glyph
	}
	if glyph == "" {
		return " "
	}
	if !utf8.ValidString(glyph) || strings.ContainsFunc(glyph, unicode.IsControl) {
		return "\uFFFD"
	}
	return norm.NFC.String(glyph)
}

// disputed reports whether players have different ideas of how wide the first
// character of a text is, or whether it goes together with one beside it.
func disputed(text string) bool {
	if len(text) < 2 {
		return false
	}
	switch r, _ := utf8.DecodeRuneInString(text); {
	case r < 0x300 || r >= 0x2500 && r < 0x2580:
		return false
	case r >= 0x1100 && r < 0x1200, r >= 0xa960 && r < 0xa980, r >= 0xd7b0 && r < 0xd800, // parts of syllables
		isHalfFlag(text), r >= 0x1f3fb && r <= 0x1f3ff, // tones of skin
		r == 0xe33, r == 0xeb3, r == 0xff9e, r == 0xff9f:
		return true
	default:
		return unicode.In(r, unicode.M, unicode.Cf)
	}
}

// isHalfFlag reports whether a text begins with one of the letters of which two
// make a flag, that all players give the same width.
func isHalfFlag(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return r >= 0x1f1e6 && r <= 0x1f1ff
}

// style sets the pen.
func (p *painter) style(s draw.Style) {
	if s != p.pen {
		p.out, p.pen = draw.AppendSGR(p.out, s), s
	}
}

// move sets the cursor. Of the row between, which may be nil, it rather paints
// some columns again.
func (p *painter) move(x, y int, row []film.Cell) {
	if p.x == x && p.y == y {
		return
	}
	if row != nil && p.y == y && p.x >= 0 && p.x < x && x-p.x <= bridge && p.plain(row, p.x, x) {
		for _, c := range row[p.x:x] {
			p.out = append(p.out, safe(c.Glyph)...)
		}
	} else {
		p.out = append(p.out, "\x1b["...)
		p.out = strconv.AppendInt(p.out, int64(y+1), 10)
		p.out = append(p.out, ';')
		p.out = strconv.AppendInt(p.out, int64(x+1), 10)
		p.out = append(p.out, 'H')
	}
	p.x, p.y = x, y
}

// plain reports whether the cells of a row from x to end are of ASCII, whole, and
// painted with the pen as it is.
func (p *painter) plain(row []film.Cell, x, end int) bool {
	if x > 0 && row[x-1].Span > 1 {
		return false // the cursor of a frame may stand on half a glyph
	}
	for _, c := range row[x:end] {
		if c.Style != p.pen || len(c.Glyph) > 1 || c.Glyph != "" && (c.Glyph[0] < ' ' || c.Glyph[0] >= 0x7f) {
			return false
		}
	}
	return true
}
