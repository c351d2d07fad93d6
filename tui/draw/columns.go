package draw

// Column is one column of a table.
type Column struct {
	Title string
	Width int  // columns of cells it needs; less than that and it is dropped
	Grow  int  // its share of what is left over; 0: never wider than Width
	Keep  int  // when it is too narrow for all, the lowest Keep is dropped first
	Right bool // numbers stand to the right
}

// Span is where a column lies. A dropped column has no width.
type Span struct{ X, W int }

// gap is the blank cells between two columns.
const gap = 1

// Layout places columns in width cells, one Span for each. Among columns that
// are equally dear, the one further to the right is dropped first; the last one
// is never dropped but made as narrow as it must be.
func Layout(columns []Column, width int) []Span {
	spans := make([]Span, len(columns))
	for i, column := range columns {
		spans[i].W = max(1, column.Width)
	}
	left := width - needed(spans)
	for left < 0 {
		i := cheapest(columns, spans)
		if i < 0 {
			break
		}
		spans[i].W = 0
		left = width - needed(spans)
	}
	grow(columns, spans, left)
	place(spans)
	return spans
}

// needed is the width of all columns that are left, with their gaps.
func needed(spans []Span) int {
	sum := -gap
	for _, span := range spans {
		if span.W > 0 {
			sum += span.W + gap
		}
	}
	return max(0, sum)
}

// cheapest is the column to drop next; -1 if only one is left.
func cheapest(columns []Column, spans []Span) int {
	found, shown := -1, 0
	for i := range columns {
		if spans[i].W == 0 {
			continue
		}
		shown++
		if found < 0 || columns[i].Keep <= columns[found].Keep {
			found = i
		}
	}
	if shown < 2 {
		return -1
	}
	return found
}

// grow hands out what is left over; a negative left is taken from the one
// column that remains.
func grow(columns []Column, spans []Span, left int) {
	shares := 0
	for i, span := range spans {
		if span.W > 0 {
			shares += columns[i].Grow
			if left < 0 {
				spans[i].W = max(0, span.W+left)
			}
		}
	}
	for i := range spans {
		if spans[i].W == 0 || columns[i].Grow <= 0 || left <= 0 {
			continue
		}
		share := left * columns[i].Grow / shares
		spans[i].W += share
		left -= share
		shares -= columns[i].Grow
	}
}

func place(spans []Span) {
	x := 0
	for i := range spans {
		spans[i].X = x
		if spans[i].W > 0 {
			x += spans[i].W + gap
		}
	}
}

// Cell draws s into one column of a table whose left edge is at x.
func (c *Canvas) Cell(x, y int, column Column, span Span, s string, st Style) {
	if column.Right {
		c.TextRight(x+span.X, y, span.W, s, st)
		return
	}
	c.TextEllipsis(x+span.X, y, span.W, s, st)
}

// Header draws the titles of a table whose left edge is at x.
func (c *Canvas) Header(x, y int, columns []Column, spans []Span, st Style) {
	for i, column := range columns {
		c.Cell(x, y, column, spans[i], column.Title, st)
	}
}
