package tui

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/trace"
	"echotui/tui/draw"
)

// desk is what somebody has made of the layout. It outlasts the size of the
// screen, and its lines the run.
type desk struct {
	shares draw.Shares
	zoomed bool
	hinted bool // there is to be a line for the hint, if there is room

	keeper  keeper
	moved   bool // a line has moved since that was kept
	moves   int  // how often one has
	waiting bool // it will be kept once no line moves any more
	held    bool // a line is being dragged
	line    draw.Line
	clicked click // the last click on the title of a pane
}

// click is a click on the title of a pane.
type click struct {
	at time.Time
	on pane
}

const (
	// doubleClick is the longest time between the clicks of a double click.
	doubleClick = 400 * time.Millisecond
	// deskPeriod is how long no line must have moved before that is kept.
	deskPeriod = time.Second
)

// deskMsg says that so many moves of lines are old enough to be kept.
type deskMsg struct{ moves int }

// begin puts the lines where they were left; what is wrong with that is told.
func (d *desk) begin(to Keeper, shares draw.Shares) (notice string) {
	d.shares = shares
	d.keeper = newKeeper(to, "the layout is")
	if to == nil {
		return ""
	}
	text, err := to.Load()
	if err == nil {
		d.shares, err = parseShares(text, shares)
	}
	if err != nil {
		return "the layout is not as it was left: " + err.Error()
	}
	return ""
}

// keepDesk has the lines kept some time after the last one moved.
func (m *Model) keepDesk() tea.Cmd {
	d := &m.desk
	if !d.moved || d.waiting {
		return nil
	}
	d.waiting = true
	moves := d.moves
	return m.options.Scheduler.After(deskPeriod, func(time.Time) tea.Msg { return deskMsg{moves} })
}

// rested keeps the lines, unless one has moved meanwhile.
func (m *Model) rested(msg deskMsg) tea.Cmd {
	d := &m.desk
	d.waiting = false
	if msg.moves != d.moves || d.held {
		return nil
	}
	d.moved = false
	return d.keeper.keep(formatShares(d.shares))
}

// leave keeps what changed right before the end, and what nobody has kept yet.
func (m *Model) leave() error {
	if m.desk.moved {
		m.desk.keeper.keep(formatShares(m.desk.shares))
	}
	return errors.Join(m.desk.keeper.finish(), m.hint.keeper.finish(), m.breaks.keeper.finish())
}

// moveLine moves the line beside the pane with the keys. Those that go up or
// down are the one of its own side.
func (m *Model) moveLine(dx, dy int) {
	q := &m.layout.quarters
	if q.Move(m.lineOf(dx), dx+dy) {
		m.putLines(q.Shares)
	} else {
		m.notice = "the line goes no further: no pane gets smaller than that"
	}
}

// lineOf is the line that is moved sideways, or up and down if dx is 0.
func (m *Model) lineOf(dx int) draw.Line {
	switch {
	case dx != 0:
		return draw.MiddleLine
	case m.focus == panePrompt || m.focus == paneStats:
		return draw.LeftLine
	}
	return draw.RightLine
}

func (m *Model) putLines(shares draw.Shares) {
	if shares != m.desk.shares {
		m.desk.shares, m.desk.moved = shares, true
		m.desk.moves++
	}
}

// dragLine moves the line that is held to the pointer.
func (m *Model) dragLine(x, y int) {
	if m.layout.shape == shapeGrid && !m.layout.zoomed {
		m.layout.quarters.Drag(m.desk.line, x, y)
		m.putLines(m.layout.quarters.Shares)
	}
}

// clickTitle zooms at the second click on the title of a pane.
func (m *Model) clickTitle(p pane) {
	now := m.options.Scheduler.Now()
	before := m.desk.clicked
	m.desk.clicked = click{now, p}
	if before.on != p || before.at.IsZero() || now.Sub(before.at) > doubleClick {
		return
	}
	m.desk.clicked = click{}
	if m.notice = cannotZoom(m); m.notice == "" || m.layout.zoomed {
		m.notice, m.desk.zoomed = "", !m.layout.zoomed
	}
}

// shareNames are what the lines are called where they are written down.
var shareNames = [...]string{draw.MiddleLine: "middle", draw.LeftLine: "left", draw.RightLine: "right"}

const deskHead = "# Where the lines between panes are, as parts of the screen: \"middle\" between\n" +
	"# left and right, \"left\" and \"right\" between the upper and lower pane there.\n"

// formatShares writes shares as text:
//
//	middle 0.4
//	left 0.625
func formatShares(shares draw.Shares) string {
	var b strings.Builder
	b.WriteString(deskHead)
	for l, share := range shares {
		if share > 0 {
			fmt.Fprintf(&b, "%s %s\n", shareNames[l], strconv.FormatFloat(share, 'f', -1, 64))
		}
	}
	return b.String()
}

// parseShares reads what formatShares wrote, and perhaps somebody has edited.
// Lines of which nothing is said are as in shares; if something is wrong, all
// are, and the error tells what is.
func parseShares(text string, shares draw.Shares) (draw.Shares, error) {
	if strings.TrimSpace(text) == "" {
		return shares, nil
	}
	var read draw.Shares
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		l, share, problem := parseShare(line)
		if problem != nil {
			return shares, fmt.Errorf("line %d, \"%s\": %w", i+1, trace.Clean(line, 60), problem)
		}
		read[l] = share
	}
	return read, nil
}

func parseShare(line string) (l draw.Line, share float64, err error) {
	name, number, _ := strings.Cut(line, " ")
	for i, known := range shareNames {
		if name != known {
			continue
		}
		share, err = strconv.ParseFloat(strings.TrimSpace(number), 64)
		if err != nil || !(share > 0 && share < 1) {
			return 0, 0, fmt.Errorf("a place is a number between 0 and 1")
		}
		return draw.Line(i), share, nil
	}
	return 0, 0, fmt.Errorf("it should look like \"middle 0.4\"")
}
