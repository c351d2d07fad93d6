package screen

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"echotui/tui/draw"
)

// maxSize bounds width and height. No pane is that large.
const maxSize = 1000

// Screen is a terminal that a program writes on. Its methods may be called from
// one goroutine at a time.
//
// Writing costs what is written; making the picture of it is put off until
// somebody looks, and costs no more than what is kept.
type Screen struct {
	width, height int
	filter        *filter
	tail          tail
	emulator      *emulator // nil: the picture must be made anew
	fed           int       // position up to which the emulator has seen the tail
	run           []byte    // what was printed last, as far as it may go on
	closed        bool
}

// maxRun is the bytes of run: enough for any grapheme.
const maxRun = 64

// New makes a blank terminal. Sizes are brought between 1 and 1,000.
func New(width, height int) *Screen {
	s := &Screen{}
	s.filter = newFilter(s.tail.add)
	s.Resize(width, height)
	return s
}

// Write takes output of the program, cut at any byte.
func (s *Screen) Write(text string) {
	if !s.closed {
		s.filter.write(text)
	}
}

// Resize changes the size. The picture becomes what it would be had the
// terminal had this size from the start, as far as the output is still kept.
func (s *Screen) Resize(width, height int) {
	width, height = max(1, min(width, maxSize)), max(1, min(height, maxSize))
	if width != s.width || height != s.height {
		s.width, s.height = width, height
		s.forget()
	}
}

// Width is the number of columns.
func (s *Screen) Width() int { return s.width }

// Height is the number of rows, without those that have scrolled away.
func (s *Screen) Height() int { return s.height }

// Lines is the number of rows together with those that have scrolled away.
func (s *Screen) Lines() int {
	s.settle()
	return s.emulator.lines()
}

// Used is the number of rows, with those that have scrolled away, up to the
// last one of the screen that has something on it.
func (s *Screen) Used() int {
	s.settle()
	n := s.emulator.lines()
	for n > s.emulator.scrolled() && s.blank(n-1) {
		n--
	}
	return n
}

func (s *Screen) blank(line int) bool {
	for x := range s.width {
		if cell := s.emulator.cell(x, line); cell != nil && (strings.TrimSpace(cell.Content) != "" || !cell.Style.IsZero()) {
			return false
		}
	}
	return true
}

// Cursor is the column and row of the cursor on the screen, from 0, and whether
// it is to be seen. Rows that have scrolled away are not counted.
func (s *Screen) Cursor() (x, y int, visible bool) {
	s.settle()
	at := s.emulator.CursorPosition()
	return at.X, at.Y, !s.emulator.hidden && !s.closed
}

// Close drops everything. A closed screen is blank and stays so.
func (s *Screen) Close() {
	s.closed = true
	s.tail = tail{}
	s.forget()
}

func (s *Screen) forget() { s.emulator = nil }

// settle brings the picture up to date.
func (s *Screen) settle() {
	if s.fed < s.tail.start() || s.joins() {
		s.forget()
	}
	if s.emulator != nil && s.fed == s.tail.end {
		return
	}
	err := s.feed()
	if err == nil {
		return
	}
	// Feeding it the same again would fail again.
	s.tail = tail{end: s.tail.end}
	s.filter = newFilter(s.tail.add)
	s.forget()
	s.filter.write(fmt.Sprintf("\n[the terminal failed and begins anew: %v]\n", err))
	if err = s.feed(); err != nil {
		panic(err) // by a sentence of ours
	}
}

// feed gives the emulator what it has not seen. A panic in there is returned.
func (s *Screen) feed() (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("%v", cause)
		}
	}()
	if s.emulator == nil {
		s.emulator = newEmulator(s.width, s.height)
		s.fed, s.run = s.tail.start(), s.run[:0]
		before := s.tail.before()
		s.emulator.feed([]byte(before.restore()))
	}
	fresh := s.tail.from(s.fed)
	s.emulator.feed(fresh)
	s.fed = s.tail.end
	s.remember(fresh)
	return nil
}

// remember keeps the run of characters that fresh ends in.
func (s *Screen) remember(fresh []byte) {
	for len(fresh) > 0 {
		n := printable(fresh)
		if n == 0 {
			n = control(fresh)
			s.run = s.run[:0]
		} else {
			s.run = append(s.run, fresh[max(0, n-maxRun):n]...)
		}
		fresh = fresh[n:]
	}
	s.run = s.run[max(0, len(s.run)-maxRun):]
}

// joins reports whether what comes next continues the grapheme that was printed
// last. Then its cell must change, which the emulator cannot do.
func (s *Screen) joins() bool {
	if s.emulator == nil || s.fed == s.tail.end || len(s.run) == 0 {
		return false
	}
	next := s.tail.from(s.fed)
	if next[0] < utf8.RuneSelf {
		return false
	}
	_, size := utf8.DecodeRune(next)
	text := append(append([]byte{}, s.run...), next[:size]...)
	for len(text) > size {
		glyph, _ := ansi.FirstGraphemeCluster(text, ansi.GraphemeWidth)
		if len(glyph) > len(text)-size {
			return true
		}
		text = text[len(glyph):]
	}
	return false
}

// Draw draws the terminal into the canvas, scrolled back by a number of lines
// from the end. If the canvas is lower than the screen, the lower rows show;
// if it is higher, what scrolled away fills it.
func (s *Screen) Draw(c *draw.Canvas, back int) {
	s.settle()
	c.Fill(c.Bounds(), "", draw.Style{})
	total := s.emulator.lines()
	first := max(0, total-c.Height()-max(0, back))
	for y := 0; y < c.Height() && first+y < total; y++ {
		s.row(c, y, first+y)
	}
}

func (s *Screen) row(c *draw.Canvas, y, line int) {
	for x := 0; x < s.width && x < c.Width(); x++ {
		cell := s.emulator.cell(x, line)
		if cell == nil || cell.Width == 0 {
			continue
		}
		c.Put(x, y, cell.Width, cell.Content, style(&cell.Style))
		x += cell.Width - 1
	}
}
