package picture

import (
	"image/color"

	"echotui/tui/draw"
	"echotui/tui/film"
)

// ink is the number of a colour in a picture.
type ink uint16

const (
	same ink = 1 << 15 // marks a pixel that has the colour already
	// noInk is not the number of a colour; as a pixel, it is see-through.
	noInk ink = 0xffff
)

// inks are the colours of a film, in the order in which they were first needed.
type inks struct {
	list  []color.NRGBA
	index map[color.NRGBA]ink
}

// fine is how many colours are kept apart. Those that come after are rounded, so
// that there are never more than an ink can count.
const fine = 1 << 14

// add is the number of a colour.
func (k *inks) add(c color.NRGBA) ink {
	n, known := k.index[c]
	if known {
		return n
	}
	if len(k.list) >= fine {
		const kept = 0xf0
		c = color.NRGBA{c.R & kept, c.G & kept, c.B & kept, c.A & 0x80}
		if n, known = k.index[c]; known {
			return n
		}
	}
	n = ink(len(k.list))
	k.list = append(k.list, c)
	k.index[c] = n
	return n
}

// ramp is the colours between what is behind a shape and the shape, by level.
type ramp struct {
	front, back color.NRGBA
	byLevel     [maxTop + 1]ink
	uses        int // how many columns were painted with it
	shots       int // in how many shots
	last        int // the number of the last of them
}

// maxTop is the highest level that any picture uses.
const maxTop = 16

func newRamp(front, back color.NRGBA) *ramp {
	r := &ramp{front: front, back: back}
	for i := range r.byLevel {
		r.byLevel[i] = noInk
	}
	return r
}

// used notes that a column is painted with it in a shot, which is not the first.
func (r *ramp) used(shot int) {
	r.uses++
	if r.last != shot {
		r.last = shot
		r.shots++
	}
}

// level is the colour of a pixel that is covered to a level of top. Only those
// that occur get a number: a GIF has room for few.
func (r *ramp) level(k *inks, level uint8, top int) ink {
	if r.byLevel[level] == noInk {
		r.byLevel[level] = k.add(blend(r.front, r.back, int(level), top))
	}
	return r.byLevel[level]
}

// blend is a colour so many parts of the way from back to front. From nothing to
// a colour, the colour becomes less transparent.
func blend(front, back color.NRGBA, part, of int) color.NRGBA {
	mix := func(f, b uint8) uint8 { return uint8((int(f)*part + int(b)*(of-part) + of/2) / of) }
	switch {
	case part == 0:
		return back
	case back.A == 0:
		front.A = mix(front.A, 0)
		return front
	}
	return color.NRGBA{mix(front.R, back.R), mix(front.G, back.G), mix(front.B, back.B), 0xff}
}

func opaque(c film.RGB) color.NRGBA { return color.NRGBA{c.R, c.G, c.B, 0xff} }

// styles are the ramps of the styles that cells have, on one background.
type styles struct {
	palette film.Palette
	ramps   map[draw.Style]*ramp
	last    draw.Style
	of      *ramp // of the last style
}

func newStyles(p film.Palette) *styles {
	s := &styles{palette: p, ramps: map[draw.Style]*ramp{}}
	s.of = s.find(draw.Style{})
	return s
}

func (s *styles) ramp(style draw.Style) *ramp {
	if style != s.last {
		s.last, s.of = style, s.find(style)
	}
	return s.of
}

// count adds to each ink in how many shots it was used, and how often.
func (s *styles) count(uses []inkUse) {
	for _, r := range s.ramps {
		for _, n := range r.byLevel {
			if n != noInk {
				uses[n].shots += r.shots
				uses[n].columns += r.uses
			}
		}
	}
}

// inkUse is about how often an ink was used.
type inkUse struct{ shots, columns int }

func (s *styles) find(style draw.Style) *ramp {
	r := s.ramps[style]
	if r == nil {
		front, back := s.palette.Paint(style)
		r = newRamp(opaque(front), opaque(back))
		s.ramps[style] = r
	}
	return r
}
