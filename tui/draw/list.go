package draw

import "math"

// List is which rows of a long list are visible and which one is selected. It
// knows their number only, so that every operation takes the same time however
// many there are. The zero List is empty and ready to use.
//
// After every call the selected row exists and is visible, as far as there are
// rows and there is height.
type List struct {
	// Follow keeps the last row selected when rows are added, for as long as
	// the last row is selected.
	Follow bool

	length, cursor, top, height int
}

// Len is the number of rows.
func (l *List) Len() int { return l.length }

// Cursor is the selected row, from 0; also 0 when there are none.
func (l *List) Cursor() int { return l.cursor }

// Top is the first visible row.
func (l *List) Top() int { return l.top }

// Height is how many rows can be visible.
func (l *List) Height() int { return l.height }

// Visible is the first visible row and the one after the last.
func (l *List) Visible() (from, to int) {
	return l.top, min(l.length, l.top+l.height)
}

// AtEnd reports whether the last row is selected, or there are none.
func (l *List) AtEnd() bool { return l.cursor >= l.length-1 }

// Bounds far beyond any list and any screen, so that no sum overflows.
const (
	maxRows   = min(1<<40, math.MaxInt/2)
	maxHeight = 1 << 16
)

// SetLen says that there are n rows now, at most 2^40, or 2^30 where an int has
// 32 bits. Rows come and go at the end; for others see Drop.
func (l *List) SetLen(n int) {
	follows := l.Follow && l.AtEnd()
	l.length = max(0, min(n, maxRows))
	if follows {
		l.cursor = l.length - 1
	}
	l.settle()
}

// SetHeight says that n rows can be visible now.
func (l *List) SetHeight(n int) {
	l.height = max(0, min(n, maxHeight))
	l.settle()
}

// Drop takes the first n rows away: the oldest of a bounded log. What is
// selected and visible stays so if it still exists.
func (l *List) Drop(n int) {
	n = min(max(0, n), l.length)
	l.length -= n
	l.cursor -= n
	l.top -= n
	l.settle()
}

// Move selects the row n further down; up if n is negative.
func (l *List) Move(n int) { l.Select(l.cursor + max(-l.length, min(n, l.length))) }

// Page is Move by n pages, of which successive ones share a row.
func (l *List) Page(n int) {
	n = max(-l.length, min(n, l.length)) * max(1, l.height-1)
	top := l.top + n
	l.Move(n)
	l.top = top
	l.settle()
}

// Home selects the first row.
func (l *List) Home() { l.Select(0) }

// End selects the last row.
func (l *List) End() { l.Select(l.length - 1) }

// Select selects row, or the nearest there is, scrolling no more than needed.
func (l *List) Select(row int) {
	l.cursor = row
	l.settle()
}

// ScrollTo selects row, or the nearest there is, and brings it to the middle
// unless it is visible already: for jumps, after which one wants to look
// around.
func (l *List) ScrollTo(row int) {
	if row < l.top || row >= l.top+l.height {
		l.top = min(max(0, row), l.length) - l.height/2
	}
	l.Select(row)
}

// Show selects row, or the nearest there is, and makes top the first visible
// row as far as the selection allows: for lists whose rows come and go.
func (l *List) Show(top, row int) {
	l.top = min(max(0, top), l.length)
	l.Select(row)
}

// Wheel scrolls n rows down, up if n is negative. The selection moves only as
// far as it must to stay visible.
func (l *List) Wheel(n int) {
	n = max(-l.length, min(n, l.length))
	l.top = l.lastTop(l.top + n)
	l.cursor = max(l.top, min(l.cursor, l.top+l.height-1))
	l.settle()
}

// settle brings cursor and top back to where they may be.
func (l *List) settle() {
	l.cursor = max(0, min(l.cursor, l.length-1))
	l.top = min(l.top, l.cursor) // also while nothing is visible
	if l.height > 0 {
		l.top = max(l.cursor-l.height+1, l.top)
	}
	l.top = l.lastTop(l.top)
}

// lastTop is top, moved so that no row is left blank without need.
func (l *List) lastTop(top int) int {
	return max(0, min(top, l.length-l.height))
}

// Thumb is where a scrollbar of the given height has its thumb: position from
// 0, and size; size 0 when everything is visible. The thumb touches an end of
// the bar only if that end of the list is visible, where height 3 or more
// leaves room to tell.
func (l *List) Thumb(height int) (position, size int) {
	hidden := l.length - l.height
	if hidden <= 0 || height <= 0 || l.height <= 0 {
		return 0, 0
	}
	size = max(1, height*l.height/l.length)
	room := height - size
	position = room * l.top / hidden
	if room >= 2 {
		if l.top > 0 {
			position = max(1, position)
		}
		if l.top < hidden {
			position = min(room-1, position)
		}
	}
	return position, size
}

// Scrollbar draws the bar of l into the first column of r; nothing if all rows
// of l are visible.
func (c *Canvas) Scrollbar(r Rect, l *List) {
	position, size := l.Thumb(r.H)
	if size == 0 {
		return
	}
	c.Fill(Rect{r.X, r.Y, 1, r.H}, c.look.Glyphs.Track, In(Border))
	c.Fill(Rect{r.X, r.Y + position, 1, size}, c.look.Glyphs.Thumb, In(Border))
}
