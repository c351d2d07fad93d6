package tui

import (
	"strconv"
	"strings"

	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// sourcePane looks into a process at the moment under the cursor: the source at
// the line where it stands, and its calls with their variables. What it shows
// is no part of any fact: the session makes the moment again to find it out, so
// the pane asks, and goes on showing what it knew until there is an answer.
type sourcePane struct {
	list     draw.List
	selected string // key of a row; stays selected when rows come and go
	chosen   spotInList
	moved    bool
	opened   bool            // the selected row was: bring what belongs to it into sight
	flipped  map[string]bool // rows that are open or closed, other than at first

	asked  inspectionOf
	found  *wire.Inspection // of asked or, while there is no answer, of what was asked before
	why    string           // why there is nothing to see
	done   float64          // how much of the work for an answer is done
	going  bool             // the last key was a step by lines: what was known stays for a while, for it soon ends
	timed  bool             // a tick is under way that makes late
	late   bool             // there is no answer yet, and has not been for a while
	rows   []sourceRow
	frame  *wire.Frame // the call whose source is shown
	source sourceText

	named *wire.Frame // a line that a stack has led to; it is shown as long as there is nothing to look into
	of    wire.PID    // whose stack
}

// inspectionOf is what an inspection is about.
type inspectionOf struct {
	pid wire.PID
	co  uint32
	seq uint64
}

// sourceText is the source of an entry.
type sourceText struct {
	entry string
	known bool
	lines []luaLine
}

func newSource() sourcePane { return sourcePane{flipped: map[string]bool{}} }

// shows reports whether there is the source of a call.
func (p *sourcePane) shows() bool { return p.frame != nil && (p.found != nil || p.named != nil) }

// waits reports whether an answer is awaited.
func (p *sourcePane) waits() bool { return p.why == "" && p.done < 1 }

// ask asks for what is to be shown, or says why nothing can be.
func (p *sourcePane) ask(s Session, of inspectionOf, why string) {
	if of.pid != p.asked.pid {
		p.found, p.selected = nil, ""
	}
	if p.going && p.found != nil && why == timeGoesOn {
		return
	}
	p.asked, p.why = of, why
	if of.pid != p.of || why == "" {
		p.named = nil
	}
	past, ok := s.(Past)
	if !ok || why != "" {
		p.found = nil
		return
	}
	found, done, err := past.Inspect(of.seq, of.pid)
	switch {
	case err != nil:
		p.found, p.why = nil, err.Error()
	case found != nil:
		p.found, p.done = found, 1
	default:
		p.done = min(done, 0.99)
	}
	if !p.waits() {
		p.late = false
	}
}

// settle makes the rows and finds the source that belongs to the selected one.
func (p *sourcePane) settle(s Session, inner draw.Rect) {
	p.rows = p.rows[:0]
	if p.found != nil {
		rows := sourceRows{pane: p, co: p.asked.co}
		rows.inspection(p.found)
		p.rows = rows.list
	}
	_, variables := p.split(inner)
	p.list.SetHeight(variables.H)
	p.list.SetLen(len(p.rows))
	if !p.moved {
		p.list.Show(p.chosen.top, p.rowOf(p.selected))
	}
	if p.opened {
		reveal(&p.list, p.list.Cursor(), p.below(p.list.Cursor()))
		p.chosen.note(&p.list)
	}
	if row := p.list.Cursor(); p.moved && row < len(p.rows) {
		p.selected = p.rows[row].key
		p.chosen.note(&p.list)
	}
	p.moved, p.opened = false, false
	if p.frame = p.standing(); p.named != nil {
		p.frame = p.named
	}
	p.load(s)
}

// below is how many rows belong to a row.
func (p *sourcePane) below(row int) (n int) {
	for row+n+1 < len(p.rows) && p.rows[row+n+1].depth > p.rows[row].depth {
		n++
	}
	return n
}

// rowOf is the row of a key or, if it is gone, of what it belonged to.
func (p *sourcePane) rowOf(key string) int {
	for key != "" {
		for i := range p.rows {
			if p.rows[i].key == key {
				return i
			}
		}
		key = key[:max(0, strings.LastIndexByte(key, '/'))]
	}
	return p.innermost()
}

// innermost is the row of the Lua call in which the coroutine is.
func (p *sourcePane) innermost() int {
	for i := range p.rows {
		if f := p.rows[i].frame; f != nil && f.Entry != "" && p.rows[i].co == p.asked.co {
			return i
		}
	}
	return 0
}

// standing is the call of the selected row or, if it has no source, the one
// that has led to it.
func (p *sourcePane) standing() *wire.Frame {
	if len(p.rows) == 0 {
		return nil
	}
	row := &p.rows[p.list.Cursor()]
	for i := range p.found.Tasks {
		if task := &p.found.Tasks[i]; task.Co == row.co {
			for n := row.call; n < len(task.Frames); n++ {
				if task.Frames[n].Entry != "" {
					return &task.Frames[n]
				}
			}
		}
	}
	return nil
}

// load gets the source of the call, if it is not there yet.
func (p *sourcePane) load(s Session) {
	past, ok := s.(Past)
	if p.frame == nil || !ok || p.frame.Entry == p.source.entry {
		return
	}
	text, known := past.Source(p.frame.Entry)
	p.source = sourceText{entry: p.frame.Entry, known: known, lines: luaLines(strings.TrimSuffix(text, "\n"))}
}

// split is where in the pane the source goes and where the variables: side by
// side if there is room, else above each other.
func (p *sourcePane) split(r draw.Rect) (source, variables draw.Rect) {
	if r.W >= 90 {
		source, variables = r.SplitX(r.W * 3 / 5)
		_, variables = variables.SplitX(1)
		return source, variables
	}
	source, variables = r.SplitY((r.H + 1) / 2)
	_, variables = variables.SplitY(1)
	return source, variables
}

// toggle opens or closes the selected row.
func (p *sourcePane) toggle() {
	if row, ok := p.current(); ok && row.foldable {
		p.flipped[row.flip()] = !p.flipped[row.flip()]
		p.selected, p.opened = row.key, !row.open
	}
}

// unfold opens the selected row, fold closes it or goes to what it belongs to.
func (p *sourcePane) unfold() {
	if row, ok := p.current(); ok && row.foldable && !row.open {
		p.toggle()
	}
}

func (p *sourcePane) fold() {
	row, ok := p.current()
	switch {
	case !ok:
	case row.foldable && row.open:
		p.toggle()
	default:
		p.selected = row.key[:max(0, strings.LastIndexByte(row.key, '/'))]
	}
}

// current is the selected row, if there are rows.
func (p *sourcePane) current() (*sourceRow, bool) {
	if p.moved || p.list.Cursor() >= len(p.rows) {
		return nil, false
	}
	return &p.rows[p.list.Cursor()], true
}

// note is what stands in the top line of the pane.
func (p *sourcePane) note() string {
	if !p.shows() {
		return ""
	}
	return p.frame.Entry + ":" + strconv.Itoa(p.frame.Line)
}
