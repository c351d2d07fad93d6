package codec

import "echotui/runtime/wire"

// pidWriter numbers the PIDs of a block in the order in which they come. Number
// 0 is the zero PID.
type pidWriter struct {
	index index
	list  []seen
	last  uint64 // the N of the newest PID
}

// seen is a PID of a block.
type seen struct {
	pid  wire.PID
	used uint64 // reductions, when it was last seen
}

func (w *pidWriter) reset() {
	w.index.reset()
	w.list = append(emptied(w.list), seen{})
	w.last = 0
}

// find returns the number of a PID, and whether it was there before.
func (w *pidWriter) find(p wire.PID, hash uint32) (n int, known bool) {
	for _, s := range w.index.near(hash) {
		if s.number == 0 {
			break
		}
		if s.hash == hash && w.list[s.number-1].pid == p {
			return int(s.number) - 1, true
		}
	}
	return 0, false
}

// hashedPID tells only PIDs of one node apart, and those of services; others are
// rare.
func hashedPID(p wire.PID) uint32 { return uint32(mix(p.N+uint64(len(p.Host))<<32) >> 32) }

// appendPID appends the number of a PID, increased by 1, or 0 if it is new: then
// it takes the next, and its host and number are written.
func (e *Encoder) appendPID(dst []byte, p wire.PID) ([]byte, int) {
	if p.IsZero() {
		return appendUint(dst, 1), 0
	}
	w, hash := &e.pids, hashedPID(p)
	if n, known := w.find(p, hash); known {
		return appendUint(dst, uint64(n)+1), n
	}
	n := len(w.list)
	w.index.add(hash, n)
	w.list = append(w.list, seen{pid: p})
	e.columns[pids] = appendUint(e.columns[pids], uint64(e.letters(p.Host)))
	e.columns[pids] = appendInt(e.columns[pids], int64(p.N-w.last))
	w.last = p.N
	return append(dst, 0), n
}

// textWriter numbers the texts of a block in the order in which they come.
type textWriter struct {
	index index
	list  []string
	next  []uint32 // which one followed each when it came last: programs repeat themselves
	last  int      // the one before
}

func (w *textWriter) reset() {
	w.index.reset()
	w.list = emptied(w.list)
	w.next, w.last = emptied(w.next), 0
}

// find returns the number of a text, and whether it was there before.
func (w *textWriter) find(s string, hash uint32) (n int, known bool) {
	for _, c := range w.index.near(hash) {
		if c.number == 0 {
			break
		}
		if c.hash == hash && w.list[c.number-1] == s {
			return int(c.number) - 1, true
		}
	}
	return 0, false
}

func (w *textWriter) add(s string, hash uint32) int {
	n := len(w.list)
	w.index.add(hash, n)
	w.list, w.next = append(w.list, s), append(w.next, 0)
	return n
}

// text is the number of a text. A new one takes the next and is written; if it
// is how a PID reads, the PID is.
func (e *Encoder) text(s string) int {
	w := &e.texts
	if len(w.list) == 0 {
		return e.look(s)
	}
	n := int(w.next[w.last])
	if w.list[n] != s {
		n = e.look(s)
		w.next[w.last] = uint32(n)
	}
	w.last = n
	return n
}

// look is text for one that does not follow the one before as it did last.
func (e *Encoder) look(s string) int {
	hash := hashed(s)
	if n, known := e.texts.find(s, hash); known {
		return n
	}
	p, canonical := wire.CanonicalPID(s)
	if !canonical {
		return e.newText(s, hash)
	}
	e.scratch, _ = e.appendPID(e.scratch[:0], p) // its host comes first
	e.columns[texts] = append(append(e.columns[texts], asPID), e.scratch...)
	return e.texts.add(s, hash)
}

// letters is text for one that is written letter by letter, as hosts are even
// if they read like a PID: so texts do not nest.
func (e *Encoder) letters(s string) int {
	hash := hashed(s)
	if n, known := e.texts.find(s, hash); known {
		return n
	}
	return e.newText(s, hash)
}

func (e *Encoder) newText(s string, hash uint32) int {
	e.columns[texts] = appendUint(e.columns[texts], uint64(len(s))+1)
	e.columns[letters] = append(e.columns[letters], s...)
	return e.texts.add(s, hash)
}

// asPID stands in the place of a text's length, increased by 1: it is how a PID
// reads.
const asPID = 0

// emptied is a list without what it held, so that nothing outlives its block.
func emptied[T any](list []T) []T {
	if cap(list) > crowded {
		return nil
	}
	clear(list)
	return list[:0]
}
