package page

import (
	"encoding/binary"
	"time"

	"echotui/tui/film"
)

// book is the different rows of a film, by number.
type book struct {
	rows  [][]run
	index map[string]int
	key   []byte // scratch
	cells []film.Column
}

func newBook() *book { return &book{index: map[string]int{}} }

// row is the number of a row of a shot.
func (b *book) row(s *film.Shot, y int) int {
	b.cells = s.Columns(b.cells[:0], y)
	b.key = b.key[:0]
	for _, c := range b.cells {
		b.key = binary.LittleEndian.AppendUint32(b.key, uint32(c.Style.Fg))
		b.key = binary.LittleEndian.AppendUint32(b.key, uint32(c.Style.Bg))
		b.key = append(b.key, byte(c.Style.Attr), byte(c.Part), byte(len(c.Glyph)), byte(len(c.Glyph)>>8))
		b.key = append(b.key, c.Glyph...)
	}
	n, known := b.index[string(b.key)]
	if !known {
		n = len(b.rows)
		b.rows = append(b.rows, runs(b.cells))
		b.index[string(b.key)] = n
	}
	return n
}

// strip is what one row of the screen, or of the caption, shows in turn.
type strip struct{ steps []step }

// step is a row that is shown from a time on; noRow is none.
type step struct {
	at  time.Duration
	row int
}

const noRow = -1

func (s *strip) show(at time.Duration, row int) {
	if n := len(s.steps); n == 0 || s.steps[n-1].row != row {
		s.steps = append(s.steps, step{at, row})
	}
}

// strips are what each of so many rows shows, and when, with the times of the
// shots counted from the first.
func (b *book) strips(shots []film.Shot, rows int) []strip {
	all := make([]strip, rows)
	at := time.Duration(0)
	for i := range shots {
		s := &shots[i]
		for y := range all {
			switch {
			case y >= s.Grid.H:
				all[y].show(at, noRow)
			case i == 0 || !sameRow(&shots[i-1], s, y):
				all[y].show(at, b.row(s, y))
			}
		}
		at += s.Lasts
	}
	return all
}

// sameRow reports whether two shots show the same in a row that the second has.
func sameRow(a, b *film.Shot, y int) bool {
	if a.Cursor != b.Cursor && (a.Cursor.Shown && a.Cursor.Y == y || b.Cursor.Shown && b.Cursor.Y == y) {
		return false
	}
	return a.Grid.W == b.Grid.W && a.Grid.SameRow(b.Grid, y)
}

// captionStrips are the rows of the captions of shots.
func (b *book) captionStrips(shots []film.Shot, columns, rows int) []strip {
	all := make([]strip, rows)
	at := time.Duration(0)
	for i := range shots {
		if i == 0 || shots[i].Caption != shots[i-1].Caption {
			s := film.Shot{Grid: film.CaptionGrid(shots[i].Caption, columns, rows)}
			for y := range all {
				all[y].show(at, b.row(&s, y))
			}
		}
		at += shots[i].Lasts
	}
	return all
}
