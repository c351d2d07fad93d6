package tui

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// statsPane shows the numbers that programs log, each with its course, and
// those of the node itself. On the course of the selected number, a moment can
// be chosen and gone to.
type statsPane struct {
	list     draw.List
	selected statsKey
	chosen   spotInList
	moved    bool
	rows     []statsRow
	mark     statsMark
}

// statsRow is a heading, a number with its course or, if all is empty, a blank.
type statsRow struct {
	key       statsKey
	title     string
	source    string // of a heading
	value     string
	samples   []trace.Sample
	low, high float64 // of the samples there ever were
	floor     float64 // where bars begin
}

// statsKey names a row: whose number it is, and which.
type statsKey struct{ entry, group, title string }

// statsMark is the sample that is chosen. It is known by its time, for samples
// come and go.
type statsMark struct {
	on  bool
	row statsKey
	at  wire.Time
}

// settle makes the rows of a world at a time. The World bounds how many numbers
// it keeps, so all are made.
func (p *statsPane) settle(w *trace.World, now wire.Time, inner draw.Rect) {
	p.rows = p.rows[:0]
	for _, s := range w.Stats {
		p.rows = append(p.rows, statsRow{key: statsKey{s.Entry, s.Title, ""}, title: s.Title, source: s.Source})
		for _, g := range s.Fields {
			key := statsKey{s.Entry, s.Title, g.Name}
			p.rows = append(p.rows, statsRow{key: key, title: g.Name, value: number(g.Last), samples: g.Samples, low: g.Min, high: g.Max, floor: g.Min})
		}
		if s.Refused > 0 {
			p.rows = append(p.rows, statsRow{title: "", value: count(s.Refused, "number") + " had no room"})
		}
	}
	if len(w.Stats) > 0 {
		p.rows = append(p.rows, statsRow{})
	}
	p.node(w, now)
	_, foot := p.split(inner)
	p.list.SetHeight(inner.H - foot.H)
	p.list.SetLen(len(p.rows))
	p.find()
	if p.mark.row != p.selected {
		p.mark.on = false
	}
}

// find brings the selection to where the selected row is now.
func (p *statsPane) find() {
	if row := p.list.Cursor(); p.moved && row < len(p.rows) {
		p.selected = p.rows[row].key
		p.chosen.note(&p.list)
	}
	p.moved = false
	row := slices.IndexFunc(p.rows, func(r statsRow) bool { return r.key == p.selected && r.title != "" })
	if row < 0 {
		row = p.chosen.row
	}
	p.list.Show(p.chosen.top, row)
}

// node appends the numbers of the node itself.
func (p *statsPane) node(w *trace.World, now wire.Time) {
	if w.Seq == 0 {
		return
	}
	pulse := w.Pulse.Until(now)
	width := strings.Replace(draw.Duration(pulse.Stretch()), ".0s", "s", 1)
	p.rows = append(p.rows, statsRow{key: statsKey{group: "node"}, title: "a bar is " + width, source: "node"})
	course := func(title string, c *trace.Course, floor float64) {
		key := statsKey{title: title}
		p.rows = append(p.rows, statsRow{key: key, title: title, value: number(c.Last), samples: c.Samples(), low: c.Min, high: c.Max, floor: floor})
	}
	// The lowest rate is that of a whole second: the one under way has less.
	course("facts/s", &pulse.Facts, 0)
	course("messages/s", &pulse.Messages, 0)
	course("processes alive", &pulse.Alive, pulse.Alive.Min)
	course("processes ready", &pulse.Ready, pulse.Ready.Min)
	course("messages waiting", &pulse.Waiting, pulse.Waiting.Min)
	total := func(title string, n int) {
		p.rows = append(p.rows, statsRow{key: statsKey{title: title}, title: title, value: strconv.Itoa(n)})
	}
	total("facts", int(w.Seq))
	total("processes made", w.Spawned)
	if w.Lost > 0 {
		total("messages lost", w.Lost)
	}
	if w.Missed > 0 {
		total("facts missed", int(w.Missed))
	}
	if w.Refused > 0 {
		total("numbers refused", w.Refused)
	}
}

// split cuts the last line off, where what is chosen is told, if there is room.
func (p *statsPane) split(r draw.Rect) (rows, foot draw.Rect) {
	if r.H < 4 {
		return r, draw.Rect{}
	}
	return r.SplitY(-1)
}

// samples are those of the selected row; none if it has no course.
func (p *statsPane) samples() []trace.Sample {
	if i := p.list.Cursor(); i >= 0 && i < len(p.rows) {
		return p.rows[i].samples
	}
	return nil
}

// marked is the place of the chosen sample: the last one that is not later than
// the mark.
func (p *statsPane) marked() (place int, found bool) {
	samples := p.samples()
	if !p.mark.on || len(samples) == 0 {
		return 0, false
	}
	i, exact := slices.BinarySearchFunc(samples, p.mark.at, func(s trace.Sample, at wire.Time) int { return cmp.Compare(s.At, at) })
	if !exact {
		i--
	}
	return max(0, i), true
}

// choose moves the mark, which begins at the last sample.
func (p *statsPane) choose(step int) {
	samples := p.samples()
	i, found := p.marked()
	if !found {
		i, step = len(samples)-1, 0
	}
	p.put(max(0, min(i+step, len(samples)-1)))
}

// choosePeak puts the mark on the highest sample, the last of several.
func (p *statsPane) choosePeak() {
	peak, top := 0, math.Inf(-1)
	for i, s := range p.samples() {
		if s.Value >= top {
			peak, top = i, s.Value
		}
	}
	p.put(peak)
}

func (p *statsPane) put(i int) {
	p.selected = p.rows[p.list.Cursor()].key
	p.mark = statsMark{true, p.selected, p.samples()[i].At}
}

// number is a value as Lua prints it.
func number(f float64) string { return string(wire.AppendNumber(nil, f)) }
