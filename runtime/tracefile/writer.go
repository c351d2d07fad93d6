package tracefile

import (
	"errors"
	"fmt"
	"io"
	"math"

	"echotui/runtime/codec"
	"echotui/runtime/wire"
)

const (
	// frameFacts is how many facts a full frame holds. An ordinary one takes
	// 12 KB.
	frameFacts = 4096
	// frameBytes ends a frame early when its facts are heavy.
	frameBytes = 4 << 20
)

// Writer appends a run to a file. After the first error it writes no more: what
// was written until then stays sound up to Sound.
//
// Facts are kept until they fill a frame, so whoever does not want to lose them
// calls Flush from time to time. A Writer is not safe for concurrent use.
type Writer struct {
	to       io.Writer
	err      error
	offset   int64 // up to where everything is written
	facts    []wire.Event
	weight   int // of facts, in bytes
	commands []wire.Applied
	stand    wire.Place
	stood    wire.Place // the last one written

	encoder codec.Encoder
	weigher codec.Weigher
	frame   []byte
	body    []byte
	index   []byte
	entries int
	last    entry
	next    uint64 // number of the next fact; 0 if any will do
}

// NewWriter begins a trace: all that comes before the first fact is written at
// once, so that a file is empty or can be opened. Nothing but errors of to make it
// fail, and an app of more than 4 GB.
func NewWriter(to io.Writer, h Header) (*Writer, error) {
	w := &Writer{to: to}
	body := h.encode()
	if uint64(len(body)) > math.MaxUint32 {
		w.err = errors.New("the app is too large for a trace")
	}
	frame := head{kind: kindHeader, length: uint32(len(body)), body: checksum(body)}
	w.write(append(frame.append(appendPrefix(nil)), body...))
	return w, w.err
}

// Append adds facts, the commands that were applied since the last call, and
// the place where the run stands now. Facts are numbered on from call to call; if
// one is missing, that is an error. Commands come with or before the facts that
// they cause.
func (w *Writer) Append(facts []wire.Event, commands []wire.Applied, stand wire.Place) error {
	w.stand = stand
	for _, c := range commands {
		if len(w.commands) == codec.MaxCommands-1 {
			w.flushCommands()
		}
		w.commands = append(w.commands, c)
	}
	for i := range facts {
		w.add(&facts[i])
	}
	return w.err
}

func (w *Writer) add(f *wire.Event) {
	if w.next != 0 && f.Seq != w.next && w.err == nil {
		w.flush() // those before are sound
		w.fail(fmt.Errorf("fact %d does not follow on fact %d", f.Seq, w.next-1))
	}
	if w.err != nil {
		return
	}
	w.next = f.Seq + 1
	w.facts = append(w.facts, *f)
	w.weight += w.weigher.Fact(f)
	if len(w.facts) == frameFacts || w.weight >= frameBytes {
		w.flush()
	}
}

// Flush writes what there is.
func (w *Writer) Flush() error {
	w.flush()
	return w.err
}

// Close writes what there is and the end of the file. What was written to stays
// open.
func (w *Writer) Close() error {
	w.flush()
	if w.err != nil {
		return w.err
	}
	if w.entries <= maxIndex {
		h := head{kind: kindIndex, length: uint32(len(w.index)), body: checksum(w.index)}
		w.frame = append(h.append(w.frame[:0]), w.index...)
		w.write(appendTail(w.frame, w.offset))
	}
	if w.err == nil {
		w.err = errClosed
		return nil
	}
	return w.err
}

var errClosed = errors.New("tracefile: the writer is closed")

// Sound is how many bytes are whole frames. After an error there may be some
// more in the file, which are of no use.
func (w *Writer) Sound() int64 { return w.offset }

// flush writes the commands, and then the facts that they have caused.
func (w *Writer) flush() {
	w.flushCommands()
	if len(w.facts) == 0 {
		return
	}
	w.body = w.encoder.Facts(w.body[:0], w.facts)
	w.put(kindFacts, len(w.facts), w.facts[0].Seq, w.body)
	clear(w.facts) // payloads must not outlive their facts
	w.facts, w.weight = w.facts[:0], 0
	w.reuse()
}

// flushCommands writes the commands and where the run stands.
func (w *Writer) flushCommands() {
	if len(w.commands) == 0 && w.stand == w.stood {
		return
	}
	w.commands = append(w.commands, wire.Applied{Place: w.stand})
	w.body = w.encoder.Commands(w.body[:0], w.commands)
	w.put(kindCommands, len(w.commands), w.next, w.body)
	clear(w.commands)
	w.commands = w.commands[:0]
	w.stood = w.stand
	w.reuse()
}

// fail makes an error the first one, unless there is one.
func (w *Writer) fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

// reuse lets go of buffers that a giant fact made.
func (w *Writer) reuse() {
	if cap(w.body) > frameBytes {
		w.body, w.frame = nil, nil
	}
}

// put writes a frame.
func (w *Writer) put(k kind, count int, first uint64, body []byte) {
	if uint64(len(body)) > math.MaxUint32 {
		w.fail(fmt.Errorf("fact %d is too large for a trace", first))
		return
	}
	h := head{kind: k, count: uint16(count), length: uint32(len(body)), first: first, body: checksum(body)}
	e := entry{offset: w.offset, first: first, kind: k, count: uint16(count)}
	w.frame = append(h.append(w.frame[:0]), body...)
	w.write(w.frame)
	if w.entries++; w.entries > maxIndex {
		w.index = nil
	} else if k == kindFacts || k == kindCommands {
		w.index = appendEntry(w.index, e, w.last)
		w.last = e
	}
}

// write writes bytes at once, so that what is in the file ends between two
// frames whenever the program is killed.
func (w *Writer) write(b []byte) {
	if w.err != nil {
		return
	}
	n, err := w.to.Write(b)
	if err == nil && n < len(b) {
		err = io.ErrShortWrite
	}
	if w.err = err; err == nil {
		w.offset += int64(n)
	}
}
