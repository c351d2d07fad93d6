package tracefile

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"sort"

	"echotui/runtime/codec"
	"echotui/runtime/wire"
)

// What is wrong with a file that cannot be opened at all.
var (
	ErrEmpty   = errors.New("it is empty: the program that was to write it was killed, or has yet to begin")
	ErrForeign = errors.New("it is no trace of echotui")
	ErrVersion = errors.New("it is a trace of another version")
)

// What a file that is sound up to a point ends with.
var (
	ErrUnfinished = errors.New("it was never ended: the program that wrote it was killed, or still runs")
	ErrCut        = errors.New("it is cut short")
	ErrDamaged    = errors.New("it is damaged")
)

// Reader reads a trace. It is not safe for concurrent use.
type Reader struct {
	from   io.ReaderAt
	size   int64
	header Header

	facts    []entry // frames of facts, in order
	commands []entry
	first    uint64
	last     uint64
	problem  error

	decoder codec.Decoder
	cache   codec.Cache
}

// Open opens a trace of size bytes. An error says that nothing of it can be
// read; if only what comes after some point cannot, Problem tells.
func Open(from io.ReaderAt, size int64) (*Reader, error) {
	r := &Reader{from: from, size: size, first: 1}
	start, err := r.readHeader()
	if errors.Is(err, ErrCut) {
		err = fmt.Errorf("%w, before the run begins: nothing of it is there", err)
	}
	if err != nil {
		return nil, err
	}
	if !r.readIndex(start) {
		r.walk(start)
	}
	return r, nil
}

// Header is what the run depends on.
func (r *Reader) Header() Header { return r.header }

// First is the number of the first fact; 1 if there is none.
func (r *Reader) First() uint64 { return r.first }

// Last is the number of the last fact that can be read; 0 if there is none. It
// becomes less when a frame turns out to be damaged.
func (r *Reader) Last() uint64 { return r.last }

// Problem is why the trace ends where it does; nil if it was ended there. It
// wraps ErrUnfinished, ErrCut or ErrDamaged, or is an error of reading.
func (r *Reader) Problem() error { return r.problem }

// Since appends to dst the facts numbered after seq, oldest first, at most
// limit of them, and returns it. It starts at the first one that there is, and
// ends before a frame that is damaged: then Problem tells.
func (r *Reader) Since(dst []wire.Event, seq uint64, limit int) []wire.Event {
	for next := max(seq+1, r.first); next <= r.last && limit > 0 && seq < r.last; {
		facts := r.frameOf(next)
		if facts == nil {
			break
		}
		part := facts[next-facts[0].Seq:]
		part = part[:min(len(part), limit)]
		dst = append(dst, part...)
		next += uint64(len(part))
		limit -= len(part)
	}
	return dst
}

// At returns the fact numbered seq, and whether it can be read.
func (r *Reader) At(seq uint64) (wire.Event, bool) {
	if seq < r.first || seq > r.last {
		return wire.Event{}, false
	}
	facts := r.frameOf(seq)
	if facts == nil {
		return wire.Event{}, false
	}
	return facts[seq-facts[0].Seq], true
}

// frameOf are the facts of the frame that holds fact seq, which is among those
// that can be read; nil if it turns out that they cannot. They are valid until
// the next call.
func (r *Reader) frameOf(seq uint64) []wire.Event {
	i := sort.Search(len(r.facts), func(i int) bool { return r.facts[i].first > seq }) - 1
	e := r.facts[i]
	facts, err := r.cache.Get(e.first, func() ([]byte, error) { return r.body(e) })
	if err == nil && (len(facts) != int(e.count) || facts[0].Seq != e.first) {
		err = r.damagedAt(e.offset)
	}
	if err != nil {
		r.cache.Drop(e.first)
		r.endFacts(i, err)
		return nil
	}
	return facts
}

// endFacts makes the facts end before frame i.
func (r *Reader) endFacts(i int, err error) {
	r.last = r.facts[i].first - 1
	r.facts = r.facts[:i]
	r.problem = err
	if i == 0 {
		r.first, r.last = 1, 0
	}
}

// Commands yields the commands in order. If some cannot be read, they end
// there, and Problem tells.
func (r *Reader) Commands() iter.Seq[wire.Applied] {
	return func(yield func(wire.Applied) bool) {
		for i := 0; i < len(r.commands); i++ {
			for _, c := range r.commandsOf(i) {
				if c.Command.Kind != 0 && !yield(c) {
					return
				}
			}
		}
	}
}

// Stand is where the run stood when the last of the commands were written; the
// zero Place if it was never told.
func (r *Reader) Stand() wire.Place {
	for len(r.commands) > 0 { // there may be fewer than there seem to be
		if list := r.commandsOf(len(r.commands) - 1); list != nil {
			return list[len(list)-1].Place
		}
	}
	return wire.Place{}
}

// commandsOf decodes a frame of commands, or makes them end before it.
func (r *Reader) commandsOf(i int) []wire.Applied {
	e := r.commands[i]
	body, err := r.body(e)
	var list []wire.Applied
	if err == nil {
		list, err = r.decoder.Commands(nil, body)
	}
	if err == nil && (len(list) != int(e.count) || list[len(list)-1].Command.Kind != 0) {
		err = r.damagedAt(e.offset)
	}
	if err != nil {
		r.commands, r.problem = r.commands[:i], err
		return nil
	}
	return list
}
