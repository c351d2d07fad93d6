package draw

import (
	"testing"

	"pgregory.net/rapid"
)

// Whatever is dragged where, on whatever size: the quarters fill the rectangle,
// none covers another but for the row that two share, and none is below its
// least size while there is room.
func TestQuartersTile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := drawQuarters(t)
		for range rapid.IntRange(0, 8).Draw(t, "drags") {
			l := Line(rapid.IntRange(0, 2).Draw(t, "line"))
			if rapid.Bool().Draw(t, "by mouse") {
				q.Drag(l, rapid.IntRange(-5, 300).Draw(t, "x"), rapid.IntRange(-5, 120).Draw(t, "y"))
			} else {
				q.Move(l, rapid.IntRange(-9, 9).Draw(t, "cells"))
			}
			if rapid.Bool().Draw(t, "resized") {
				q.Rect.W, q.Rect.H = rapid.IntRange(0, 300).Draw(t, "w"), rapid.IntRange(0, 120).Draw(t, "h")
			}
			checkQuarters(t, q)
		}
	})
}

func drawQuarters(t *rapid.T) *Quarters {
	number := func(name string, to int) int { return rapid.IntRange(0, to).Draw(t, name) }
	return &Quarters{
		Rect:    Rect{number("x", 5), number("y", 5), number("w", 300), number("h", 120)},
		Natural: [3]int{number("middle", 320), number("left", 130), number("right", 130)},
		LeastW:  rapid.IntRange(1, 30).Draw(t, "least w"), LeastH: rapid.IntRange(2, 8).Draw(t, "least h"),
	}
}

func checkQuarters(t *rapid.T, q *Quarters) {
	parts := q.Cut()
	for y := q.Rect.Y; y < q.Rect.Bottom(); y++ {
		for x := q.Rect.X; x < q.Rect.Right(); x++ {
			owners := 0
			for _, r := range parts {
				if r.Contains(x, y) {
					owners++
				}
			}
			line, touched := q.Touched(x, y)
			shared := owners == 2 && (y == parts[LowerLeft].Y || y == parts[LowerRight].Y)
			if owners != 1 && !shared {
				t.Fatalf("cell %d, %d lies in %d quarters of %+v: %+v", x, y, owners, q, parts)
			}
			if shared && !touched {
				t.Fatalf("nobody can touch the line at %d, %d of %+v", x, y, q)
			}
			if !shared && touched && line != MiddleLine {
				t.Fatalf("line %d is touched at %d, %d of %+v, where there is none", line, x, y, q)
			}
		}
	}
	for i, r := range parts {
		if r.W < 0 || r.H < 0 || r.Intersect(q.Rect) != r && !r.Empty() {
			t.Fatalf("quarter %d, %+v, lies outside of %+v", i, r, q)
		}
		if q.Rect.W >= 2*q.LeastW && r.W < q.LeastW || q.Rect.H >= 2*q.LeastH-1 && r.H < q.LeastH {
			t.Fatalf("quarter %d, %+v, of %+v is too small", i, r, q)
		}
	}
}

// A line goes where it is dragged, if that is possible, also after its share
// was rounded; it moves by single cells; and another size and back changes
// nothing.
func TestQuartersDrag(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := &Quarters{Rect: Rect{0, 1, rapid.IntRange(72, 300).Draw(t, "w"), rapid.IntRange(16, 120).Draw(t, "h")}, LeastW: 24, LeastH: 5}
		x := rapid.IntRange(23, q.Rect.W-25).Draw(t, "x")
		y := rapid.IntRange(q.Rect.Y+4, q.Rect.Bottom()-5).Draw(t, "y")
		for l := range Line(3) {
			q.Drag(l, x, y)
		}
		parts := q.Cut()
		if parts[UpperLeft].Right() != x+1 || parts[LowerLeft].Y != y || parts[LowerRight].Y != y {
			t.Fatalf("dragged to %d, %d the quarters are %+v", x, y, parts)
		}
		w, h := q.Rect.W, q.Rect.H
		q.Rect.W, q.Rect.H = rapid.IntRange(1, 400).Draw(t, "other w"), rapid.IntRange(1, 150).Draw(t, "other h")
		q.Cut()
		q.Rect.W, q.Rect.H = w, h
		if q.Cut() != parts {
			t.Fatalf("after another size they are %+v, not %+v", q.Cut(), parts)
		}
		for l := range Line(3) {
			for _, cells := range []int{1, -1} {
				before := q.at(l)
				moved := q.Move(l, cells)
				if after := q.at(l); moved != (after == before+cells) || !moved && after != before {
					t.Fatalf("line %d moved by %d goes from %d to %d (%v)", l, cells, before, after, moved)
				}
			}
		}
	})
}
