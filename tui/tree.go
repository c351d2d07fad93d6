package tui

import (
	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// treePane shows hosts, the services and processes on them with their
// coroutines, and the services that have no process. It holds no rows: a row is found by counting
// down from the top, past whole subtrees, whose rows a World knows.
type treePane struct {
	list     draw.List
	selected rowKey // what the selected row shows; stays selected when rows come and go
	chosen   spotInList
	moved    bool            // the selection was moved: what is there now is selected
	absent   bool            // what is selected does not exist at this moment
	shown    bool            // something was opened: bring it into sight
	folded   map[rowKey]bool // hosts and processes of which nothing below is shown
	opened   map[rowKey]bool // processes and services of which details are shown

	world *trace.World
	now   wire.Time
	width int // columns that details may fill
	rows  []treeRow
	// By how many rows a subtree differs from what the World counts, because of
	// what is folded and opened. Missing means 0.
	extra map[*trace.Process]int
	// detailed holds the details of the processes in opened.
	detailed map[*trace.Process][]detailLine
	// served holds the services of the processes at the top of a host that are
	// run by one.
	served map[*trace.Process]*trace.Service
}

// rowKind says what a row of the tree shows.
type rowKind uint8

const (
	rowHost rowKind = iota
	rowProcess
	rowCoroutine
	rowServices // the heading above services
	rowService
)

// rowKey names a row of the tree for as long as what it shows exists.
type rowKey struct {
	kind rowKind
	id   string // of the host or service
	pid  wire.PID
	co   uint32
	line int // from 1: a line of details
}

// treeRow is a row of the tree that is visible.
type treeRow struct {
	key       rowKey
	host      *trace.Host
	process   *trace.Process
	coroutine *trace.Coroutine
	service   *trace.Service
	detail    detailLine
	last      []bool // see draw.TreePrefix
}

func newTree() treePane {
	return treePane{
		folded: map[rowKey]bool{}, opened: map[rowKey]bool{},
		extra: map[*trace.Process]int{}, detailed: map[*trace.Process][]detailLine{},
		served: map[*trace.Process]*trace.Service{},
	}
}

func hostKey(h *trace.Host) rowKey       { return rowKey{kind: rowHost, id: h.ID} }
func processKey(p *trace.Process) rowKey { return rowKey{kind: rowProcess, pid: p.PID} }
func serviceKey(s *trace.Service) rowKey { return rowKey{kind: rowService, id: s.ID} }
func coroutineKey(p *trace.Process, c *trace.Coroutine) rowKey {
	return rowKey{kind: rowCoroutine, pid: p.PID, co: c.Co}
}

var servicesKey = rowKey{kind: rowServices}

// settle makes the visible rows, after the world, the size or the cursor
// changed. The first line of the pane is for the header.
func (t *treePane) settle(w *trace.World, now wire.Time, inner draw.Rect) {
	t.world, t.now, t.width = w, now, inner.W
	t.measure()
	t.list.SetHeight(inner.H - 1)
	grown := t.total() - t.list.Len()
	t.list.SetLen(t.total())
	if !t.moved {
		row, found := t.rowOf(t.selected)
		if !found {
			row = t.chosen.row
		}
		t.absent = !found && t.selected != (rowKey{})
		t.list.Show(t.chosen.top, row)
		if found {
			t.reveal(row, grown)
		}
	}
	from, to := t.list.Visible()
	walk := treeWalk{treePane: t, skip: from, want: to - from, rows: t.rows[:0]}
	walk.all()
	t.rows = walk.rows
	if row := t.list.Cursor() - from; t.moved && row >= 0 && row < len(t.rows) {
		t.selected, t.absent = t.rows[row].key, false
		t.chosen.note(&t.list)
	}
	t.moved, t.shown = false, false
}

// reveal brings what was opened below a row into sight: so many rows, if nothing
// else has changed, or its details.
func (t *treePane) reveal(row, grown int) {
	if !t.shown {
		return
	}
	n := max(0, grown)
	switch p := t.owner(t.selected); t.selected.kind {
	case rowProcess:
		n = max(n, len(t.detailed[p]))
	case rowService:
		for _, s := range t.world.Services {
			if s.ID == t.selected.id {
				n = len(t.serviceDetails(s))
			}
		}
	}
	reveal(&t.list, row, n)
	t.chosen.note(&t.list)
}

// current is the selected row, if there are rows.
func (t *treePane) current() (treeRow, bool) {
	row := t.list.Cursor() - t.list.Top()
	if t.moved || t.absent || row < 0 || row >= len(t.rows) {
		return treeRow{}, false
	}
	return t.rows[row], true
}

// chosenProcess is the process of the selected row, even if it does not exist
// at this moment; zero if there is none.
func (t *treePane) chosenProcess() wire.PID {
	if !t.selected.pid.IsZero() {
		return t.selected.pid
	}
	row, _ := t.current()
	if row.process == nil {
		return wire.PID{}
	}
	return row.process.PID
}

// choose selects a process, or a coroutine of it.
func (t *treePane) choose(pid wire.PID, co uint32) {
	t.selected = rowKey{kind: rowProcess, pid: pid}
	if co != 0 {
		t.selected.kind, t.selected.co = rowCoroutine, co
	}
}

// toggle opens or closes what is below the selected row: what it contains or,
// if it contains nothing or failed, its details.
func (t *treePane) toggle() {
	row, ok := t.current()
	if !ok {
		return
	}
	key := row.key
	key.line = 0
	switch {
	case row.key.line == 0 && t.foldable(row):
		flip(t.folded, key)
		t.selected, t.shown = key, !t.folded[key]
	case detailed(key):
		flip(t.opened, key)
		t.selected, t.shown = key, true
	}
}

// detailed reports whether what a key names has details.
func detailed(key rowKey) bool { return key.kind == rowProcess || key.kind == rowService }

// unfold shows what is below the selected row, fold hides it or else goes to
// the row above which it hangs.
func (t *treePane) unfold() {
	row, ok := t.current()
	switch {
	case !ok:
	case t.folded[row.key]:
		delete(t.folded, row.key)
		t.shown = true
	case row.key.line == 0 && !t.foldable(row) && detailed(row.key):
		t.opened[row.key], t.shown = true, true
	}
}

func (t *treePane) fold() {
	row, ok := t.current()
	if !ok {
		return
	}
	key := row.key
	key.line = 0
	switch {
	case t.opened[key]:
		delete(t.opened, key)
		t.selected = key
	case t.foldable(row) && !t.folded[key]:
		t.folded[key] = true
	default:
		t.selected = t.above(row)
	}
}

// foldable reports whether Enter hides and shows rows below this one.
func (t *treePane) foldable(row treeRow) bool {
	switch row.key.kind {
	case rowHost:
		return row.host.Rows > 0
	case rowProcess:
		failed := row.process.Ended && row.process.Error != ""
		return row.process.Rows > 1 && !failed
	case rowServices:
		return true
	case rowService:
		return row.process != nil
	}
	return false
}

// above is the key of the row below which a row hangs.
func (t *treePane) above(row treeRow) rowKey {
	switch {
	case row.coroutine != nil:
		return processKey(row.process)
	case row.service == nil && row.process != nil && !row.process.Root():
		return processKey(t.world.Parent(row.process))
	case row.service == nil && t.served[row.process] != nil:
		return serviceKey(t.served[row.process])
	case row.host != nil:
		return hostKey(row.host)
	case row.service != nil:
		return servicesKey
	}
	return row.key
}

func flip(set map[rowKey]bool, key rowKey) {
	if set[key] {
		delete(set, key)
	} else {
		set[key] = true
	}
}
