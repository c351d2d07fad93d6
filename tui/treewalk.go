package tui

import (
	"slices"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// measure works out by how many rows each subtree differs from what the World
// counts. It costs what people folded and opened, and the services there are,
// not the processes.
func (t *treePane) measure() {
	clear(t.extra)
	clear(t.detailed)
	clear(t.served)
	below := map[*trace.Process][]*trace.Process{} // processes that differ, or have one below
	for _, s := range t.world.Services {
		if p := t.world.Process(s.PID); p != nil && p.Root() && !s.PID.IsZero() {
			t.served[p] = s
			t.enter(p, below)
		}
	}
	for _, set := range []map[rowKey]bool{t.folded, t.opened} {
		for key := range set {
			t.enterKey(key, below)
		}
	}
	for p := range below {
		t.differ(p, below)
	}
}

// enterKey enters the process of key into below, if there is one at this
// moment.
func (t *treePane) enterKey(key rowKey, below map[*trace.Process][]*trace.Process) {
	p := t.world.Process(key.pid)
	if key.kind != rowProcess || p == nil {
		return
	}
	if t.opened[key] && t.detailed[p] == nil {
		t.detailed[p] = processDetails(p, t.world, t.now, t.detailWidth(p))
	}
	t.enter(p, below)
}

// enter enters p, and all above it, into below.
func (t *treePane) enter(p *trace.Process, below map[*trace.Process][]*trace.Process) {
	if _, known := below[p]; !known {
		below[p] = nil
	}
	for above := t.world.Parent(p); above != nil; p, above = above, t.world.Parent(above) {
		if slices.Contains(below[above], p) {
			return
		}
		below[above] = append(below[above], p)
	}
}

// differ is by how many rows the subtree of p differs.
func (t *treePane) differ(p *trace.Process, below map[*trace.Process][]*trace.Process) int {
	if rows, known := t.extra[p]; known {
		return rows
	}
	rows := len(t.detailed[p])
	if t.folded[processKey(p)] {
		rows -= p.Rows - 1
	} else {
		for _, child := range below[p] {
			rows += t.differ(child, below)
		}
	}
	if s := t.served[p]; s != nil {
		if t.folded[serviceKey(s)] {
			rows = -p.Rows
		}
		rows += t.serviceHeight(s)
	}
	t.extra[p] = rows
	return rows
}

// differing are by how many rows siblings differ, for those that do, by place.
func (t *treePane) differing(s trace.Siblings) map[int]int {
	differ := map[int]int{}
	for p, extra := range t.extra {
		if extra != 0 && s.Has(p) {
			differ[s.Index(p)] = extra
		}
	}
	return differ
}

// rowsOf is how many rows the subtree of p has here, with the row of its
// service.
func (t *treePane) rowsOf(p *trace.Process) int { return p.Rows + t.extra[p] }

// serviceHeight is how many rows a service has without its process.
func (t *treePane) serviceHeight(s *trace.Service) int { return 1 + len(t.serviceDetails(s)) }

func (t *treePane) serviceDetails(s *trace.Service) []detailLine {
	if !t.opened[serviceKey(s)] {
		return nil
	}
	return serviceDetails(s, t.now, t.width-6)
}

// rowsOfHost is how many rows a host has, its own included.
func (t *treePane) rowsOfHost(h *trace.Host) int {
	if t.folded[hostKey(h)] {
		return 1
	}
	rows := 1 + h.Rows
	for p, extra := range t.extra {
		if p.Root() && p.PID.Host == h.ID {
			rows += extra
		}
	}
	return rows
}

// idle lists the services that have no process: those which have one stand
// above it.
func (t *treePane) idle() []*trace.Service {
	var list []*trace.Service
	for _, s := range t.world.Services {
		if s.PID.IsZero() && s.State != wire.StateUnknown {
			list = append(list, s)
		}
	}
	return list
}

// total is how many rows the tree has.
func (t *treePane) total() int {
	rows := 0
	for _, h := range t.world.Hosts {
		rows += t.rowsOfHost(h)
	}
	return rows + len(t.idleRows())
}

// idleRows are the rows below the hosts. There are few services in an app, so
// these are made whole.
func (t *treePane) idleRows() []treeRow {
	idle := t.idle()
	if len(idle) == 0 {
		return nil
	}
	rows := []treeRow{{key: servicesKey}}
	if t.folded[servicesKey] {
		return rows
	}
	for i, s := range idle {
		rows = append(rows, t.serviceRows(s, treeRow{last: []bool{i == len(idle)-1}})...)
	}
	return rows
}

// serviceRows are the rows of a service without its process.
func (t *treePane) serviceRows(s *trace.Service, row treeRow) []treeRow {
	row.key, row.service = serviceKey(s), s
	rows := []treeRow{row}
	for i, line := range t.serviceDetails(s) {
		row.key.line, row.detail = i+1, line
		rows = append(rows, row)
	}
	return rows
}

// treeWalk collects the rows after the first skip, at most want of them.
type treeWalk struct {
	*treePane
	skip, want int
	rows       []treeRow
}

func (w *treeWalk) full() bool { return len(w.rows) >= w.want }

// past skips a subtree that lies above what is wanted.
func (w *treeWalk) past(rows int) bool {
	if w.skip >= rows {
		w.skip -= rows
		return true
	}
	return false
}

func (w *treeWalk) emit(rows ...treeRow) {
	for _, row := range rows {
		if w.skip > 0 {
			w.skip--
		} else if !w.full() {
			w.rows = append(w.rows, row)
		}
	}
}

func (w *treeWalk) all() {
	for _, h := range w.world.Hosts {
		if !w.full() && !w.past(w.rowsOfHost(h)) {
			w.host(h)
		}
	}
	w.emit(w.idleRows()...)
}

func (w *treeWalk) host(h *trace.Host) {
	w.emit(treeRow{key: hostKey(h), host: h})
	if w.folded[hostKey(h)] {
		return
	}
	roots := w.world.Roots(h)
	for i, p := range roots.From(w.passMany(roots)) {
		if w.full() {
			break
		}
		if !w.past(w.rowsOf(p)) {
			w.root(h, p, []bool{i == roots.Len()-1})
		}
	}
}

// root walks a process at the top of its host, below the service that runs it.
func (w *treeWalk) root(h *trace.Host, p *trace.Process, last []bool) {
	s := w.served[p]
	if s == nil {
		w.process(h, p, last)
		return
	}
	w.emit(w.serviceRows(s, treeRow{host: h, process: p, last: last})...)
	if !w.folded[serviceKey(s)] {
		w.process(h, p, deeper(last, true))
	}
}

func (w *treeWalk) process(h *trace.Host, p *trace.Process, last []bool) {
	key := processKey(p)
	w.emit(treeRow{key: key, host: h, process: p, last: last})
	for n, line := range w.detailed[p] {
		key.line = n + 1
		w.emit(treeRow{key: key, host: h, process: p, detail: line, last: last})
	}
	if w.folded[processKey(p)] {
		return
	}
	children := w.world.Children(p)
	for i, c := range p.Coroutines[1:] {
		end := i == len(p.Coroutines)-2 && children.Len() == 0
		w.emit(treeRow{key: coroutineKey(p, c), host: h, process: p, coroutine: c, last: deeper(last, end)})
	}
	for i, child := range children.From(w.passMany(children)) {
		if w.full() {
			break
		}
		if !w.past(w.rowsOf(child)) {
			w.process(h, child, deeper(last, i == children.Len()-1))
		}
	}
}

// passMany skips siblings that lie above what is wanted, as many at once as it
// can, and returns the place of the first that it has not skipped.
func (w *treeWalk) passMany(s trace.Siblings) (place int) {
	differ := w.differing(s)
	for end, all := range s.Blocks {
		rows := all.Rows
		for i, extra := range differ {
			if i >= place && i < end {
				rows += extra
			}
		}
		if !w.past(rows) {
			break
		}
		place = end
	}
	return place
}

// deeper is last with one level more, in an array of its own.
func deeper(last []bool, end bool) []bool { return append(slices.Clip(last), end) }
