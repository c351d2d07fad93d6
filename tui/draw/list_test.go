package draw

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// Whatever is done, in whatever order: the selected row exists and is visible,
// no row is left blank without need, and the end is followed when asked for.
func TestListInvariants(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := List{Follow: rapid.Bool().Draw(t, "follow")}
		amount := rapid.OneOf(rapid.IntRange(-12, 12), rapid.SampledFrom([]int{math.MinInt, math.MaxInt, 10_000_000}))
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			n := amount.Draw(t, "n")
			atEnd, length := l.AtEnd(), l.Len()
			switch step := rapid.IntRange(0, 9).Draw(t, "step"); step {
			case 0:
				l.SetLen(n)
				if l.Follow && atEnd && !l.AtEnd() {
					t.Fatalf("from %d to %d rows: %d selected, not the last", length, l.Len(), l.Cursor())
				}
			case 1:
				l.SetHeight(min(n, 1000))
			case 2:
				l.Move(n)
			case 3:
				l.Page(n)
			case 4:
				l.Home()
			case 5:
				l.End()
			case 6:
				l.Select(n)
			case 7:
				l.ScrollTo(n)
			case 8:
				l.Wheel(n)
			case 9:
				l.Drop(n)
			}
			checkList(t, &l)
		}
	})
}

func checkList(t *rapid.T, l *List) {
	from, to := l.Visible()
	if l.Cursor() < 0 || l.Len() > 0 && l.Cursor() >= l.Len() {
		t.Fatalf("row %d of %d is selected", l.Cursor(), l.Len())
	}
	if l.Len() > 0 && l.Height() > 0 && (l.Cursor() < from || l.Cursor() >= to) {
		t.Fatalf("row %d is not among %d to %d: %+v", l.Cursor(), from, to, *l)
	}
	if l.Cursor() < from {
		t.Fatalf("row %d is selected, above %d: %+v", l.Cursor(), from, *l)
	}
	if from < 0 || to > l.Len() || to-from != min(l.Height(), l.Len()) {
		t.Fatalf("%d to %d are visible: %+v", from, to, *l)
	}
	for height := range 8 {
		position, size := l.Thumb(height)
		if position < 0 || position+size > height || size == 0 != (l.Len() <= l.Height() || height == 0 || l.Height() == 0) {
			t.Fatalf("thumb at %d, size %d in %d: %+v", position, size, height, *l)
		}
		if size > 0 && height-size >= 2 && (position == 0) != (from == 0) {
			t.Fatalf("thumb at %d, first visible row %d", position, from)
		}
		if size > 0 && height-size >= 2 && (position+size == height) != (to == l.Len()) {
			t.Fatalf("thumb ends at %d of %d, last visible row %d of %d", position+size, height, to, l.Len())
		}
	}
}

func TestList(t *testing.T) {
	l := &List{Follow: true}
	l.SetHeight(5)
	l.SetLen(10_000_000)
	expect := func(what string, cursor, top int) {
		t.Helper()
		if l.Cursor() != cursor || l.Top() != top {
			t.Errorf("%s: row %d selected, %d at the top; want %d and %d", what, l.Cursor(), l.Top(), cursor, top)
		}
	}
	expect("follows", 9_999_999, 9_999_995)
	l.SetLen(10_000_001)
	expect("follows on", 10_000_000, 9_999_996)
	l.Move(-1)
	l.SetLen(10_000_100)
	expect("left the end", 9_999_999, 9_999_996)
	l.End()
	l.SetLen(10_000_200)
	expect("back at the end", 10_000_199, 10_000_195)
	l.Wheel(-3)
	l.SetLen(10_000_300)
	expect("wheel leaves the end", 10_000_196, 10_000_192)
	l.Home()
	expect("home", 0, 0)
	l.Page(1)
	expect("a page down", 4, 4)
	l.Page(-1)
	expect("a page up", 0, 0)
	l.Select(7)
	expect("scrolls as far as needed", 7, 3)
	l.ScrollTo(1000)
	expect("jump", 1000, 998)
	l.ScrollTo(1001)
	expect("jump to a visible row", 1001, 998)
	l.Drop(999)
	expect("the first rows are gone", 2, 0)
	l.Wheel(10)
	expect("wheel takes the selection along", 10, 10)
	l.SetLen(3)
	expect("fewer rows", 2, 0)
	l.SetLen(0)
	expect("no rows", 0, 0)
}

func TestScrollbar(t *testing.T) {
	l := &List{}
	l.SetHeight(6)
	l.SetLen(100)
	want := []string{"█\n░\n░\n░\n░\n░", "░\n█\n░\n░\n░\n░", "░\n░\n░\n░\n░\n█"}
	for i, row := range []int{0, 6, 99} {
		l.Select(row)
		c := NewCanvas(1, 6)
		c.Scrollbar(c.Bounds(), l)
		if got := c.Plain(); got != want[i] {
			t.Errorf("row %d: got %q, want %q", row, got, want[i])
		}
	}
	c := NewCanvas(1, 2)
	l.SetLen(6)
	if c.Scrollbar(c.Bounds(), l); c.Plain() != "\n" {
		t.Errorf("a bar although everything is visible: %q", c.Plain())
	}
}
