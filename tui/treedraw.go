package tui

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// The columns of the tree.
const (
	columnName = iota
	columnState
	columnInbox
	columnReds
	columnAge
)

var treeColumns = []draw.Column{
	columnName:  {Title: "NAME / PID", Width: 21, Grow: 3, Keep: 5},
	columnState: {Title: "STATE", Width: 16, Grow: 4, Keep: 4},
	columnInbox: {Title: "INBOX", Width: 5, Keep: 3, Right: true},
	columnReds:  {Title: "REDS", Width: 4, Keep: 1, Right: true},
	columnAge:   {Title: "AGE", Width: 6, Keep: 2, Right: true},
}

// draw draws the tree inside r.
func (t *treePane) draw(c *draw.Canvas, r draw.Rect, focused bool) {
	if len(t.rows) == 0 {
		drawEmpty(c, r, "Hosts and processes appear here", "as the app starts them.")
		return
	}
	spans := draw.Layout(treeColumns, r.W-1)
	c.Header(r.X+1, r.Y, treeColumns, spans, draw.In(draw.Faint))
	for i := range t.rows {
		line := draw.Rect{X: r.X, Y: r.Y + 1 + i, W: r.W, H: 1}
		cells := treeCells{c, draw.Rect{X: r.X + 1, Y: line.Y, W: r.W - 1, H: 1}, spans}
		t.drawRow(cells, &t.rows[i])
		drawSelection(c, line, focused && !t.absent && t.list.Top()+i == t.list.Cursor())
	}
}

// treeCells draws the cells of one row.
type treeCells struct {
	canvas *draw.Canvas
	rect   draw.Rect
	spans  []draw.Span
}

func (c treeCells) cell(column int, text string, style draw.Style) {
	c.canvas.Cell(c.rect.X, c.rect.Y, treeColumns[column], c.spans[column], text, style)
}

// fits reports whether text fits into the state column.
func (c treeCells) fits(text string) bool {
	width := c.spans[columnState].W
	return c.canvas.Measure(text, width+1) <= width
}

// name is where the words of the name column go.
func (c treeCells) name() *rowWriter {
	span := c.spans[columnName]
	return &rowWriter{canvas: c.canvas, rect: draw.Rect{X: c.rect.X + span.X, Y: c.rect.Y, W: span.W, H: 1}}
}

func (t *treePane) drawRow(c treeCells, row *treeRow) {
	switch {
	case row.key.line > 0:
		t.drawDetail(c, row)
	case row.service != nil:
		t.drawService(c, row)
	case row.coroutine != nil:
		t.drawCoroutine(c, row)
	case row.process != nil:
		t.drawProcess(c, row)
	case row.host != nil:
		t.drawHost(c, row.host)
	default:
		t.heading(c, "services", t.folded[servicesKey])
	}
}

// heading draws the row above others.
func (t *treePane) heading(c treeCells, text string, folded bool) {
	sign := c.canvas.Glyphs().Open
	if folded {
		sign = c.canvas.Glyphs().Closed
	}
	name := c.name()
	name.word(sign, draw.In(draw.Faint))
	name.word(text, draw.In(draw.Text).Bold())
}

func (t *treePane) drawHost(c treeCells, h *trace.Host) {
	t.heading(c, h.ID, t.folded[hostKey(h)])
	var state []string
	if h.State != wire.StateRunning && h.State != wire.StateUnknown {
		state = append(state, h.State.String())
	}
	if t.folded[hostKey(h)] {
		state = append(state, count(h.Rows, "row")+" hidden")
	}
	if h.Gone > 0 {
		state = append(state, draw.Count(h.Gone)+" ended before")
	}
	c.cell(columnState, strings.Join(state, ", "), draw.In(draw.Faint))
}

