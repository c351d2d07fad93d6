package watch

import (
	"time"

	"echotui/runtime/wire"
)

const (
	mourning     = time.Second // for which a process whose maker has ended is left alone
	mostSuspects = 1000
)

// suspect is a process whose maker has ended.
type suspect struct {
	n     uint64
	due   wire.Time // when to look at it
	exit  uint64    // the end of its maker
	at    wire.Time // of that
	maker string
}

// watched notes that a process will be told of the end of another, and so knows
// it.
func (w *Watch) watched(e *wire.Event) {
	by, of := w.find(e.PID), w.find(e.Peer)
	if of != nil {
		of = w.own(of)
		of.observed = true
		of.known = of.known || e.PID.N != of.maker
	}
	if by != nil && e.Kind == wire.KindLink {
		by = w.own(by)
		by.observed = true
		by.known = by.known || e.Peer.N != by.maker
	}
}

// tells notes whom p tells others of. Only a maker needs to be heard: whoever
// else names a process knows of it already, so that is known.
func (w *Watch) tells(p *process, args []wire.Value) {
	if p.children.Len() == 0 || len(args) == 0 {
		return
	}
	whole := mentions(args, func(pid wire.PID) {
		if named := w.find(pid); named != nil && named.maker == p.pid.N && !named.known {
			w.own(named).known = true
		}
	})
	if whole {
		return
	}
	for n := range p.children.From(0) {
		if child := w.processes.Get(n); child != nil && !child.known {
			w.own(child).known = true
		}
	}
}

// abandon notes the children that p leaves behind.
func (w *Watch) abandon(p *process, exit *wire.Event) {
	if p.children.Len() == 0 || w.ended {
		return
	}
	w.tells(p, exit.Args)
	for n := range p.children.From(0) {
		if child := w.processes.Get(n); child != nil && !child.known && len(w.suspects) < mostSuspects {
			w.suspects = append(w.suspects, suspect{n, exit.At.Add(mourning), exit.Seq, exit.At, p.label()})
		}
	}
}

// review looks at the suspects that are due.
func (w *Watch) review() {
	for len(w.suspects) > 0 && w.suspects[0].due <= w.now {
		s := w.suspects[0]
		w.suspects = w.suspects[1:]
		p := w.processes.Get(s.n)
		switch {
		case p == nil || p.known || w.ended:
		case p.all(func(t *task) bool { return t.state == hung }):
			w.raise("", Warning{Kind: Orphan, PID: p.pid, Entry: p.entry, Seq: s.exit, At: s.at,
				Text: p.main.waits() + ", but " + s.maker + ", who made it, has ended and nobody else knows of it"})
		default:
			s.due = w.now.Add(mourning)
			w.suspects = append(w.suspects, s)
		}
	}
}

const (
	mostValues   = 64 // of payloads that are looked at
	deepestValue = 4
)

// mentions tells found of each PID among values, and reports whether it has
// looked at all of them.
func mentions(values []wire.Value, found func(wire.PID)) (whole bool) {
	left := mostValues
	return mentionsIn(values, found, deepestValue, &left)
}

func mentionsIn(values []wire.Value, found func(wire.PID), depth int, left *int) bool {
	for _, v := range values {
		if !mentionsValue(v, found, depth, left) {
			return false
		}
	}
	return true
}

func mentionsValue(v wire.Value, found func(wire.PID), depth int, left *int) bool {
	if *left--; *left < 0 {
		return false
	}
	switch v := v.(type) {
	case string:
		if len(v) > 0 && v[0] == '{' {
			if pid, err := wire.ParsePID(v); err == nil {
				found(pid)
			}
		}
	case *wire.Table:
		if depth == 0 || !mentionsIn(v.Items, found, depth-1, left) {
			return false
		}
		for _, f := range v.Fields {
			if !mentionsValue(f.Key, found, depth-1, left) || !mentionsValue(f.Value, found, depth-1, left) {
				return false
			}
		}
	}
	return true
}
