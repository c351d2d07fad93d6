package tui

import (
	"fmt"
	"strconv"

	"echotui/runtime/trace"
	"echotui/runtime/watch"
	"echotui/tui/draw"
)

// warningPane lists what was known to be wrong at the moment under the cursor,
// in the order in which it came up, and tells more of the selected one below.
type warningPane struct {
	list   draw.List
	chosen spotInList
	moved  bool
	found  *watch.Watch // of that moment
	later  int          // warnings that come after it
}

// Rows of what is told of the selected warning, with the line above; there are
// none where the list itself has no room.
const (
	tellRows  = 5
	tellLeast = 3 * tellRows / 2
)

// settle brings the list in step with the moment.
func (p *warningPane) settle(now, head *watch.Watch, inner draw.Rect) {
	p.found, p.later = now, head.Count()-now.Count()
	rows, _ := p.split(inner)
	p.list.SetHeight(rows.H)
	p.list.SetLen(len(now.Warnings))
	if p.moved {
		p.chosen.note(&p.list)
	} else {
		p.list.Show(p.chosen.top, p.chosen.row)
	}
	p.moved = false
}

// split is where the rows go and where what is told of the selected one.
func (p *warningPane) split(r draw.Rect) (rows, told draw.Rect) {
	if r.H < tellLeast {
		return r, draw.Rect{}
	}
	return r.SplitY(r.H - tellRows)
}

// current is the selected warning; nil if there is none.
func (p *warningPane) current() *watch.Warning {
	if p.found == nil || p.list.Cursor() >= len(p.found.Warnings) {
		return nil
	}
	return &p.found.Warnings[p.list.Cursor()]
}

// note is what stands in the top line of the pane.
func (p *warningPane) note() string {
	switch {
	case p.found == nil || p.found.Count() == 0:
		return ""
	case p.found.Beyond > 0:
		return fmt.Sprintf("%d of %d", len(p.found.Warnings), p.found.Count())
	}
	return count(p.found.Count(), "warning")
}

// draw draws the warnings inside r.
func (p *warningPane) draw(c *draw.Canvas, r draw.Rect, w *trace.World, focused bool) {
	if len(p.found.Warnings) == 0 {
		lines := []string{"There is no warning.", "What has failed is found by the filter error."}
		if p.later > 0 {
			lines = []string{"Nothing was known to be wrong here.", count(p.later, "warning") + " will come up later."}
		}
		drawEmpty(c, r, lines...)
		return
	}
	rows, told := p.split(r)
	from, to := p.list.Visible()
	for i := from; i < to; i++ {
		line := draw.Rect{X: rows.X, Y: rows.Y + i - from, W: rows.W, H: 1}
		drawWarning(c, line, &p.found.Warnings[i], w)
		drawSelection(c, line, focused && i == p.list.Cursor())
	}
	if x := p.current(); x != nil && told.H > 0 {
		p.drawTold(c, told, x, w)
	}
}

// drawWarning draws a warning in a line: its fact, what it is about, and who
// does what.
func drawWarning(c *draw.Canvas, r draw.Rect, x *watch.Warning, w *trace.World) {
	const factWidth = 7
	c.TextRight(r.X, r.Y, factWidth, "#"+strconv.FormatUint(x.Seq, 10), draw.In(draw.Faint))
	line := &rowWriter{canvas: c, rect: draw.Rect{X: r.X + factWidth + 1, Y: r.Y, W: r.W - factWidth - 1, H: 1}}
	line.word(c.Glyphs().Warning, draw.In(draw.Warn))
	line.word(x.Kind.String(), draw.In(draw.Warn))
	line.used = max(line.used, 19) // the longest kind
	line.word(nameOf(w, x.PID), draw.In(draw.Name))
	if x.Times > 1 {
		line.word(c.Glyphs().Times+strconv.Itoa(x.Times), draw.In(draw.Accent))
	}
	line.word(trace.Clean(x.Text, 500), draw.In(draw.Text))
}

// drawTold draws all that is known of a warning.
func (p *warningPane) drawTold(c *draw.Canvas, r draw.Rect, x *watch.Warning, w *trace.World) {
	c.Fill(draw.Rect{X: r.X, Y: r.Y, W: r.W, H: 1}, c.Glyphs().Line.Across, draw.In(draw.Border))
	text := nameOf(w, x.PID) + " " + trace.Clean(x.Text, 1000) + "."
	used := c.Paragraph(draw.Rect{X: r.X + 1, Y: r.Y + 1, W: r.W - 2, H: r.H - 2}, text, draw.In(draw.Text))
	line := &rowWriter{canvas: c, rect: draw.Rect{X: r.X + 1, Y: r.Y + 1 + used, W: r.W - 2, H: 1}}
	line.word(trace.Clean(x.Where, 200), draw.In(draw.Name))
	line.word("#"+strconv.FormatUint(x.Seq, 10), draw.In(draw.Faint))
	line.word(x.At.String(), draw.In(draw.Time))
	if x.Times > 1 {
		line.word(fmt.Sprintf("%d times, last at #%d", x.Times, x.Last), draw.In(draw.Faint))
	}
}

// drawWarnings writes how many warnings there are at the moment under the
// cursor, if there are any.
func (m *Model) drawWarnings(w *rowWriter) {
	if n := m.shown.watch.Count(); n > 0 {
		w.word(w.canvas.Glyphs().Warning+" "+strconv.Itoa(n), draw.In(draw.Warn).Bold())
		w.used++
	}
}

// warned reports whether there is a tab of warnings: from the first one on.
func (m *Model) warned() bool { return m.head.watch.Count() > 0 || m.tab == inWarnings }

// warningsTitle is the title of that tab, short where there is little room for
// all of them: not of the one that is shown, which would seem to be cut.
func (m *Model) warningsTitle() string {
	if m.tab != inWarnings && m.layout.shape == shapeGrid && m.layout.inner[paneLog].W < 70 {
		return "warn"
	}
	return "warnings"
}

// warningActions find out what is wrong.
func warningActions() []action {
	return []action{
		{id: "warnings-tab", keys: []string{"!"}, name: "warnings", help: "Show what is known to be wrong: the header counts it.",
			in: browsing &^ inWarnings, run: do(func(m *Model) { m.askFor(inWarnings) })},
		{id: "go-to-warned-fact", keys: []string{"enter"}, name: "to the fact", help: "On a warning: go to the fact that shows it, in the log; '' comes back.",
			in: inWarnings, hint: 1, why: nothingSelected, run: do((*Model).goToWarning)},
		{id: "leave-warnings", keys: []string{"!"}, name: "to the log", help: "On a warning: go back to the log.",
			in: inWarnings, hint: 3, run: do(func(m *Model) { m.tab = inLog })},
	}
}

// goToWarning shows the fact of the selected warning.
func (m *Model) goToWarning() {
	if x := m.warnings.current(); x != nil {
		m.jumpTo(x.Seq)
		m.tab = inLog
	}
}
