package node

import (
	"fmt"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// Room is how much memory the facts of all branches of a Loop may take, and
// where those go for which there is none.
//
// A store that takes no more stops time, once there is no memory left either:
// nothing is lost, and whoever looks at the run can make room or let time go on.
// Then the log takes as much memory again, until that is used up. To let it grow
// without a word could end the program, and all that it knows with it; to forget
// is what the store is there to prevent.
//
// A trace that is written anyway is no such store: it can be cut, moved or end
// early, at the wish of somebody who does not know that it is needed, and its
// frames are not the blocks of the log. What is written twice is 3 bytes a fact.
type Room struct {
	Memory  int          // bytes, at least 1; trace.Unbounded: as much as it takes
	Store   trace.Store  // for facts, safe for concurrent use; unused if memory has no bound
	Journal trace.Store  // for commands, which are kept to the end; nil: they stay in memory
	Say     func(string) // is told in a line what goes wrong, with locks held
}

const (
	// storedFacts is how many facts are kept at most where memory is not what
	// bounds them: three days of a thousand a second. Their table is 8 MB.
	storedFacts = 1 << 28
	// storedBytes is how many bytes are in the store at most.
	storedBytes = 4 << 30
)

// Bound says how much room there is for facts. It comes before Run.
func (l *Loop) Bound(r Room) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if r.Memory == trace.Unbounded {
		r.Store, r.Journal = nil, nil
	}
	l.room = &r
	l.boundLive()
	l.boundJournal()
}

// boundJournal says where the commands of the node go.
func (l *Loop) boundJournal() {
	if l.room != nil && l.node != nil {
		l.node.journal.keepIn(l.room.Journal)
	}
}

// boundLive gives the live branch its part: all there is, or half of it when
// there are others. The caller holds the lock.
func (l *Loop) boundLive() {
	if l.room == nil || l.live == nil {
		return
	}
	memory, bytes := l.room.Memory, int64(storedBytes)
	for _, b := range l.branches {
		if b != l.live && b.log != nil {
			memory = l.room.Memory / 2
			bytes -= b.log.Stored()
		}
	}
	l.live.log.Bound(storedFacts, memory, l.room.Store, max(bytes, 0))
}

// settle lets the packer bring the facts of a branch that is left to the store,
// but for a small part, when it is woken: all such branches take half of the
// memory at most. The caller holds the lock.
func (l *Loop) settle(log *trace.Log) {
	if l.room != nil && l.room.Store != nil {
		log.Settle(l.room.Memory / 2 / maxBranches)
	}
}

// full pauses the loop if there is no room for more facts, and reports whether
// it did.
func (l *Loop) full() bool {
	l.mu.Lock()
	why := l.live.log.Refused()
	l.mu.Unlock()
	if why == nil {
		return false
	}
	if !l.warned {
		l.warned = true
		l.room.Say(fmt.Sprintf("the log is full: it has taken its %s of memory, and the rest cannot be kept in a file (%v); "+
			"make room there, or just let time go on: nothing is lost, but it takes more memory", size(l.room.Memory), why))
	}
	l.haltAt(everything, wire.Stop{Text: fmt.Sprintf("the log is full: %v", why)})
	return true
}

// size writes a number of bytes as people do.
func size(n int) string {
	for _, unit := range []struct {
		bytes int
		name  string
	}{{1 << 30, "GB"}, {1 << 20, "MB"}, {1 << 10, "KB"}} {
		if n >= unit.bytes && n%unit.bytes == 0 {
			return fmt.Sprintf("%d %s", n/unit.bytes, unit.name)
		}
	}
	return fmt.Sprintf("%d bytes", n)
}

// missed tells, once, that facts were lost by the store. The caller holds the
// lock.
func (l *Loop) missed() {
	if l.room == nil || l.missing {
		return
	}
	for _, b := range l.branches {
		if b.log != nil && b.log.Lost() != nil {
			l.missing = true
			l.room.Say(fmt.Sprintf("facts up to #%d are lost: they cannot be read back (%v); the app goes on", b.log.Forgotten(), b.log.Lost()))
			return
		}
	}
}
