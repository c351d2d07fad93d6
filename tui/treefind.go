package tui

import (
	"echotui/runtime/trace"
)

// rowOf finds the row of a key: how many rows lie above it.
func (t *treePane) rowOf(key rowKey) (int, bool) {
	row := 0
	for _, h := range t.world.Hosts {
		if at, found := t.rowInHost(h, key); found {
			return row + at, true
		}
		row += t.rowsOfHost(h)
	}
	for i, r := range t.idleRows() {
		if r.key == key {
			return row + i, true
		}
	}
	return 0, false
}

// rowInHost is how far below the row of a host the row of a key is.
func (t *treePane) rowInHost(h *trace.Host, key rowKey) (int, bool) {
	if key == hostKey(h) {
		return 0, true
	}
	p := t.owner(key)
	if p == nil || p.PID.Host != h.ID || t.folded[hostKey(h)] {
		return 0, false
	}
	if key.kind == rowService {
		return 1 + t.rowsBefore(t.world.Roots(h), p) + key.line, key.line < t.serviceHeight(t.served[p])
	}
	own, found := t.rowInProcess(p, key)
	if !found {
		return 0, false
	}
	return t.climb(h, p, own)
}

// owner is the process in whose subtree the row of a key lies; nil if there is
// none.
func (t *treePane) owner(key rowKey) *trace.Process {
	switch key.kind {
	case rowProcess, rowCoroutine:
		return t.world.Process(key.pid)
	case rowService:
		for p, s := range t.served {
			if s.ID == key.id {
				return p
			}
		}
	}
	return nil
}

// climb turns a row below that of p into one below that of its host. A row
// that is folded away is not found.
func (t *treePane) climb(h *trace.Host, p *trace.Process, row int) (int, bool) {
	for above := t.world.Parent(p); above != nil; p, above = above, t.world.Parent(above) {
		if t.folded[processKey(above)] {
			return 0, false
		}
		// The main coroutine stands for the row of the process itself.
		row += t.rowsBefore(t.world.Children(above), p) + len(t.detailed[above]) + len(above.Coroutines)
	}
	if s := t.served[p]; s != nil {
		if t.folded[serviceKey(s)] {
			return 0, false
		}
		row += t.serviceHeight(s)
	}
	return 1 + t.rowsBefore(t.world.Roots(h), p) + row, true
}

// rowsBefore is how many rows the siblings before p have.
func (t *treePane) rowsBefore(s trace.Siblings, p *trace.Process) int {
	at := s.Index(p)
	rows := s.Before(at).Rows
	for i, extra := range t.differing(s) {
		if i < at {
			rows += extra
		}
	}
	return rows
}

// rowInProcess is how far below the row of p its row of that key is.
func (t *treePane) rowInProcess(p *trace.Process, key rowKey) (int, bool) {
	details := len(t.detailed[p])
	if key.kind == rowProcess {
		return key.line, key.line <= details
	}
	for i, c := range p.Coroutines[1:] {
		if c.Co == key.co && key.line == 0 {
			return 1 + details + i, !t.folded[processKey(p)]
		}
	}
	return 0, false
}
