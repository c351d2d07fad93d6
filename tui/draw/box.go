package draw

// Borders is what stands in the lines around a pane.
type Borders struct {
	Key     string   // the key that gives the pane the keys; may be ""
	Tabs    []string // titles, of which one is active; may be none
	Active  int      // which of Tabs
	Note    string   // to the right, where there is room: "24 of 24"
	Focused bool     // the pane has the keys: drawn with other lines
	// JoinAbove and JoinBelow draw corners that continue the sides of a box
	// above or below which shares the line.
	JoinAbove, JoinBelow bool
}

// Box draws the lines around r and returns the rectangle inside. A box less
// than two rows high has no bottom line, one less than two columns wide no
// right one, and neither has an inside. What stands in the top line gives way
// when it is narrow: first tabs that are not active, the last ones before the
// others, then the note.
func (c *Canvas) Box(r Rect, b Borders) Rect {
	lines, st := c.look.Glyphs.Line, In(Border)
	if b.Focused {
		lines, st = c.look.Glyphs.Focus, In(BorderFocus)
	}
	if r.Empty() {
		return Rect{X: r.X, Y: r.Y}
	}
	corners := lines.corners(b)
	right, bottom := r.Right()-1, r.Bottom()-1
	c.Fill(Rect{r.X, r.Y, r.W, 1}, lines.Across, st)
	c.Fill(Rect{r.X, bottom, r.W, 1}, lines.Across, st)
	c.Fill(Rect{r.X, r.Y + 1, 1, r.H - 2}, lines.Down, st)
	c.Fill(Rect{right, r.Y + 1, 1, r.H - 2}, lines.Down, st)
	c.Fill(Rect{r.X, bottom, 1, 1}, corners[2], st)
	c.Fill(Rect{right, bottom, 1, 1}, corners[3], st)
	c.Fill(Rect{r.X, r.Y, 1, 1}, corners[0], st)
	c.Fill(Rect{right, r.Y, 1, 1}, corners[1], st)
	c.top(Rect{r.X + 1, r.Y, r.W - 2, 1}, b, c.Tabs(r, b), st)
	return r.Inset(1, 1)
}

// corners are left top, right top, left bottom and right bottom.
func (l Lines) corners(b Borders) [4]string {
	corners := [4]string{l.TopLeft, l.TopRight, l.BottomLeft, l.BottomRight}
	if b.JoinAbove {
		corners[0], corners[1] = l.JoinLeft, l.JoinRight
	}
	if b.JoinBelow {
		corners[2], corners[3] = l.JoinLeft, l.JoinRight
	}
	return corners
}

// Tabs is where the tabs of a box around r stand; empty for those that do not.
func (c *Canvas) Tabs(r Rect, b Borders) []Rect {
	x, end := r.X+1, r.Right()-1
	if b.Key != "" {
		x += c.Measure(b.Key, max(0, end-x)) + 1
	}
	spots := make([]Rect, len(b.Tabs))
	from, to := c.tabsIn(max(0, end-x), b)
	for i := from; i < to && x < end; i++ {
		spots[i] = Rect{X: x, Y: r.Y, W: c.Measure(b.Tabs[i], end-x), H: 1}
		x += spots[i].W + 3
	}
	return spots
}

// moreTabs is the columns that are kept to tell that there are more tabs.
const moreTabs = 6

// tabsIn is which tabs there is room for, up to one.
func (c *Canvas) tabsIn(room int, b Borders) (from, to int) {
	from, to = 0, len(b.Tabs)
	if b.Active < 0 || b.Active >= to {
		return from, to
	}
	note := 1
	if b.Note != "" {
		note += c.Measure(b.Note, room) + 3
	}
	for {
		need := note
		if to < len(b.Tabs) {
			need += moreTabs
		}
		switch {
		case c.tabsWidth(b.Tabs[from:to], room)+need <= room:
			return from, to
		case to > b.Active+1:
			to--
		case from < b.Active:
			from++
		default:
			return from, to
		}
	}
}

// top writes key, tabs and note into the top line, which is drawn already.
func (c *Canvas) top(r Rect, b Borders, tabs []Rect, st Style) {
	x, end := r.X, r.Right()
	if b.Key != "" && x < end {
		x += c.Text(x, r.Y, end-x, b.Key, In(Key))
		x += c.Text(x, r.Y, end-x, " ", st)
	}
	for i, spot := range tabs {
		if spot.Empty() {
			continue
		}
		x += c.between(x, spot.X, r.Y, st)
		x += c.TextEllipsis(x, r.Y, end-x, b.Tabs[i], tabStyle(i == b.Active, b.Focused))
	}
	if n := len(tabs); n > 0 && tabs[n-1].Empty() && x+moreTabs < end {
		x += c.between(x, x+3, r.Y, st)
		x += c.Text(x, r.Y, end-x, c.look.Glyphs.Ellipsis, In(Faint))
	}
	if len(tabs) > 0 && x < end {
		x += c.Text(x, r.Y, end-x, " ", st)
	}
	if note := c.Measure(b.Note, end-x); note > 0 && note+3 <= end-x {
		x = end - note - 3
		x += c.Text(x, r.Y, 1, " ", st)
		x += c.Text(x, r.Y, note, b.Note, In(Faint))
		c.Text(x, r.Y, 1, " ", st)
	}
}

// between writes what stands between two tabs, if there is room before to.
func (c *Canvas) between(x, to, y int, st Style) (used int) {
	if x >= to {
		return 0
	}
	used = c.Text(x, y, 1, " ", st)
	used += c.Text(x+used, y, 1, c.look.Glyphs.Line.Across, st)
	return used + c.Text(x+used, y, 1, " ", st)
}

// tabsWidth is the columns that the tabs take, or limit if that is less.
func (c *Canvas) tabsWidth(tabs []string, limit int) int {
	used := 0
	for i, tab := range tabs {
		if i > 0 {
			used += 3
		}
		if used >= limit {
			return limit
		}
		used += c.Measure(tab, limit-used)
	}
	return used
}

// tabStyle tells the active tab from the others, and brighter when its pane has
// the keys.
func tabStyle(active, focused bool) Style {
	switch {
	case active && focused:
		return In(Accent)
	case active:
		return In(Text).Bold()
	default:
		return In(Faint)
	}
}
