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
	film.Camera
	off    bool
	at     time.Duration // of the film, when the screen's time was since
	since  time.Duration
	factor float64       // how much faster the film is
	least  time.Duration // between two frames of the film
}

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
	if len(c.Frames) == 0 || c.off {
		return 0
	}
	wait := c.Last().At + c.least - c.at
	return c.since + time.Duration(float64(wait)*c.factor)
}

// shoot makes a frame if something is to be seen that was not before.
func (c *camera) shoot(p *view, now time.Duration) error {
	cursor := film.Cursor{}
	if p.shown {
		cursor = film.Cursor{X: p.x, Y: p.y, Shown: true}
	}
	return c.Shoot(p.canvas, cursor, c.time(now))
}

func (c *camera) caption(text string, now time.Duration) {
	c.Captions = append(c.Captions, film.Caption{At: c.time(now), Text: text})
}

// key notes a key that was pressed.
func (c *camera) key(bytes string, now time.Duration) {
	if !c.off {
		c.Keys = append(c.Keys, film.Key{At: c.time(now), Bytes: bytes})
	}
}

var errNothing = errors.New("nothing is to be seen: all of it is hidden")

// cut ends the film. The last frame stays for as long as one does at least.
func (c *camera) cut(now time.Duration) (*film.Film, error) {
	if len(c.Frames) == 0 {
		return nil, errNothing
	}
	c.Length = max(c.time(now), c.Last().At+c.least)
	return &c.Film, nil
}
