package film

import (
	"errors"
	"time"

	"echotui/tui/draw"
)

// Camera makes the frames of a film of what is shown to it.
type Camera struct {
	Film
	cells int // that are kept, those that frames share counted once
}

// maxKept bounds the cells of a film: about 400 MB of them.
const maxKept = 12_000_000

// ErrTooLong says that a film is full: it takes no more frames.
var ErrTooLong = errors.New("there is too much in this recording; hide some of it, or make it shorter")

// moment is how long what a mark shows stays at least.
const moment = time.Microsecond

// Shoot makes a frame of what is to be seen at a time, if that is something else
// than before. Unless a mark shows it, a frame is replaced by one of the same
// time.
func (c *Camera) Shoot(canvas *draw.Canvas, cursor Cursor, at time.Duration) error {
	var last *Frame
	var before *Grid
	if n := len(c.Frames); n > 0 {
		last = &c.Frames[n-1]
		before = last.Grid
	}
	grid, made := SnapAfter(canvas, before)
	if last != nil && grid == before && cursor == last.Cursor {
		return nil
	}
	if c.cells += made*grid.W + grid.H; c.cells > maxKept {
		return ErrTooLong
	}
	marked := time.Duration(-1) // when that was
	if n := len(c.Marks); n > 0 {
		marked = c.Marks[n-1].At
	}
	switch {
	case last != nil && at <= last.At && marked < last.At:
		*last = Frame{last.At, grid, cursor}
		return nil
	case last != nil:
		at = max(at, last.At+moment, marked+moment)
	}
	c.Frames = append(c.Frames, Frame{at, grid, cursor})
	return nil
}

// Mark gives a name to what is to be seen at a time: the last frame.
func (c *Camera) Mark(label string, at time.Duration) {
	if len(c.Frames) > 0 {
		at = max(at, c.Last().At)
	}
	c.Marks = append(c.Marks, Mark{at, label})
}

// Last is the last frame, of which there must be one.
func (c *Camera) Last() *Frame { return &c.Frames[len(c.Frames)-1] }
