package actor

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"echotui/runtime/wire"
)

// About how many bytes the node itself needs for things of a process.
const (
	processBytes = 4096
	messageBytes = 128
	timerBytes   = 256

	// bytesInCode is how many a value takes in the code of a process for each
	// of a message, about.
	bytesInCode = 6
)

// memory is about how many bytes all processes take together.
type memory struct {
	held    int    // by them, their mailboxes and their code, as it was weighed last
	made    int    // by their code since, garbage included
	look    int    // at how many of both all are weighed
	weighed uint64 // reductions used by all processes when that was done last
}

// Grow notes that the code of the process has made about so many bytes, of which
// some may be garbage by now. It reports whether something is to be weighed:
// then the process should give up its turn.
func (p *Process) Grow(bytes int) bool {
	p.grown += bytes
	p.system.memory.made += bytes
	return p.Heavy() || p.system.heavy()
}

// Held is about how many bytes the code of the process held when it was weighed
// last; 0 before.
func (p *Process) Held() int { return p.held }

// Heavy reports whether a process may hold more than it is allowed to: it may
// have made half of what was missing when it was weighed.
func (p *Process) Heavy() bool {
	limit := p.system.config.Limits.Memory
	return limit > 0 && p.grown >= max(limit/8, (limit-p.held-p.mailbox.weight())/2)
}

// heavy is Heavy for all processes together.
func (s *System) heavy() bool { return s.memory.held+s.memory.made >= s.memory.look }

// weight is about how many bytes the messages and events take that wait.
func (m *mailbox) weight() int {
	return m.bytes + m.heard.bytes + (m.count+m.heard.count)*messageBytes
}

// weight is about how many bytes a process takes, as far as is known.
func (p *Process) weight() int { return processBytes + p.held + p.mailbox.weight() }

// weigh ends those who hold too much when p gives up its turn.
func (s *System) weigh(p *Process) {
	if p.Heavy() && !p.ended {
		s.weighCode(p)
		limit, held := s.config.Limits.Memory, p.held+p.mailbox.weight()
		if held > limit {
			s.exceeds(p, p.next(), wire.LimitMemory, limit, fmt.Sprintf("it holds about %d bytes, and may hold %d", held, limit))
		}
	}
	if s.heavy() {
		s.weighAll()
	}
}

// next is the task of a process that would run next.
func (p *Process) next() *Task {
	if p.ready.len() > 0 {
		return p.ready.at(0)
	}
	return p.main
}

// weighCode finds out what the code of a process holds.
func (s *System) weighCode(p *Process) {
	held := s.config.Code.Weigh(p)
	for t := p.timers; t != nil; t = t.next {
		held += timerBytes
	}
	s.memory.held += held - p.held
	s.memory.made -= p.grown
	p.grown, p.held, p.weighed = 0, held, p.reds
}

// neverWeighed is no number of reductions.
const neverWeighed = ^uint64(0)

// weighAll weighs every process that has run since it was weighed, and ends some
// if all hold too much. It has to be done again when half of what is missing then
// may have been made.
func (s *System) weighAll() {
	for _, p := range s.processes {
		if p.grown > 0 || p.weighed != p.reds {
			s.weighCode(p)
		}
	}
	limit, m := s.config.Limits.TotalMemory, &s.memory
	if m.held > limit {
		s.relieve(limit)
	}
	for _, p := range s.processes {
		p.before = p.weight()
	}
	m.look, m.weighed = m.held+max(limit/8, (limit-m.held)/2), s.reds
}

// relieve ends processes until the others hold no more than all may: those first
// that have grown most since all were weighed, for it is they who take the room.
func (s *System) relieve(limit int) {
	growth := func(p *Process) int { return p.weight() - p.before }
	list := slices.SortedFunc(maps.Values(s.processes), func(a, b *Process) int {
		return cmp.Or(cmp.Compare(growth(b), growth(a)), cmp.Compare(b.N, a.N))
	})
	for _, p := range list {
		if s.memory.held <= limit {
			return
		}
		if !p.ended {
			s.exceeds(p, p.next(), wire.LimitTotalMemory, limit, fmt.Sprintf(
				"all processes hold about %d bytes, and may hold %d; this one took %d more since that was looked at", s.memory.held, limit, growth(p)))
		}
	}
}

// cramped tells why the node has no room for one more process. They may take
// seven eighths, so that those which there are have some to work in.
func (s *System) cramped() *wire.Error {
	limit, m := s.config.Limits.TotalMemory, &s.memory
	if limit < 0 || m.held+processBytes <= limit-limit/8 {
		return nil
	}
	if s.reds-m.weighed > uint64(m.held/bytesPerReduction) {
		m.look = 0 // they may hold less by now
	}
	return wire.NewError(wire.LimitExceeded, fmt.Sprintf("total_memory limit exceeded: all processes hold about %d bytes", m.held))
}

// bytesPerReduction is how many bytes are weighed while an instruction runs, so
// that as much time at most goes into weighing as into instructions.
const bytesPerReduction = 64
