package node

import (
	"fmt"
	"slices"
	"strings"

	"echotui/runtime/actor"
	"echotui/runtime/filter"
	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// breakpoints are what a node is to stand still before.
type breakpoints struct {
	list  []wire.Breakpoint // with their hits
	hits  int               // of all together
	set   *filter.Set       // of those with an expression
	exprs []int             // their places in the list
	lines map[place][]int   // the places of those at a line
}

// place is a line of an entry.
type place struct {
	entry string
	line  int
}

// SetBreakpoints makes the node stand still before what the breakpoints tell,
// and before nothing else. Those that are as they were before keep their hits.
// One whose Expr is no filter is never met.
func (n *Node) SetBreakpoints(list []wire.Breakpoint) {
	b := breakpoints{list: keepHits(n.breaks.list, list), hits: n.breaks.hits, lines: map[place][]int{}}
	var filters []*filter.Filter
	wanted := map[string][]int{}
	for i, bp := range b.list {
		switch {
		case bp.Disabled:
		case bp.Line > 0:
			at := place{bp.Entry, n.machine.LineWithCode(bp.Entry, bp.Line)}
			b.lines[at] = append(b.lines[at], i)
			wanted[at.entry] = append(wanted[at.entry], at.line)
		default:
			if f, err := filter.Parse(bp.Expr); err == nil {
				filters, b.exprs = append(filters, f), append(b.exprs, i)
			}
		}
	}
	n.breaks = b
	n.machine.SetLines(wanted, n.meetLine)
	if len(filters) == 0 {
		n.system.SetBreak(nil)
		return
	}
	n.breaks.set = filter.NewSet(filters)
	n.system.SetBreak(n.meetEvent, n.breaks.set.Kinds()...)
}

// keepHits is a list of breakpoints with the hits of those that were there
// before.
func keepHits(before, list []wire.Breakpoint) []wire.Breakpoint {
	list = slices.Clone(list)
	for i := range list {
		bp := &list[i]
		same := func(old wire.Breakpoint) bool {
			return old.ID == bp.ID && old.Expr == bp.Expr && old.Entry == bp.Entry && old.Line == bp.Line
		}
		if found := slices.IndexFunc(before, same); found >= 0 {
			bp.Hits = before[found].Hits
		}
	}
	return list
}

// Breakpoints returns the breakpoints with their hits.
func (n *Node) Breakpoints() []wire.Breakpoint { return slices.Clone(n.breaks.list) }

// hit counts that breakpoints were met and returns the first one at which to
// stand still; nil if none is.
func (b *breakpoints) hit(places []int) (stop *wire.Breakpoint) {
	for _, i := range places {
		bp := &b.list[i]
		bp.Hits++
		b.hits++
		if bp.Hits > bp.After && stop == nil {
			stop = bp
		}
	}
	return stop
}

// meetEvent reports whether to stand still before an event.
func (n *Node) meetEvent(e *wire.Event) bool {
	n.hear(e.Seq - 1)
	found := n.breaks.set.Match(context{n}, e)
	if len(found) == 0 {
		return false
	}
	for i, f := range found {
		found[i] = n.breaks.exprs[f]
	}
	bp := n.breaks.hit(found)
	if bp == nil || n.passing {
		return false
	}
	what := trace.Describe(namer{context{n}, e}, e)
	n.meetNext(bp.ID, e, what.Text())
	return true
}

// namer knows how the process will be called that an event makes, too.
type namer struct {
	context
	event *wire.Event
}

func (n namer) Label(p wire.PID) string {
	if n.event.Kind == wire.KindSpawn && p == n.event.Peer {
		return n.event.Name[strings.LastIndexByte(n.event.Name, ':')+1:]
	}
	return n.context.Label(p)
}

// meetLine reports whether to stand still before a line begins.
func (n *Node) meetLine(t *actor.Task, entry string, line int) bool {
	bp := n.breaks.hit(n.breaks.lines[place{entry, line}])
	if bp == nil || n.passing {
		return false
	}
	pid := t.Process().PID
	n.meet(wire.Stop{Breakpoint: bp.ID, PID: pid, Text: fmt.Sprintf("breakpoint %d: %s comes to %s:%d", bp.ID, n.called(pid), entry, line)})
	return true
}

// called is what people call a process: its label, with the number if others
// share it.
func (n *Node) called(pid wire.PID) string {
	n.hear(n.system.Last())
	label := trace.Clean(n.roster.Label(pid), maxLabel)
	if n.roster.Unique(pid) {
		return label
	}
	return label + " " + pid.Short()
}

// maxLabel is how much of a label a sentence tells, in bytes.
const maxLabel = 60
