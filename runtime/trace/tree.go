package trace

import "slices"

// The tree of a host shows who is below whom:
//
//   - A process hangs below the one that made it if both are of one host and
//     the maker is alive; otherwise it is a root. Below the deepest level
//     nothing hangs: a process made there stands beside its maker.
//   - When a process ends, its live children become roots. Nobody is left to
//     answer for them, and an ended process that waited for its children to
//     end could be kept forever by a chain of processes each of which makes
//     the next one.
//   - Ended children stay where they are, so that the end of a supervisor
//     shows the ends that led to it. So all below an ended process has ended.
//   - Of the ended children of one process, and of the ended roots of one
//     host, the latest few stay; the others go away with all below them.
//
// Rows are kept exact by telling every process above about each change. That
// takes as many steps as the process lies deep, which is why depth is bounded.
const (
	// maxDepth is the deepest level, roots being level 1. A row is indented by
	// its level, and no screen can show more.
	maxDepth = 32
	// keptEnded is how many ended children of one process, and how many ended
	// roots of one host, stay in the tree.
	keptEnded = 8
	// endedRows is the most rows of a process that ended and what is below it.
	// When there are more, only its children stay. It bounds how much of the
	// past a tree can hold.
	endedRows = 32
)

// hang puts a new process in its place.
func (w *World) hang(p, maker *Process) {
	if maker != nil && !maker.Ended && maker.host == p.host {
		p.profile().above = maker.PID.N
		if w.depth(maker) >= maxDepth {
			p.profile().above = maker.above
		}
	}
	w.join(p)
}

func (w *World) depth(p *Process) int {
	depth := 0
	for ; p != nil; p = w.Parent(p) {
		depth++
	}
	return depth
}

// join makes p, with all below it, the last of its siblings.
func (w *World) join(p *Process) {
	s := w.among(p)
	p.profile().place = s.next
	s.next++
	s.list.Append(w.owner, p.place, p.PID.N)
	w.grow(p, p.Extent)
}

// end gives the tree the shape it has after p ended.
func (w *World) end(p *Process) {
	w.release(p)
	if p.Rows > endedRows {
		for _, child := range w.Children(p).From(0) {
			w.prune(child)
		}
	}
	s := w.among(p)
	s.ended = append(s.ended, p.PID.N)
	if len(s.ended) > keptEnded {
		w.remove(s.ended[0])
	}
}

// release makes roots of the live children of p.
func (w *World) release(p *Process) {
	if p.below == nil {
		return
	}
	var freed []uint64
	var gone Extent
	kept := &siblings{owner: w.owner, ended: slices.Clone(p.below.ended)}
	for _, child := range w.Children(p).From(0) {
		if child.Ended {
			kept.list.Append(w.owner, child.place, child.PID.N)
			kept.list.Sum(w.owner, child.place).add(child.Extent)
			continue
		}
		freed = append(freed, child.PID.N)
		gone.add(Extent{-child.Rows, -child.Mail})
	}
	if kept.list.Len() == 0 {
		kept = nil
	}
	p.profile().below = kept
	p.Extent.add(gone)
	w.grow(p, gone)
	for _, n := range freed {
		child := w.own(w.processes.Get(n))
		child.profile().above = 0
		w.join(child)
	}
}

// prune removes all that is below an ended process.
func (w *World) prune(p *Process) {
	if p.below == nil {
		return
	}
	for _, n := range slices.Clone(p.below.ended) {
		w.remove(n)
	}
}

// remove takes an ended process and all below it out of the tree and forgets
// them.
func (w *World) remove(n uint64) {
	p := w.processes.Get(n)
	w.grow(p, Extent{-p.Rows, -p.Mail})
	s := w.among(p)
	s.list.Remove(w.owner, p.place, n)
	s.ended = slices.DeleteFunc(s.ended, func(other uint64) bool { return other == n })
	gone := w.forget(p)
	w.ownHost(p.host).Gone += gone
	if above := w.Parent(p); above != nil {
		w.own(above).profile().Gone += gone
	}
}

// forget drops p and all below it from the index and returns how many those
// are.
func (w *World) forget(p *Process) int {
	gone := 1
	for _, child := range w.Children(p).From(0) {
		gone += w.forget(child)
	}
	w.processes.Delete(w.owner, p.PID.N)
	return gone
}

// removeAt takes element i out of a list in place, keeping the order, at the
// cost of moving what is before or after it, whichever is less. The list may
// begin later in its array afterwards.
func removeAt[T any](list []T, i int) []T {
	if i >= len(list)/2 {
		return slices.Delete(list, i, i+1)
	}
	copy(list[1:i+1], list[:i])
	var none T
	list[0] = none
	return list[1:]
}
