package film

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// Options say how a film is made into a file. Their zero value means a bare
// screen in letters of 16 pixels that plays for ever as fast as it was recorded.
// Every format takes from them what has a meaning in it.
type Options struct {
	FontSize      int     // height of a line's letters in pixels, 7 to 128; 0 is 16
	LetterSpacing float64 // pixels between columns beyond what the font asks for, -8 to 64
	LineHeight    float64 // factor on the height of a row, 0.5 to 4; 0 is 1

	// FontFolders are where to look for fonts for the characters that the
	// embedded one lacks: Chinese, Japanese, Korean, emoji. Pictures of such
	// characters depend on the fonts of the machine. Without folders they are
	// hollow boxes, the same everywhere.
	FontFolders []string

	Padding    int  // pixels between the screen and the edge of its window, 0 to 1000
	Margin     int  // pixels around the window, 0 to 1000
	MarginFill *RGB // what is around the window; nil lets through what is behind the picture
	Bar        Bar  // above the screen
	BarHeight  int  // in pixels, 0 to 1000; 0 is 30
	Radius     int  // of the corners of the window in pixels, 0 to 1000

	Speed  float64 // factor on the speed of the film, 0.01 to 100; 0 is 1
	Rate   int     // frames per second at most, 1 to 1000; 0 is 50
	Blink  bool    // the cursor blinks
	Once   bool    // the film ends instead of starting anew
	Offset float64 // the film starts this part of its length in, 0 up to 1, and ends there

	// At is the moment of the film that a still picture shows; nil is its end.
	At *time.Duration

	// Warn is told, in a sentence, what the file does not show as it should.
	Warn func(string)
}

// Bar is the kind of a window's bar.
type Bar uint8

// The bars: three coloured discs or rings, to the left or to the right, beside
// the title of the film.
const (
	NoBar Bar = iota
	Colorful
	ColorfulRight
	Rings
	RingsRight
)

// Limits on what a film may be made into, so that a strange one ends in an
// error and not in all of the memory.
const (
	maxCells  = 1 << 20 // of one frame
	maxShots  = 1 << 20
	maxColumn = 1 << 15 // columns, and rows
)

// Complete is o with the usual in place of what it leaves open, or an error that
// names the first option that is out of its range.
func (o Options) Complete() (Options, error) {
	usual(&o.FontSize, 16)
	usual(&o.LineHeight, 1)
	usual(&o.BarHeight, 30)
	usual(&o.Speed, 1)
	usual(&o.Rate, 50)
	if o.Warn == nil {
		o.Warn = func(string) {}
	}
	return o, errors.Join(
		within("font size", o.FontSize, 7, 128),
		within("letter spacing", o.LetterSpacing, -8, 64),
		within("line height", o.LineHeight, 0.5, 4),
		within("padding", o.Padding, 0, 1000),
		within("margin", o.Margin, 0, 1000),
		within("bar height", o.BarHeight, 0, 1000),
		within("radius", o.Radius, 0, 1000),
		within("speed", o.Speed, 0.01, 100),
		within("frame rate", o.Rate, 1, 1000),
		within("loop offset", o.Offset, 0, 1),
	)
}

func usual[N int | float64](n *N, value N) {
	if *n == 0 {
		*n = value
	}
}

// within refuses what is no number, too.
func within[N int | float64](name string, n, least, most N) error {
	if n >= least && n <= most {
		return nil
	}
	return fmt.Errorf("%s %v is not from %v to %v", name, n, least, most)
}

// Check tells what keeps f from being a film: writers call it first.
func (f *Film) Check() error {
	if len(f.Frames) == 0 {
		return errors.New("the film has no frame")
	}
	for i := range f.Frames {
		g := f.Frames[i].Grid
		switch {
		case g == nil || g.W <= 0 || g.H <= 0:
			return fmt.Errorf("frame %d of the film has no cells", i+1)
		case g.W > maxColumn || g.H > maxColumn || g.W*g.H > maxCells:
			return fmt.Errorf("frame %d of the film is %dx%d cells, which is too big", i+1, g.W, g.H)
		case len(g.rows) != g.H || slices.ContainsFunc(g.rows, func(row []Cell) bool { return len(row) != g.W }):
			return fmt.Errorf("frame %d of the film has not %dx%d cells, as it says", i+1, g.W, g.H)
		case i > 0 && f.Frames[i].At < f.Frames[i-1].At:
			return fmt.Errorf("frame %d of the film is earlier than the one before it", i+1)
		}
	}
	if f.Frames[0].At != 0 {
		return fmt.Errorf("the film starts at %v instead of 0", f.Frames[0].At)
	}
	return nil
}
