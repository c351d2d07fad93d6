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
	// leastPaneHeight is the rows of a pane with its lines, of four: three rows
	// inside are a heading and two more
	leastPaneHeight = 5
	hintHeightLeast = 22 // from here on, there is a line for the first-run hint
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
	shape    shape
	quarters draw.Quarters    // of shapeGrid
	zoomed   bool             // the pane with the keys has the room of all four
	outer    [panes]draw.Rect // with their lines; empty where not shown
	inner    [panes]draw.Rect // what is inside the lines
	tabs     draw.Rect        // the line of tabs of shapeSingle
	header   draw.Rect        // the top line: where in time this is; empty if there is no room
	hint     draw.Rect        // the line of the first-run hint; empty without one
	status   draw.Rect        // the bottom line
}

// shapeOf is how much a screen of the given size has room for.
func shapeOf(width, height int) shape {
	switch {
	case width < leastWidth || height < leastHeight:
		return shapeNone
	case width < gridWidth || height < gridHeight:
		return shapeSingle
	}
	return shapeGrid
}

// arrange places the panes on a screen of the given size. Of a single pane, and
// of one that is zoomed, only the one with the keys is placed.
func arrange(width, height int, focus pane, d *desk) layout {
	all := draw.Rect{W: width, H: height}
	l := layout{shape: shapeOf(width, height)}
	switch l.shape {
	case shapeNone:
		l.status = draw.Rect{W: width, H: min(1, height)}
	case shapeSingle:
		if width >= headerWidthLeast && height >= headerHeightLeast {
			l.header, all = all.SplitY(1)
		}
		all, l.status = all.SplitY(-1)
		l.tabs, all = all.SplitY(1)
		l.outer[focus] = all
		l.inner[focus] = all
	default:
		l.header, all = all.SplitY(1)
		all, l.status = all.SplitY(-1)
		if d.hinted && height >= hintHeightLeast {
			all, l.hint = all.SplitY(-1)
		}
		l.grid(all, focus, d)
	}
	return l
}

// grid puts two panes above each other on the left and two on the right, or one
// in the place of all.
func (l *layout) grid(all draw.Rect, focus pane, d *desk) {
	l.quarters = draw.Quarters{
		Rect:    all,
		Natural: [3]int{leftWidth(all.W), all.H + 1 - min(14, max(6, all.H*3/10)), all.H + 1 - (all.H+2)/2},
		Shares:  d.shares,
		LeastW:  leastWidth, LeastH: leastPaneHeight,
	}
	if l.zoomed = d.zoomed; l.zoomed {
		l.outer[focus] = all
	} else {
		parts := l.quarters.Cut()
		l.outer[panePrompt], l.outer[paneStats] = parts[draw.UpperLeft], parts[draw.LowerLeft]
		l.outer[paneProcesses], l.outer[paneLog] = parts[draw.UpperRight], parts[draw.LowerRight]
	}
	for p := range l.outer {
		l.inner[p] = l.outer[p].Inset(1, 1)
	}
}

// leftWidth is the columns of the left side: enough for a PID in a line of the
// app where there is room, and not all of a wide screen.
func leftWidth(width int) int {
	return min(72, max(32, width*3/8))
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

// lineAt is the line between panes at a cell, and whether there is one.
func (l *layout) lineAt(x, y int) (draw.Line, bool) {
	if l.shape != shapeGrid || l.zoomed {
		return 0, false
	}
	return l.quarters.Touched(x, y)
}
