package draw

// Rect is a rectangle of cells. X and Y are its left top corner, counted from
// 0 to the right and down. A width or height of 0 or less is empty.
type Rect struct{ X, Y, W, H int }

// Empty reports whether no cell lies in r.
func (r Rect) Empty() bool { return r.W <= 0 || r.H <= 0 }

// Right is the first column to the right of r.
func (r Rect) Right() int { return r.X + r.W }

// Bottom is the first row below r.
func (r Rect) Bottom() int { return r.Y + r.H }

// Contains reports whether the cell at x, y lies in r: which pane was clicked.
func (r Rect) Contains(x, y int) bool {
	return x >= r.X && x < r.Right() && y >= r.Y && y < r.Bottom()
}

// Intersect is the part of r that also lies in s; empty at r's corner if there
// is none.
func (r Rect) Intersect(s Rect) Rect {
	x, y := max(r.X, s.X), max(r.Y, s.Y)
	w, h := min(r.Right(), s.Right())-x, min(r.Bottom(), s.Bottom())-y
	if w <= 0 || h <= 0 {
		return Rect{X: r.X, Y: r.Y}
	}
	return Rect{x, y, w, h}
}

// Inset is r without its outermost dx columns and dy rows on either side.
// What has no room for that becomes empty, never negative.
func (r Rect) Inset(dx, dy int) Rect {
	return Rect{r.X + dx, r.Y + dy, max(0, r.W-2*dx), max(0, r.H-2*dy)}
}

// SplitX cuts r into a left part, w columns wide (as far as r is that wide),
// and the rest. A negative w counts from the right: the rest gets -w columns.
func (r Rect) SplitX(w int) (left, right Rect) {
	w = cut(r.W, w)
	return Rect{r.X, r.Y, w, r.H}, Rect{r.X + w, r.Y, r.W - w, r.H}
}

// SplitY cuts r into a top part, h rows high (as far as r is that high), and
// the rest. A negative h counts from the bottom: the rest gets -h rows.
func (r Rect) SplitY(h int) (top, bottom Rect) {
	h = cut(r.H, h)
	return Rect{r.X, r.Y, r.W, h}, Rect{r.X, r.Y + h, r.W, r.H - h}
}

func cut(size, at int) int {
	size = max(0, size)
	if at < 0 {
		return max(0, size+at)
	}
	return min(at, size)
}
