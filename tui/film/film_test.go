package film

import (
	"testing"
	"time"

	"echotui/tui/draw"
)

func TestSnap(t *testing.T) {
	c := draw.NewCanvas(6, 2)
	c.Text(0, 0, 6, "a日b", draw.In(draw.Bad))
	g := Snap(c)
	if g.W != 6 || g.H != 2 || len(g.Row(0)) != 6 || len(g.Row(1)) != 6 {
		t.Fatalf("%d and %d cells of %dx%d", len(g.Row(0)), len(g.Row(1)), g.W, g.H)
	}
	row := g.Row(0)
	for x, want := range []Cell{{Glyph: "a", Span: 1}, {Glyph: "日", Span: 2}, {Span: 0}, {Glyph: "b", Span: 1}} {
		if row[x].Glyph != want.Glyph || row[x].Span != want.Span {
			t.Errorf("column %d is %q over %d, not %q over %d", x, row[x].Glyph, row[x].Span, want.Glyph, want.Span)
		}
	}
	if _, _, _, concrete := row[0].Style.Fg.RGB(); !concrete || row[0].Style.Attr != draw.AttrBold {
		t.Errorf("a role stays in the style: %+v", row[0].Style)
	}
	if (g.Row(1)[5] != Cell{}) {
		t.Errorf("a blank is %+v", g.Row(1)[5])
	}
}

// What has not changed is there once, however many grids show it.
func TestSnapAfter(t *testing.T) {
	c := draw.NewCanvas(4, 3)
	c.Text(0, 0, 4, "same", draw.Style{})
	first, made := SnapAfter(c, nil)
	if made != 3 {
		t.Errorf("%d rows of the first grid are new", made)
	}
	if again, made := SnapAfter(c, first); again != first || made != 0 {
		t.Errorf("nothing has changed, and %d rows are new", made)
	}
	c.Text(0, 1, 4, "new", draw.Style{})
	second, made := SnapAfter(c, first)
	if made != 1 || second.Row(1)[0].Glyph != "n" || first.Row(1)[0].Glyph != "" {
		t.Errorf("%d rows are new: %v", made, second.Row(1))
	}
	if &second.Row(0)[0] != &first.Row(0)[0] || !second.SameRow(first, 0) || second.SameRow(first, 1) {
		t.Error("a row that is equal is not shared")
	}
	if wide, made := SnapAfter(draw.NewCanvas(5, 3), second); wide.W != 5 || made != 3 || wide.SameRow(second, 3) {
		t.Errorf("after a change of size %d rows are new", made)
	}
}

func TestFrameAt(t *testing.T) {
	f := Film{Frames: []Frame{{At: 0}, {At: time.Second}, {At: time.Second}, {At: 3 * time.Second}}}
	for at, want := range map[time.Duration]int{
		-time.Second: 0, 0: 0, time.Second - 1: 0, time.Second: 2, 2 * time.Second: 2, 3 * time.Second: 3, time.Hour: 3,
	} {
		if got := f.FrameAt(at); got != want {
			t.Errorf("at %v frame %d is shown, not %d", at, got, want)
		}
	}
}

func TestColours(t *testing.T) {
	p := &Dark
	for c, want := range map[draw.Colour]RGB{
		0:                 {1, 2, 3},
		draw.Indexed(1):   p.Ansi[1],
		draw.Indexed(16):  {0, 0, 0},
		draw.Indexed(110): {135, 175, 215},
		draw.Indexed(231): {255, 255, 255},
		draw.Indexed(232): {8, 8, 8},
		draw.Indexed(255): {238, 238, 238},
		draw.RGB(7, 8, 9): {7, 8, 9},
	} {
		if got := p.Colour(c, RGB{1, 2, 3}); got != want {
			t.Errorf("%x is %v, not %v", c, got, want)
		}
	}
	s := draw.Style{Fg: draw.RGB(100, 100, 100), Bg: draw.RGB(0, 0, 0)}
	front, back := p.Paint(s.Reverse())
	if (front != RGB{}) || (back != RGB{100, 100, 100}) {
		t.Errorf("reversed: %v on %v", front, back)
	}
	if front, _ = p.Paint(s.Faint()); (front != RGB{60, 60, 60}) {
		t.Errorf("faint: %v", front)
	}
}