func (t *treePane) drawProcess(c treeCells, row *treeRow) {
	p, glyphs := row.process, c.canvas.Glyphs()
	label, number := draw.In(draw.Name), draw.In(draw.Text)
	if p.Ended {
		label, number = draw.In(draw.Faint), draw.In(draw.Faint)
	}
	name := c.name()
	name.put(draw.TreePrefix(row.last, name.rect.W/2, glyphs), draw.In(draw.Border))
	if t.folded[row.key] {
		name.word(glyphs.Closed, draw.In(draw.Accent))
	}
	t.drawNames(name, p, label, number)
	state, style := processState(glyphs, p, t.now, c.fits)
	if t.folded[row.key] {
		state += ", " + count(p.Rows-1, "row") + " hidden"
	}
	c.cell(columnState, state, style)
	if !p.Ended {
		t.drawInbox(c, p.Mailbox.Len)
	}
	c.cell(columnReds, draw.Count(p.Reds), draw.In(draw.Faint))
	end := t.now
	if p.Ended {
		end = p.EndedAt
	}
	c.cell(columnAge, draw.Duration(since(end, p.Born).Truncate(time.Millisecond)), draw.In(draw.Time))
}

// drawNames draws the name of a process, its number and the names it is
// registered under. One that is its own name is not said twice: the quotes tell.
func (t *treePane) drawNames(w *rowWriter, p *trace.Process, label, number draw.Style) {
	glyphs, name := w.canvas.Glyphs(), t.world.Label(p.PID)
	if slices.Contains(p.Names, name) {
		w.word(quotes(glyphs, name), draw.In(draw.Accent))
	} else {
		w.word(name, label)
	}
	short := p.PID.Short()
	if room := w.rect.W - w.used; room < len(short) && room >= len([]rune(glyphs.Ellipsis))+2 {
		w.canvas.TextTail(w.rect.X+w.used, w.rect.Y, room, short, number)
		return // no name has room beside it
	}
	w.word(short, number)
	for _, registered := range p.Names {
		if registered != name {
			w.word(quotes(glyphs, registered), draw.In(draw.Accent))
		}
	}
}

func (t *treePane) drawInbox(c treeCells, waiting int) {
	style := draw.In(draw.Faint)
	if waiting > 0 {
		style = draw.In(draw.Number).Bold()
	}
	c.cell(columnInbox, draw.Count(waiting), style)
}

func (t *treePane) drawCoroutine(c treeCells, row *treeRow) {
	co, glyphs := row.coroutine, c.canvas.Glyphs()
	name := c.name()
	name.put(draw.TreePrefix(row.last, name.rect.W/2, glyphs), draw.In(draw.Border))
	name.word(glyphs.Coroutine, draw.In(draw.Faint))
	name.word(toldApart(co), draw.In(draw.Text))
	state, style := coroutineState(glyphs, co, t.now, c.fits)
	c.cell(columnState, state, style)
}

// toldApart is the name of a coroutine, with its number, as the log has it, where
// its function has no name: a process may have several of those.
func toldApart(co *trace.Coroutine) string {
	if co.Name == "function" {
		return co.Name + "~" + strconv.FormatUint(uint64(co.Co), 10)
	}
	return or(co.Name, co.Where)
}

func (t *treePane) drawService(c treeCells, row *treeRow) {
	s, glyphs := row.service, c.canvas.Glyphs()
	name := c.name()
	name.put(draw.TreePrefix(row.last, name.rect.W/2, glyphs), draw.In(draw.Border))
	if t.folded[row.key] {
		name.word(glyphs.Closed, draw.In(draw.Accent))
	}
	name.word(shortID(s.ID), draw.In(draw.Text).Bold())
	why := strings.Replace(firstLine(s.Text), " "+s.ID, "", 1) // it is in front of it
	text, style := s.State.String(), draw.In(draw.Faint)
	switch {
	case s.State == wire.StateFailed:
		text, style = failed(glyphs, why, c.fits), draw.In(draw.Bad)
	case why != "":
		text += ": " + why
	}
	c.cell(columnState, text, style)
	c.cell(columnAge, draw.Duration(since(t.now, s.Since)), draw.In(draw.Time))
}

func (t *treePane) drawDetail(c treeCells, row *treeRow) {
	prefix := t.passing(c.canvas.Glyphs(), row)
	used := c.canvas.Text(c.rect.X, c.rect.Y, c.rect.W/2, prefix, draw.In(draw.Border))
	drawDetail(c.canvas, draw.Rect{X: c.rect.X + used, Y: c.rect.Y, W: c.rect.W - used, H: 1}, row.detail)
}

