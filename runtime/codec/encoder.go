package codec

import (
	"encoding/binary"
	"fmt"

	"github.com/klauspost/compress/zstd"

	"echotui/runtime/wire"
)

// MaxFacts is how many facts a block holds at most.
const MaxFacts = 1 << 14

// Encoder turns facts and commands into blocks. The zero Encoder is ready.
type Encoder struct {
	// Quick makes blocks larger, by a third, and takes a tenth less time for them.
	// It is set before the first one.
	Quick bool

	zstd    *zstd.Encoder
	packed  []byte
	body    []byte
	causes  []byte
	columns [columns][]byte

	pids  pidWriter
	texts textWriter
	lists listWriter
	told  []told // of each fact so far

	at    wire.Time // of the fact before
	ref   uint64    // the last one written
	named [256]code // the last name of each kind

	scratch []byte
}

// told is which PIDs of the dictionary a fact is about.
type told struct{ pid, peer int }

// code is a text that was met lately, with its code.
type code struct {
	text string
	code int
}

// Facts appends facts to dst as one block: at least 1 and at most MaxFacts,
// numbered one after another. Anything else is a bug of the caller, and so is a
// value that is none of those that wire.Value allows: it panics.
func (e *Encoder) Facts(dst []byte, facts []wire.Event) []byte {
	if len(facts) == 0 || len(facts) > MaxFacts {
		panic(fmt.Sprintf("codec: a block of %d facts", len(facts)))
	}
	e.reset()
	first := facts[0].Seq
	for i := range facts {
		if facts[i].Seq != first+uint64(i) {
			panic(fmt.Sprintf("codec: fact %d follows fact %d", facts[i].Seq, first+uint64(i)-1))
		}
		e.fact(facts, i)
	}
	dst = appendUint(dst, first)
	dst = appendUint(dst, uint64(len(facts)))
	dst = e.appendSection(dst, e.causes)
	return e.appendSection(dst, e.join())
}

// join puts the lengths of the columns, and then the columns, one after another.
func (e *Encoder) join() []byte {
	e.body = e.body[:0]
	for _, c := range e.columns {
		e.body = appendUint(e.body, uint64(len(c)))
	}
	for _, c := range e.columns {
		e.body = append(e.body, c...)
	}
	return e.body
}

func (e *Encoder) reset() {
	for i := range e.columns {
		e.columns[i] = reuse(e.columns[i])
	}
	e.causes, e.body, e.packed = reuse(e.causes), reuse(e.body), reuse(e.packed)
	e.pids.reset()
	e.texts.reset()
	e.lists.reset()
	e.told = e.told[:0]
	e.at, e.ref = 0, 0
	clear(e.named[:])
}

// reuse empties a buffer, and lets go of one that a giant fact made.
func reuse(b []byte) []byte {
	if cap(b) > spare {
		return nil
	}
	return b[:0]
}

// fact writes facts[i].
func (e *Encoder) fact(facts []wire.Event, i int) {
	f := &facts[i]
	back := causeCode(f.Seq, f.Cause)
	e.causes = appendUint(e.causes, back)
	var cause *wire.Event
	var by told
	if j := causeIn(i, back); j >= 0 {
		cause, by = &facts[j], e.told[j]
	}
	var s shape
	var about told
	about.pid = e.pid(&s, shapePID, f.PID, cause, by)
	about.peer = e.pid(&s, shapePeer, f.Peer, cause, by)
	e.told = append(e.told, about)
	e.name(&s, f, cause)
	e.refOf(&s, f, cause)
	e.rest(&s, f, about.pid)
	e.columns[kinds] = append(e.columns[kinds], byte(f.Kind))
	e.columns[shapes] = binary.LittleEndian.AppendUint16(e.columns[shapes], uint16(s))
}

// pid writes one of the PIDs of a fact and returns its code.
func (e *Encoder) pid(s *shape, field int, p wire.PID, cause *wire.Event, by told) int {
	switch {
	case p.IsZero():
		s.set(field, nothing)
		return 0
	case cause != nil && p == cause.PID:
		s.set(field, same)
		return by.pid
	case cause != nil && p == cause.Peer:
		s.set(field, opposite)
		return by.peer
	}
	s.set(field, elsewhere)
	var n int
	e.columns[whos], n = e.appendPID(e.columns[whos], p)
	return n
}

func (e *Encoder) name(s *shape, f *wire.Event, cause *wire.Event) {
	switch {
	case f.Name == "":
		s.set(shapeName, nothing)
	case cause != nil && f.Name == cause.Name:
		s.set(shapeName, same)
	default:
		s.set(shapeName, elsewhere)
		last := &e.named[f.Kind]
		if last.text != f.Name { // else a look at the dictionary is saved
			last.text, last.code = f.Name, e.text(f.Name)
		}
		e.columns[names] = appendUint(e.columns[names], uint64(last.code))
	}
}

func (e *Encoder) refOf(s *shape, f *wire.Event, cause *wire.Event) {
	switch {
	case f.Ref == 0:
		s.set(shapeRef, nothing)
	case cause != nil && f.Ref == cause.Ref:
		s.set(shapeRef, same)
	default:
		s.set(shapeRef, elsewhere)
		e.columns[refs] = appendInt(e.columns[refs], int64(f.Ref-e.ref))
		e.ref = f.Ref
	}
}

// rest writes the fields that are there or not.
func (e *Encoder) rest(s *shape, f *wire.Event, pid int) {
	if f.At != e.at {
		*s |= shapeTime
		e.columns[times] = appendInt(e.columns[times], int64(f.At-e.at))
		e.at = f.At
	}
	if f.Co != 0 {
		*s |= shapeCo
		e.columns[routes] = appendUint(e.columns[routes], uint64(f.Co))
	}
	if f.N != 0 {
		*s |= shapeN
		e.columns[numbers] = appendInt(e.columns[numbers], f.N)
	}
	if f.Text != "" {
		*s |= shapeText
		e.columns[names] = appendUint(e.columns[names], uint64(e.text(f.Text)))
	}
	if len(f.Args) > 0 {
		*s |= shapeArgs
		e.columns[lists] = appendUint(e.columns[lists], uint64(e.list(f.Args)))
	}
	if used := &e.pids.list[pid].used; f.Reds != *used {
		*s |= shapeReds
		e.columns[reds] = appendInt(e.columns[reds], int64(f.Reds-*used))
		*used = f.Reds
	}
}
