package export

import (
	"maps"
	"slices"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// spans finds out what takes time in a run: facts are moments, and a span is
// what lies between two of them.
//
//	life      of a process, from its spawn to its exit
//	handling  what a coroutine does because of a message or a typed line: from
//	          taking it to the next one, or until it waits for the next
//	waiting   a coroutine stands still
//
// In one coroutine they lie in each other: a wait in a handling, a handling in
// the life. Whoever uses it is told when one begins and ends, in order. Memory
// is bounded by what is alive.
type spans struct {
	begun     func(s *span, world *trace.World, e *wire.Event)
	ended     func(s *span, at wire.Time)
	processes map[wire.PID]*occupied
}

// span is one of them.
type span struct {
	what  activity
	pid   wire.PID
	co    uint32
	shown bool // the filter lets the fact through that began it
	note  any  // what the format keeps beside it
}

type activity uint8

const (
	life activity = iota
	handling
	waiting
)

// occupied is a process with its open spans.
type occupied struct {
	life    *span // nil if it was not seen to begin
	threads map[uint32]*thread
}

// thread is a coroutine with its open spans; nil for those that it has not.
type thread struct{ handling, waiting *span }

func (s *spans) of(p wire.PID, co uint32) *thread {
	process := s.processes[p]
	if process == nil {
		process = &occupied{threads: map[uint32]*thread{}}
		s.processes[p] = process
	}
	t := process.threads[co]
	if t == nil {
		t = &thread{}
		process.threads[co] = t
	}
	return t
}

// settle ends the waits that are over with a fact, right after which the world
// is.
func (s *spans) settle(world *trace.World, e *wire.Event) {
	s.wake(world, e.PID, e.Co, e.At)
	if e.Kind == wire.KindCoroutine {
		s.wake(world, e.PID, uint32(e.N), e.At)
	}
}

// fact begins and ends what a fact does, which has been settled.
func (s *spans) fact(world *trace.World, e *wire.Event, shown bool) {
	if e.Kind == wire.KindSpawn {
		s.born(world, e, shown)
		return
	}
	if s.processes[e.PID] == nil && world.Process(e.PID) == nil {
		return
	}
	switch e.Kind {
	case wire.KindReceive, wire.KindRead:
		t := s.of(e.PID, e.Co)
		s.close(&t.handling, e.At)
		t.handling = s.open(handling, e.PID, e.Co, world, e, shown)
	case wire.KindWait:
		t := s.of(e.PID, e.Co)
		s.close(&t.waiting, e.At)
		if idle(e) {
			s.close(&t.handling, e.At)
		}
		t.waiting = s.open(waiting, e.PID, e.Co, world, e, shown)
	case wire.KindFinish:
		s.finish(e.PID, e.Co, e.At)
	case wire.KindUpgrade: // only the main coroutine goes on, with other code
		for _, co := range s.coroutines(e.PID) {
			s.finish(e.PID, co, e.At)
		}
	case wire.KindExit:
		s.exit(e.PID, e.At)
	}
}

// idle reports whether a wait is one for something new to do.
func idle(e *wire.Event) bool {
	switch e.Name {
	case "receive", "select", "readline", "read":
		return true
	}
	return false
}

func (s *spans) born(world *trace.World, e *wire.Event, shown bool) {
	if s.processes[e.Peer] == nil {
		made := &occupied{threads: map[uint32]*thread{}}
		s.processes[e.Peer] = made
		made.life = s.open(life, e.Peer, 0, world, e, shown)
	}
}

// wake ends the wait of a coroutine that goes on.
func (s *spans) wake(world *trace.World, p wire.PID, co uint32, at wire.Time) {
	process := s.processes[p]
	if process == nil || process.threads[co] == nil || process.threads[co].waiting == nil {
		return
	}
	if known := world.Process(p); known != nil && !known.Ended {
		if c := known.Coroutine(co); c != nil && c.Waiting {
			return
		}
	}
	s.close(&process.threads[co].waiting, at)
}

func (s *spans) open(what activity, p wire.PID, co uint32, world *trace.World, e *wire.Event, shown bool) *span {
	made := &span{what: what, pid: p, co: co, shown: shown}
	s.begun(made, world, e)
	return made
}

func (s *spans) close(open **span, at wire.Time) {
	if *open != nil {
		s.ended(*open, at)
		*open = nil
	}
}

func (s *spans) finish(p wire.PID, co uint32, at wire.Time) {
	process := s.processes[p]
	if process == nil || process.threads[co] == nil {
		return
	}
	t := process.threads[co]
	s.close(&t.waiting, at)
	s.close(&t.handling, at)
	delete(process.threads, co)
}

// coroutines are those of a process that are known, in order.
func (s *spans) coroutines(p wire.PID) []uint32 {
	if process := s.processes[p]; process != nil {
		return slices.Sorted(maps.Keys(process.threads))
	}
	return nil
}

func (s *spans) exit(p wire.PID, at wire.Time) {
	for _, co := range slices.Backward(s.coroutines(p)) {
		s.finish(p, co, at)
	}
	if process := s.processes[p]; process != nil {
		s.close(&process.life, at)
		delete(s.processes, p)
	}
}

// end ends what has not ended, in the order of the numbers of processes.
func (s *spans) end(at wire.Time) {
	all := slices.SortedFunc(maps.Keys(s.processes), comparePIDs)
	for _, p := range all {
		s.exit(p, at)
	}
}