// passing is what stands in front of a line of details: the lines to the rows
// further down.
func (t *treePane) passing(glyphs *draw.Glyphs, row *treeRow) string {
	var b strings.Builder
	for _, last := range row.last {
		if last {
			b.WriteString("  ")
		} else {
			b.WriteString(glyphs.Pipe + " ")
		}
	}
	p := row.process
	if p != nil && (row.service != nil || p.Rows > 1 && !t.folded[processKey(p)]) {
		return b.String() + glyphs.Pipe + " "
	}
	return b.String() + "  "
}

// detailWidth is how wide the details of a process may be.
func (t *treePane) detailWidth(p *trace.Process) int {
	indent := 6
	for ; !p.Root(); p = t.world.Parent(p) {
		indent += 2
	}
	return t.width - min(indent, t.width/2) - 1
}

// plainlyTerminated is the reason of who was terminated for no other.
const plainlyTerminated = "process terminated"

// processState says what a process does or how it ended.
func processState(glyphs *draw.Glyphs, p *trace.Process, now wire.Time, fits func(string) bool) (string, draw.Style) {
	if !p.Ended {
		if !p.Started {
			return glyphs.Bullet + " starting", draw.In(draw.Faint)
		}
		return coroutineState(glyphs, p.Coroutines[0], now, fits)
	}
	switch p.Outcome {
	case wire.OutcomeReturned:
		text := glyphs.Good + " returned"
		if p.Result != nil {
			text += " " + wire.Text(p.Result, 100)
		}
		return text, draw.In(draw.Good)
	case wire.OutcomeFailed:
		return failed(glyphs, firstLine(p.Error), fits), draw.In(draw.Bad)
	}
	sign, _ := signs(glyphs, trace.MarkTerminated)
	text := sign + " terminated"
	if p.Error != "" && p.Error != plainlyTerminated {
		text += ": " + firstLine(p.Error)
	}
	return text, draw.In(draw.Warn)
}

// failed says that something failed, and why. Where there is little room the
// reason, which begins with file and line, matters more than the word.
func failed(glyphs *draw.Glyphs, why string, fits func(string) bool) string {
	long := glyphs.Bad + " failed: " + why
	switch {
	case why == "":
		return glyphs.Bad + " failed"
	case fits(long):
		return long
	}
	return glyphs.Bad + " " + why
}

// coroutineState says what a coroutine does or waits for. Of a sleep, the time
// left matters more than the whole of it.
func coroutineState(glyphs *draw.Glyphs, co *trace.Coroutine, now wire.Time, fits func(string) bool) (string, draw.Style) {
	switch {
	case !co.Waiting:
		return glyphs.Running + " running", draw.In(draw.Good)
	case co.On == "sleep":
		left, whole := since(co.Until, now), since(co.Until, co.Since)
		text := glyphs.Wait + " sleep " + draw.Duration(left)
		if longer := text + " of " + draw.Duration(whole); fits(longer) {
			text = longer
		}
		return text, draw.In(draw.Text)
	case co.On == "readline":
		return glyphs.Input + " readline", draw.In(draw.Accent)
	case co.For == "":
		return glyphs.Wait + " " + co.On, draw.In(draw.Text)
	}
	return glyphs.Wait + " " + co.On + " " + co.For, draw.In(draw.Text)
}

// quotes puts a registered name in its quotes.
func quotes(glyphs *draw.Glyphs, name string) string {
	if glyphs == &draw.ASCII {
		return "<" + name + ">"
	}
	return "‹" + name + "›"
}

// shortID is the part of an entry ID after its namespace.
func shortID(id string) string { return id[strings.LastIndexByte(id, ':')+1:] }

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// note is what stands in the top line of the pane.
func (t *treePane) note() string {
	if t.world == nil || t.world.Spawned == 0 {
		return ""
	}
	return strconv.Itoa(t.world.Live) + " of " + strconv.Itoa(t.world.Spawned) + " alive"
}
