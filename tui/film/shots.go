package film

import (
	"errors"
	"math"
	"slices"
	"time"

	"echotui/tui/draw"
)

// Shot is what a viewer sees, without change, from At on for as long as Lasts.
type Shot struct {
	At, Lasts time.Duration
	Grid      *Grid
	Cursor    Cursor
	Caption   string
}

// How a cursor blinks: it is there and gone for half a second each, in turn,
// and stays after ten seconds in which nothing else happens.
const (
	blink     = 500 * time.Millisecond
	blinkEnds = 10 * time.Second
)

// Shots cut a film into what a viewer sees in turn, at the speed and rate of o,
// which must be complete. No shot but the last is shorter than least, and no two
// in a row are equal: what comes too fast is left out for what comes after it.
// They cover the whole film without a gap.
func (f *Film) Shots(o Options, least time.Duration) ([]Shot, error) {
	if err := f.Check(); err != nil {
		return nil, err
	}
	c := cutter{film: f, o: o, least: max(least, (time.Second+time.Duration(o.Rate)-1)/time.Duration(o.Rate))}
	for i := range f.Frames {
		c.frame(i)
		if len(c.shots) > maxShots {
			return nil, errors.New("the film has too many frames")
		}
	}
	end := max(c.at(f.Length), c.last().At+c.least)
	shots := slices.CompactFunc(c.shots, Shot.same)
	for i := range shots {
		next := end
		if i+1 < len(shots) {
			next = shots[i+1].At
		}
		shots[i].Lasts = next - shots[i].At
	}
	return turned(shots, o.Offset, end), nil
}

type cutter struct {
	film    *Film
	o       Options
	least   time.Duration
	shots   []Shot
	caption int // how many captions have begun
}

// at is when what happens at a time of the film is shown.
func (c *cutter) at(t time.Duration) time.Duration {
	if c.o.Speed == 1 {
		return t
	}
	return time.Duration(math.Round(float64(t) / c.o.Speed))
}

func (c *cutter) last() *Shot { return &c.shots[len(c.shots)-1] }

// frame adds what is seen of a frame: once for each caption during it, and for
// each time that the cursor comes or goes.
func (c *cutter) frame(i int) {
	f := c.film
	frame := f.Frames[i]
	start, end := c.at(frame.At), c.at(f.End())
	if i+1 < len(f.Frames) {
		end = c.at(f.Frames[i+1].At)
	}
	shot := Shot{At: start, Grid: frame.Grid, Cursor: frame.cursor()}
	blinks := c.o.Blink && shot.Cursor.Shown
	c.captions(start)
	c.add(shot)
	for next := start + blink; ; {
		caption := c.nextCaption()
		if caption >= end && (!blinks || next >= end) {
			return
		}
		if blinks && next <= caption {
			shot.At, shot.Cursor.Shown = next, !shot.Cursor.Shown
			next += blink
			blinks = next <= start+blinkEnds
		} else {
			shot.At = caption
		}
		c.captions(shot.At)
		c.add(shot)
	}
}

// nextCaption is when the next caption begins.
func (c *cutter) nextCaption() time.Duration {
	if c.caption == len(c.film.Captions) {
		return math.MaxInt64
	}
	return c.at(c.film.Captions[c.caption].At)
}

// captions lets those begin that have done so by a time.
func (c *cutter) captions(by time.Duration) {
	for c.nextCaption() <= by {
		c.caption++
	}
}

// add adds a shot, in place of the one before it if that would be too short.
func (c *cutter) add(s Shot) {
	if c.caption > 0 {
		s.Caption = c.film.Captions[c.caption-1].Text
	}
	if len(c.shots) > 0 && s.At-c.last().At < c.least {
		s.At = c.last().At
		c.shots = c.shots[:len(c.shots)-1]
	}
	c.shots = append(c.shots, s)
}

// same reports whether a viewer sees no difference.
func (s Shot) same(t Shot) bool {
	return s.Caption == t.Caption && s.Cursor == t.Cursor && s.Grid.Same(t.Grid)
}

// turned is the shots from a part of the film on, and those before it behind
// them: the same loop, entered elsewhere.
func turned(shots []Shot, part float64, end time.Duration) []Shot {
	from := time.Duration(part * float64(end))
	i := 0
	for i+1 < len(shots) && shots[i+1].At <= from {
		i++
	}
	if i == 0 {
		return shots
	}
	start := shots[i].At
	for k := range shots {
		shots[k].At = (shots[k].At - start + end) % end
	}
	return append(shots[i:len(shots):len(shots)], shots[:i]...)
}

// cursor is the cursor if it is to be seen, else none.
func (f *Frame) cursor() Cursor {
	if c := f.Cursor; c.Shown && c.X >= 0 && c.X < f.Grid.W && c.Y >= 0 && c.Y < f.Grid.H {
		return c
	}
	return Cursor{}
}

// Same reports whether two grids show the same.
func (g *Grid) Same(o *Grid) bool {
	if g.W != o.W || g.H != o.H {
		return false
	}
	for y := range g.rows {
		if g != o && !g.SameRow(o, y) {
			return false
		}
	}
	return true
}

// Still is the shot that is seen at a moment, or at the end if that is nil.
func (f *Film) Still(at *time.Duration) (Shot, error) {
	if err := f.Check(); err != nil {
		return Shot{}, err
	}
	if at == nil {
		return f.Shot(f.End()), nil
	}
	return f.Shot(*at), nil
}

// Shot is what is seen at a moment of a film that Check is content with: in the
// time of the film, whatever the speed of files, and of the end for later ones.
func (f *Film) Shot(at time.Duration) Shot {
	at = min(at, f.End())
	frame := f.Frames[f.FrameAt(at)]
	shot := Shot{At: at, Grid: frame.Grid, Cursor: frame.cursor()}
	for _, c := range f.Captions {
		if c.At <= at {
			shot.Caption = c.Text
		}
	}
	return shot
}

// End is when a film that has frames ends: not before its last one.
func (f *Film) End() time.Duration { return max(f.Length, f.Frames[len(f.Frames)-1].At) }

// Column is what is seen in one column of a row: a glyph, or a half of one that
// is two columns wide.
type Column struct {
	Glyph string // "" is a blank
	Part  Part
	Style draw.Style // with the cursor taken into account
}

// Part is which part of a glyph is in a column.
type Part uint8

// The parts.
const (
	Whole Part = iota
	LeftHalf
	RightHalf
)

// Columns appends what is seen in row y to dst, which is as wide as the grid. A
// wide glyph that is not followed by its second column keeps only the first: a
// hostile grid has no cells that overlap.
func (s *Shot) Columns(dst []Column, y int) []Column {
	row := s.Grid.Row(y)
	for x := 0; x < len(row); x++ {
		c := Column{Glyph: row[x].Glyph, Style: row[x].Style}
		wide := c.Glyph != "" && row[x].Span == 2
		if wide {
			c.Part = LeftHalf
		}
		if s.Cursor.Shown && s.Cursor.Y == y && (s.Cursor.X == x || wide && s.Cursor.X == x+1) {
			c.Style.Attr ^= draw.AttrReverse
		}
		dst = append(dst, c)
		if wide && x+1 < len(row) && row[x+1].Glyph == "" {
			c.Part = RightHalf
			dst = append(dst, c)
			x++
		}
	}
	return dst
}
