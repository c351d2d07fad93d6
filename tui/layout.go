package tui

import "echotui/tui/draw"

// pane is one of the four rectangles of the screen. Its number is its key.
type pane int

const (
	panePrompt pane = iota
	paneProcesses
	paneStats
	paneLog
	panes // how many there are
)

// Sizes at which the screen changes its shape, in cells.
const (
	leastWidth, leastHeight = 24, 7  // below: a line that says so
	gridWidth, gridHeight   = 72, 18 // from here on: all four panes at once
	// from here on, a single pane has a header above it
	headerWidthLeast, headerHeightLeast = 60, 14
)

// shape is how much of the screen there is room for.
type shape int

const (
	shapeNone   shape = iota // too small for anything
	shapeSingle              // one pane at a time, under a line of tabs
	shapeGrid                // four panes
)

// layout is where everything lies on a screen of a certain size.
type layout struct {
	shape  shape
	outer  [panes]draw.Rect // with their lines; empty where not shown
	inner  [panes]draw.Rect // what is inside the lines
	tabs   draw.Rect        // the line of tabs of shapeSingle
	header draw.Rect        // the top line: where in time this is; empty if there is no room
	status draw.Rect        // the bottom line
}

// arrange places the panes on a screen of the given size. Of a single pane,
// only the one with the keys is placed.
func arrange(width, height int, focus pane) layout {
	all := draw.Rect{W: width, H: height}
	var l layout
	switch {
	case width < leastWidth || height < leastHeight:
		l.status = draw.Rect{W: width, H: min(1, height)}
	case width < gridWidth || height < gridHeight:
		l.shape = shapeSingle
		if width >= headerWidthLeast && height >= headerHeightLeast {
			l.header, all = all.SplitY(1)
		}
		all, l.status = all.SplitY(-1)
		l.tabs, all = all.SplitY(1)
		l.outer[focus] = all
		l.inner[focus] = all
	default:
		l.shape = shapeGrid
		l.header, all = all.SplitY(1)
		all, l.status = all.SplitY(-1)
		l.grid(all)
	}
	return l
}

// grid puts two panes above each other on the left and two on the right. The
// line between an upper and a lower pane belongs to both.
func (l *layout) grid(all draw.Rect) {
	left, right := all.SplitX(leftWidth(all.W))
	l.outer[panePrompt], l.outer[paneStats] = stack(left, min(14, max(6, all.H*3/10)))
	l.outer[paneProcesses], l.outer[paneLog] = stack(right, (all.H+2)/2)
	for p := range l.outer {
		l.inner[p] = l.outer[p].Inset(1, 1)
	}
}

// leftWidth is the columns of the left side: enough for a PID in a line of the
// app where there is room, and not all of a wide screen.
func leftWidth(width int) int {
	return min(72, max(32, width*3/8))
}

// stack cuts r into an upper and a lower rectangle which share a line; the
// lower one is bottom rows high.
func stack(r draw.Rect, bottom int) (upper, lower draw.Rect) {
	upper, lower = r.SplitY(-bottom)
	upper.H++
	return upper, lower
}

// at returns the pane at a cell of the screen, and whether there is one.
// Cells of a shared line belong to the lower pane, whose title stands there.
func (l *layout) at(x, y int) (pane, bool) {
	for _, p := range []pane{paneStats, paneLog, panePrompt, paneProcesses} {
		if l.outer[p].Contains(x, y) {
			return p, true
		}
	}
	return 0, false
}
