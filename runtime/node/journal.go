package node

import (
	"encoding/binary"
	"iter"
	"slices"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// Journal holds every command of a run with the place at which it was applied,
// and where the run stands: all there is to know to make it again. It has no
// bound, for a run without its first commands cannot be made at all. What a
// real clock does to a busy app is some ten bytes a millisecond; where there is a
// store, all but the first megabyte goes there.
//
// The bytes of a chunk are never written again, so a journal and its clones
// share those that are full.
type Journal struct {
	chunks   []chunk     // places and times, as what differs from those before
	store    trace.Store // nil: all chunks stay in memory
	part     []byte      // the chunk that is being written
	written  mark        // the last one in the bytes
	commands []wire.Command
	last     wire.Applied // is not in the bytes yet: more time may pass with it
	length   int
	end      wire.Place
}

// mark is what the bytes of a journal tell: where a command was applied, and
// the time to which the clock was set last.
type mark struct {
	wire.Place
	at wire.Time
}

// chunk is a part of a journal that is full, in memory or in a store.
type chunk struct {
	bytes []byte // nil: in the store
	store trace.Store
	at    int64
	size  int
}

const (
	// chunkBytes is how much is copied, at most, when a journal is cloned.
	chunkBytes = 16 << 10
	// firstChunks is how many chunks are in memory whatever happens: a megabyte.
	firstChunks = 64
)

// Len is the number of commands.
func (j *Journal) Len() int { return j.length }

// End is where the run stands.
func (j *Journal) End() wire.Place { return j.end }

// add appends a command. Letting time pass twice in a row is the same as
// letting it pass once, and kept as that.
func (j *Journal) add(a wire.Applied) {
	if j.length > 0 && isAdvance(a) && isAdvance(j.last) && samePlace(a.Place, j.last.Place) {
		j.last.Command.At = a.Command.At
		return
	}
	if j.length > 0 {
		j.write()
	}
	j.length++
	j.last = a
}

func isAdvance(a wire.Applied) bool { return a.Command.Kind == wire.CommandAdvance }

// samePlace reports whether nobody ran between two places, not even to the end
// of a turn. Timers may have run out, and have ended the process that was held.
func samePlace(a, b wire.Place) bool {
	b.Seq, b.Held = a.Seq, a.Held
	return a == b
}

// write puts the last command into the bytes; what it is besides a place and a
// time is put beside them.
func (j *Journal) write() {
	now, tag := mark{j.last.Place, j.last.Command.At}, byte(j.last.Place.Held)<<1
	if !isAdvance(j.last) {
		tag |= 1
		now.at = j.written.at
		j.commands = append(j.commands, j.last.Command)
	}
	j.part = now.append(append(j.part, tag), j.written)
	j.written = now
	if len(j.part) >= chunkBytes {
		j.chunks, j.part = append(j.chunks, j.keep(j.part)), nil
	}
}

// keep makes the bytes of a chunk the next one. What the store does not take stays
// in memory.
func (j *Journal) keep(bytes []byte) chunk {
	if j.store == nil || len(j.chunks) < firstChunks {
		return chunk{bytes: bytes}
	}
	at, err := j.store.Put(bytes)
	if err != nil {
		return chunk{bytes: bytes}
	}
	return chunk{store: j.store, at: at, size: len(bytes)}
}

// keepIn makes the store the one of the journal, also of what is in it already.
func (j *Journal) keepIn(store trace.Store) {
	j.store = store
	old := j.chunks
	j.chunks = nil // clones share those
	for _, c := range old {
		if c.bytes != nil {
			c = j.keep(c.bytes)
		}
		j.chunks = append(j.chunks, c)
	}
}

func (m mark) append(dst []byte, before mark) []byte {
	for _, n := range [...]uint64{
		m.Turns - before.Turns, m.Seq - before.Seq, m.Points - before.Points, m.Reds - before.Reds, uint64(m.at - before.at),
	} {
		dst = binary.AppendUvarint(dst, n)
	}
	return dst
}

// clone is a journal of its own that begins with the same commands.
func (j *Journal) clone() *Journal {
	c := *j
	c.chunks, c.commands = slices.Clip(j.chunks), slices.Clip(j.commands)
	c.part = slices.Clone(j.part)
	return &c
}

// All yields the commands in order. If the store has lost some, it ends before
// them: there are fewer than Len then.
func (j *Journal) All() iter.Seq[wire.Applied] {
	return func(yield func(wire.Applied) bool) {
		for c := (cursor{journal: j}); ; {
			a, ok := c.next()
			if !ok || !yield(a) {
				return
			}
		}
	}
}

// cursor reads a journal to which nothing is added meanwhile.
type cursor struct {
	journal  *Journal
	chunk    int // where the next bytes are
	offset   int
	mark     mark // that of the bytes before
	commands int  // taken of those beside the bytes
	read     int
	loaded   []byte // the bytes of chunk, if they are in a store and were read
	err      error  // why they cannot be
}

// bytes are those of the chunk in which the cursor is.
func (c *cursor) bytes() []byte {
	if c.chunk == len(c.journal.chunks) {
		return c.journal.part
	}
	of := &c.journal.chunks[c.chunk]
	if of.bytes != nil {
		return of.bytes
	}
	if c.loaded == nil {
		c.loaded, c.err = of.store.Get(of.at, of.size)
	}
	return c.loaded
}

// next returns the next command, if there is one.
func (c *cursor) next() (a wire.Applied, ok bool) {
	if c.read == c.journal.length {
		return a, false
	}
	if c.read+1 == c.journal.length {
		c.read++
		return c.journal.last, true
	}
	bytes := c.bytes()
	if c.chunk < len(c.journal.chunks) && c.offset == len(bytes) && c.err == nil {
		c.chunk, c.offset, c.loaded = c.chunk+1, 0, nil
		bytes = c.bytes()
	}
	if c.err != nil {
		return a, false
	}
	c.read++
	tag := bytes[c.offset]
	c.offset = len(bytes) - len(c.mark.take(bytes[c.offset+1:]))
	c.mark.Held = wire.Hold(tag >> 1)
	a = wire.Applied{Place: c.mark.Place, Command: wire.Command{Kind: wire.CommandAdvance, At: c.mark.at}}
	if tag&1 != 0 {
		a.Command = c.journal.commands[c.commands]
		c.commands++
	}
	return a, true
}

// extend makes the cursor one of a longer journal, which begins with the same
// commands. It reports whether the last one that was read is read again: there
// may be more to it now.
func (c *cursor) extend(longer *Journal) (again bool) {
	again = c.read > 0 && c.read == c.journal.length
	c.journal = longer
	if again {
		c.read--
	}
	return again
}

// take reads what append has written after the bytes of m.
func (m *mark) take(src []byte) (rest []byte) {
	number := func() uint64 {
		n, size := binary.Uvarint(src)
		src = src[size:]
		return n
	}
	m.Turns += number()
	m.Seq += number()
	m.Points += number()
	m.Reds += number()
	m.at += wire.Time(number())
	return src
}
