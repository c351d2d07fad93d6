package record

import (
	"errors"
	"time"

	"echotui/tui/film"
)

// camera makes a film of what is shown to it. Its own time is that of the film,
// which stands still while it is off, and may pass faster than that of the
// screen.
type camera struct {
	film   film.Film
	off    bool
	at     time.Duration // of the film, when the screen's time was since
	since  time.Duration
	factor float64       // how much faster the film is
	least  time.Duration // between two frames of the film
	made   int           // rows that are kept
}

// maxRows bounds what a film takes: rows of 110 cells are 4 kB each.
const maxRows = 100_000

var errTooLong = errors.New("there is too much in this recording: hide some of it or make it shorter")

func newCamera(framerate int, factor float64) *camera {
	return &camera{factor: factor, least: time.Second / time.Duration(framerate)}
}

// time is that of the film at an instant of the screen.
func (c *camera) time(now time.Duration) time.Duration {
	if c.off {
		return c.at
	}
	return c.at + c.short(now-c.since)
}

// short is how long the film takes for a time of the screen.
func (c *camera) short(d time.Duration) time.Duration {
	if c.factor == 1 {
		return d
	}
	return time.Duration(float64(d) / c.factor)
}

// turn switches the camera off or on.
func (c *camera) turn(off bool, now time.Duration) {
	c.at, c.since, c.off = c.time(now), now, off
}

// speed lets the film run faster from now on.
func (c *camera) speed(factor float64, now time.Duration) {
	c.at, c.since, c.factor = c.time(now), now, factor
}

// ready is the instant from which on the next frame may be made.
func (c *camera) ready() time.Duration {
	if len(c.film.Frames) == 0 || c.off {
		return 0
	}
	wait := c.film.Frames[len(c.film.Frames)-1].At + c.least - c.at
	return c.since + time.Duration(float64(wait)*c.factor)
}

// shoot makes a frame if something is to be seen that was not before. What is
// made at the same time as the frame before takes its place.
func (c *camera) shoot(p *view, now time.Duration) error {
	if c.off {
		return nil
	}
	var last *film.Frame
	var before *film.Grid
	if n := len(c.film.Frames); n > 0 {
		last = &c.film.Frames[n-1]
		before = last.Grid
	}
	grid, made := film.SnapAfter(p.canvas, before)
	frame := film.Frame{At: c.time(now), Grid: grid}
	if p.shown {
		frame.Cursor = film.Cursor{X: p.x, Y: p.y, Shown: true}
	}
	c.made += made * max(1, grid.W/110)
	switch {
	case c.made > maxRows:
		return errTooLong
	case last != nil && grid == before && frame.Cursor == last.Cursor:
		return nil
	case last != nil && frame.At <= last.At && !c.marked(last.At):
		frame.At = last.At
		*last = frame
		return nil
	case last != nil:
		frame.At = max(frame.At, last.At+moment)
	}
	c.film.Frames = append(c.film.Frames, frame)
	return nil
}

// moment is how long what a mark shows stays at least.
const moment = time.Microsecond

// marked reports whether a mark shows what is to be seen from a time on.
func (c *camera) marked(at time.Duration) bool {
	n := len(c.film.Marks)
	return n > 0 && c.film.Marks[n-1].At >= at
}

func (c *camera) mark(label string, now time.Duration) {
	c.film.Marks = append(c.film.Marks, film.Mark{At: c.time(now), Label: label})
}

func (c *camera) caption(text string, now time.Duration) {
	c.film.Captions = append(c.film.Captions, film.Caption{At: c.time(now), Text: text})
}

// key notes a key that was pressed.
func (c *camera) key(bytes string, now time.Duration) {
	if !c.off {
		c.film.Keys = append(c.film.Keys, film.Key{At: c.time(now), Bytes: bytes})
	}
}

var errNothing = errors.New("nothing is to be seen: all of it is hidden")

// cut ends the film. The last frame stays for as long as one does at least.
func (c *camera) cut(now time.Duration) (*film.Film, error) {
	if len(c.film.Frames) == 0 {
		return nil, errNothing
	}
	c.film.Length = max(c.time(now), c.film.Frames[len(c.film.Frames)-1].At+c.least)
	return &c.film, nil
}
