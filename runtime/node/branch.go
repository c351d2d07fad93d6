package node

import (
	"fmt"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// maxBranches bounds how many branches there may be.
const maxBranches = 64

// branch is a run that the loop drives, or has driven until somebody went on
// from a past moment, or that was recorded.
type branch struct {
	wire.Branch // but for Last and Live
	facts       Facts
	log         *trace.Log // those that are told by the node; nil if it was recorded
	status      trace.Status
	journal     *Journal          // of one that is not live
	sources     map[string]string // those that entries were given in its course
}

// Branches implements tui.Past.
func (l *Loop) Branches() []wire.Branch {
	l.mu.Lock()
	defer l.mu.Unlock()
	list := make([]wire.Branch, len(l.branches))
	for i, b := range l.branches {
		list[i] = b.Branch
		list[i].Last = b.facts.Last()
		list[i].Live = b == l.live
	}
	return list
}

// Open implements tui.Past. There is nothing to wait for.
func (l *Loop) Open(id int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if id >= 1 && id <= len(l.branches) {
		l.shown = l.branches[id-1]
		l.signal(l.changed)
	}
}

// Continue implements tui.Past. When the run cannot be made again, Status.Stop
// tells why. Whatever was started before the loop began is part of every
// branch.
func (l *Loop) Continue(seq uint64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	from := l.shown
	seq = min(max(seq, l.began, from.facts.First()-1), from.facts.Last())
	if len(l.branches) == maxBranches {
		from.status.Stop = &wire.Stop{Text: fmt.Sprintf("there are %d branches already", maxBranches)}
		l.signal(l.changed)
		return
	}
	l.continuing = true
	l.push(func(l *Loop) { l.start(&job{branch: from, seq: seq}) })
}

// adopt makes a run that was made again the one that the loop drives: a branch
// that has left parent after fact seq.
func (l *Loop) adopt(parent *branch, seq uint64, n *Node) {
	l.mu.Lock()
	l.leave()
	b := &branch{log: trace.NewLogAfter(seq, keptFacts), status: trace.Status{Paused: true, Now: n.Now(), Speed: l.pace.speed}}
	b.ID, b.Parent, b.From = len(l.branches)+1, parent.ID, seq
	b.sources = n.journal.sources()
	b.facts = branchFacts{parent.facts, seq, b.log}
	l.branches = append(l.branches, b)
	l.live, l.shown, l.packer.logs = b, b, append(l.packer.logs, b.log)
	l.boundLive()
	l.pace.stop()
	l.pace.base = n.Now()
	l.place = n.system.Place()
	l.mu.Unlock()
	n.SetBreakpoints(l.Breakpoints())
	l.closeNode()
	l.node, l.paused, l.wanted, l.goal, l.stepping = n, true, false, nil, nil
	l.boundJournal()
	l.traceBranch()
	l.publish(0)
}

// leave ends the live branch, if there is one: its facts are all that there
// will be.
func (l *Loop) leave() {
	if b := l.live; b != nil {
		b.journal, b.status.Paused = l.node.Journal(), true
		l.settle(b.log)
	}
}
