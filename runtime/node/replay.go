package node

import (
	"fmt"

	"echotui/runtime/app"
	"echotui/runtime/wire"
)

// Replay makes a run again, by applying its commands at their places to a
// second node. It goes as far as it is told, and later on from there.
type Replay struct {
	node     *Node
	commands cursor
	next     wire.Applied // the command to apply next
	more     bool         // there is one
	end      wire.Place
}

// NewReplay boots the app again. The journal is one that does not change any
// more.
func NewReplay(a *app.App, origin Origin, journal *Journal) (*Replay, error) {
	n, err := Boot(a, origin)
	if err != nil {
		return nil, err
	}
	r := &Replay{node: n, commands: cursor{journal: journal}, end: journal.end}
	r.step()
	return r, nil
}

// Node is the node that the run is made again on. Once something else than the
// Replay has driven it, the Replay is of no use.
func (r *Replay) Node() *Node { return r.node }

// Close closes the node.
func (r *Replay) Close() { r.node.Close() }

// last is the number of the last fact that has happened again.
func (r *Replay) last() uint64 { return r.node.system.Last() }

// extend makes the run one that goes on for longer: its journal is that of the
// same run, taken later.
func (r *Replay) extend(journal *Journal) {
	waiting, place := r.more, r.next.Place
	r.end = journal.end
	again := r.commands.extend(journal)
	if !again && waiting {
		return
	}
	r.step()
	switch {
	case again && waiting:
		r.next.Place = place // a part of it may have been applied
	case again && isAdvance(r.next) && r.next.Command.At > r.node.Now():
		r.next.Place = r.node.system.Place()
	case again:
		r.step()
	}
}

// step turns to the next command.
func (r *Replay) step() { r.next, r.more = r.commands.next() }

// Run goes on until fact seq has happened, or the run is over: where it stood
// when its journal was taken. It takes about turns turns at most, and reports
// whether it is there. If seq is one of several facts that an action or command
// has caused at once, all of those have happened.
//
// An error means that this has become another run: its app is not the same, or
// the commands are not those of this app.
func (r *Replay) Run(seq uint64, turns int) (done bool, err error) {
	s := r.node.system
	for turns > 0 && s.Last() < seq {
		if err := r.commands.err; err != nil {
			return false, fmt.Errorf("what was done after fact %d cannot be read back: %w", s.Last(), err)
		}
		before := s.Turns()
		there := s.RunTo(r.place(), turns, seq-s.Last())
		r.node.collect()
		turns -= max(1, int(s.Turns()-before))
		switch {
		case there && s.Place() != r.place(), s.Past(r.place()), !there && !s.Ready() && s.Last() < seq:
			return false, fmt.Errorf("the run goes another way after fact %d", s.Last())
		case there && !r.more:
			return true, nil
		case there:
			r.apply(seq)
		}
	}
	return s.Last() >= seq, nil
}

// place is where the next command is to be applied, or the run is over.
func (r *Replay) place() wire.Place {
	if r.more {
		return r.next.Place
	}
	return r.end
}

// apply applies the next command; if that lets time pass, timer by timer, and
// no further than to fact seq. A refused command was refused before, too.
func (r *Replay) apply(seq uint64) {
	s := r.node.system
	for isAdvance(r.next) && s.Last() < seq {
		due, ok := s.NextTimer()
		if !ok || due >= r.next.Command.At {
			break
		}
		r.node.advance(max(due, s.Now()))
	}
	if r.next.Place = s.Place(); s.Last() < seq {
		_ = r.node.Apply(r.next.Command)
		r.step()
	}
}
