package trace

import (
	"cmp"
	"slices"
)

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

// siblings returns the list that p is in, and the list of the ended ones in it.
func (p *Process) siblings() (all, ended *[]*Process) {
	if p.Parent != nil {
		return &p.Parent.Children, &p.Parent.ended
	}
	return &p.host.Roots, &p.host.ended
}

// hang puts a new process in its place.
func (w *World) hang(p, maker *Process) {
	if maker != nil && !maker.Ended && maker.host == p.host {
		p.Parent = maker
		if maker.depth() >= maxDepth {
			p.Parent = maker.Parent
		}
	}
	p.join()
	p.grow(p.Extent)
}

func (p *Process) depth() int {
	depth := 0
	for ; p != nil; p = p.Parent {
		depth++
	}
	return depth
}

// join makes p the last of its siblings.
func (p *Process) join() {
	all, _ := p.siblings()
	*all = append(*all, p)
	p.settle(*all)
}

// end gives the tree the shape it has after p ended.
func (w *World) end(p *Process) {
	w.release(p)
	if p.Rows > endedRows {
		for _, child := range p.Children {
			w.prune(child)
		}
	}
	_, ended := p.siblings()
	*ended = append(*ended, p)
	if len(*ended) > keptEnded {
		w.remove((*ended)[0])
	}
}

// release makes roots of the live children of p.
func (w *World) release(p *Process) {
	var freed []*Process
	var gone Extent
	p.Children = slices.DeleteFunc(p.Children, func(child *Process) bool {
		if child.Ended {
			return false
		}
		freed = append(freed, child)
		gone.add(Extent{-child.Rows, -child.Mail})
		return true
	})
	p.crowd = nil // nobody joins those who ended
	p.Extent.add(gone)
	p.grow(gone)
	for _, child := range freed {
		child.Parent = nil
		child.join()
		child.grow(child.Extent)
	}
}

// prune removes all that is below an ended process.
func (w *World) prune(p *Process) {
	for len(p.ended) > 0 {
		w.remove(p.ended[0])
	}
}

// remove takes an ended process and all below it out of the tree and forgets
// them.
func (w *World) remove(p *Process) {
	all, ended := p.siblings()
	*all = without(*all, p)
	if c := *p.among(); c != nil {
		c.at(p).count--
	}
	*ended = slices.DeleteFunc(*ended, func(q *Process) bool { return q == p })
	p.grow(Extent{-p.Rows, -p.Mail})
	gone := w.forget(p)
	p.host.Gone += gone
	if p.Parent != nil {
		p.Parent.Gone += gone
	}
}

// forget drops p and all below it from the index and returns how many those
// are. They keep what they show, for a reader may still look at them.
func (w *World) forget(p *Process) int {
	delete(w.processes, p.PID.N)
	w.payload -= weightOf(p.Args)
	gone := 1
	for _, child := range p.Children {
		gone += w.forget(child)
	}
	return gone
}

// without takes p out of a list of siblings, moving those before it or those
// after it, whichever are fewer: most processes that end are among the oldest
// or the youngest of their siblings.
func without(list []*Process, p *Process) []*Process { return removeAt(list, index(list, p)) }

// index is where p is in a list of siblings.
func index(list []*Process, p *Process) int {
	i, found := place(list, p)
	if !found {
		panic("trace: process is not among its siblings")
	}
	return i
}

// place is where p is in a list of siblings, or would be.
func place(list []*Process, p *Process) (at int, found bool) {
	return slices.BinarySearchFunc(list, p.place, func(q *Process, place uint64) int {
		return cmp.Compare(q.place, place)
	})
}

// removeAt takes element i out of a list in place, keeping the order, at the
// cost of moving what is before or after it. The list may begin later in its
// array afterwards.
func removeAt[T any](list []T, i int) []T {
	if i >= len(list)/2 {
		return slices.Delete(list, i, i+1)
	}
	copy(list[1:i+1], list[:i])
	var none T
	list[0] = none
	return list[1:]
}
