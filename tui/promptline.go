package tui

import (
	"github.com/charmbracelet/x/ansi"

	"echotui/tui/draw"
)

// typedLine places the characters of a line that is being typed, as the screen of
// the app will when it is sent: lines break between words of ASCII.
type typedLine struct {
	x, y, width int
	spots       []spot
	starts      []int // in the text, of each spot
	word        int   // the spot with which the word begins that is being placed
}

// place places a text, from the cursor of the terminal on.
func (l *typedLine) place(c *draw.Canvas, text string) {
	for at := 0; at < len(text); {
		glyph, _ := ansi.FirstGraphemeCluster(text[at:], ansi.GraphemeWidth)
		columns := c.Measure(glyph, l.width)
		switch blank := glyph == " "; {
		case l.x+columns <= l.width:
		case blank: // the end of the line
			columns = 0
		default:
			l.nextLine(len(glyph) == 1)
		}
		l.spots, l.starts = append(l.spots, spot{l.x, l.y, glyph}), append(l.starts, at)
		l.x += columns
		if glyph == " " || len(glyph) > 1 {
			l.word = len(l.spots)
		}
		at += len(glyph)
	}
}

// nextLine begins a line, with the word that does not fit if that is one of ASCII
// and does not begin the line.
func (l *typedLine) nextLine(ascii bool) {
	moved := l.spots[len(l.spots):]
	if ascii && l.word < len(l.spots) && l.spots[l.word].x > 0 {
		moved = l.spots[l.word:]
	}
	l.x, l.y = 0, l.y+1
	for i := range moved {
		moved[i].x, moved[i].y = l.x, l.y
		l.x++
	}
}

// cursor is where the cursor stands before what begins at a place in the text.
func (l *typedLine) cursor(at int) spot {
	s := spot{x: l.x, y: l.y}
	for i, start := range l.starts {
		if start == at {
			s = spot{x: l.spots[i].x, y: l.spots[i].y}
			break
		}
	}
	if s.x >= l.width {
		s.x, s.y = 0, s.y+1
	}
	return s
}
