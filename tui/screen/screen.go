package screen

import "echotui/tui/draw"

// maxSize bounds width and height. No pane is that large.
const maxSize = 1000

// Screen is a terminal that a program writes on. Its methods, and those of its
// clones, may be called from one goroutine at a time.
//
// Writing costs what is written; making the picture of it is put off until
// somebody looks, and costs no more than what is kept. What is shown depends on
// what was written and on the size, and on nothing else.
type Screen struct {
	width, height int
	filter        *filter
	tail          tail
	closed        bool
	words         bool
	picture       *picture // shared with all clones: of whichever was looked at last
}

// New makes a blank terminal. Sizes are brought between 1 and 1,000.
func New(width, height int) *Screen {
	s := &Screen{picture: &picture{}}
	s.filter = newFilter(&s.tail)
	s.Resize(width, height)
	return s
}

// BreakWords has lines break between words, as far as they are words of ASCII, and
// not wherever they are full. It is called before anything is written.
func (s *Screen) BreakWords() { s.words = true }

// Clone returns an equal screen that goes its own way from here on. It costs
// next to nothing: what was written is shared, and so is the picture, which is
// made anew when the two are looked at in turn and differ.
func (s *Screen) Clone() *Screen {
	c := *s
	c.tail = s.tail.clone()
	c.filter = s.filter.clone(&c.tail)
	return &c
}

// Weight is about how many bytes a clone keeps in use, if nothing else did.
func (s *Screen) Weight() int { return s.tail.weight() + s.filter.weight() }

// Write takes output of the program, cut at any byte.
func (s *Screen) Write(text string) {
	if !s.closed {
		s.filter.write(text)
		s.tail.mark()
	}
}

// Resize changes the size. The picture becomes what it would be had the
// terminal had this size from the start, as far as the output is still kept.
func (s *Screen) Resize(width, height int) {
	s.width, s.height = max(1, min(width, maxSize)), max(1, min(height, maxSize))
}

// Width is the number of columns.
func (s *Screen) Width() int { return s.width }

// Height is the number of rows, without those that have scrolled away.
func (s *Screen) Height() int { return s.height }

// Lines is the number of rows together with those that have scrolled away.
func (s *Screen) Lines() int { return len(s.settle().lines) }

// Used is the number of rows, with those that have scrolled away, up to the
// last one of the screen that has something on it.
func (s *Screen) Used() int {
	shown := s.settle()
	n := len(shown.lines)
	for n > shown.scrolled && len(shown.lines[n-1]) == 0 {
		n--
	}
	return n
}

// Cursor is the column and row of the cursor on the screen, from 0, and whether
// it is to be seen. Rows that have scrolled away are not counted.
func (s *Screen) Cursor() (x, y int, visible bool) {
	shown := s.settle()
	return shown.x, shown.y, !shown.hidden && !s.closed
}

// Close drops everything. A closed screen is blank and stays so.
func (s *Screen) Close() {
	s.closed = true
	s.tail = tail{}
	s.picture = &picture{}
}

// settle returns what is shown.
func (s *Screen) settle() *shot { return s.picture.show(s.width, s.height, s.words, &s.tail) }

// Draw draws the terminal into the canvas, scrolled back by a number of lines
// from the end. If the canvas is lower than the screen, the lower rows show;
// if it is higher, what scrolled away fills it.
func (s *Screen) Draw(c *draw.Canvas, back int) {
	shown := s.settle()
	c.Fill(c.Bounds(), "", draw.Style{})
	total := len(shown.lines)
	first := max(0, total-c.Height()-max(0, back))
	for y := 0; y < c.Height() && first+y < total; y++ {
		s.row(c, shown, y, first+y)
	}
}

func (s *Screen) row(c *draw.Canvas, shown *shot, y, line int) {
	for x := 0; x < s.width && x < c.Width(); x++ {
		cell := shown.cell(x, line)
		if cell == nil || cell.Width == 0 {
			continue
		}
		c.Put(x, y, cell.Width, cell.Content, style(&cell.Style))
		x += cell.Width - 1
	}
}
