package draw

import "math"

// Quarters is a rectangle cut in four by three lines: one down its middle, and
// one across each side. A line can be dragged, and then keeps its place in
// proportion when the rectangle gets another size.
type Quarters struct {
	Rect Rect
	// Natural is where a line is that nobody has dragged: the columns of the
	// left side, and the rows of its upper part and of that of the right side.
	Natural [3]int
	Shares  Shares
	// LeastW and LeastH are the smallest size of a quarter with its lines, in
	// cells. They hold as long as there is room for two beside each other.
	LeastW, LeastH int
}

// Shares says for each line which part of the rectangle lies before it, from 0
// to 1; 0 is a line that nobody has dragged.
type Shares [3]float64

// Line is one of the three lines.
type Line int

// The lines.
const (
	MiddleLine Line = iota // down, between left and right
	LeftLine               // across the left side
	RightLine              // across the right side
)

// The quarters, as Cut returns them.
const (
	UpperLeft = iota
	UpperRight
	LowerLeft
	LowerRight
)

// Cut is the four quarters. Left and right lie beside each other; an upper and
// a lower one share a row, for the line between them.
func (q *Quarters) Cut() [4]Rect {
	var parts [4]Rect
	left, right := q.Rect.SplitX(q.at(MiddleLine))
	parts[UpperLeft], parts[LowerLeft] = stack(left, q.at(LeftLine))
	parts[UpperRight], parts[LowerRight] = stack(right, q.at(RightLine))
	return parts
}

// stack cuts r into an upper rectangle, rows high, and a lower one which share
// a row.
func stack(r Rect, rows int) (upper, lower Rect) {
	upper, lower = r.SplitY(rows)
	if upper.H > 0 {
		lower.Y--
		lower.H++
	}
	return upper, lower
}

// at is the cells before the end of a line: the columns of the left side, or
// the rows of an upper part, the shared one included.
func (q *Quarters) at(l Line) int {
	at := q.Natural[l]
	if share := q.Shares[l]; share > 0 {
		at = int(math.Round(share * float64(q.length(l))))
	}
	return q.within(l, at)
}

func (q *Quarters) length(l Line) int {
	if l == MiddleLine {
		return q.Rect.W
	}
	return q.Rect.H
}

// within is the place nearest to at that leaves room on both sides.
func (q *Quarters) within(l Line, at int) int {
	least, most := q.LeastW, q.Rect.W-q.LeastW
	if l != MiddleLine {
		least, most = q.LeastH, q.Rect.H-q.LeastH+1 // they share a row
	}
	if least > most { // no room for both: half each
		least = max(0, q.length(l)/2)
		most = least
	}
	return max(least, min(at, most))
}

// Touched is the line at a cell. Down the middle both columns count, that of
// the left side and that of the right one.
func (q *Quarters) Touched(x, y int) (l Line, found bool) {
	if !q.Rect.Contains(x, y) {
		return 0, false
	}
	column := x - q.Rect.X - q.at(MiddleLine)
	row := y - q.Rect.Y + 1
	switch {
	case column == -1 || column == 0:
		return MiddleLine, true
	case column < 0:
		return LeftLine, row == q.at(LeftLine)
	}
	return RightLine, row == q.at(RightLine)
}

// Drag brings a line as near to a cell as it may go.
func (q *Quarters) Drag(l Line, x, y int) {
	at := y - q.Rect.Y + 1
	if l == MiddleLine {
		at = x - q.Rect.X + 1
	}
	q.put(l, at)
}

// Move moves a line by so many cells, as far as it may go, and reports whether
// that is any.
func (q *Quarters) Move(l Line, cells int) bool {
	before := q.at(l)
	if q.within(l, before+cells) == before {
		return false
	}
	q.put(l, before+cells)
	return true
}

// put rounds, so that a share is the same number after it was written down.
func (q *Quarters) put(l Line, at int) {
	if length := q.length(l); length > 0 {
		const parts = 10_000
		share := float64(q.within(l, at)) / float64(length)
		q.Shares[l] = math.Round(share*parts) / parts
	}
}
