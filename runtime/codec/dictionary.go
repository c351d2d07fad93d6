package codec

import "echotui/runtime/wire"

// pidWriter numbers the PIDs of a block in the order in which they come. Number
// 0 is the zero PID.
type pidWriter struct {
	codes map[wire.PID]int
	used  []uint64 // reductions, when they were last seen
	last  uint64   // the number of the newest PID
}

// crowded is how large a dictionary may become before it is made anew instead
// of emptied: emptying costs what it once held.
const crowded = 4096

func (w *pidWriter) reset() {
	if w.codes == nil || len(w.codes) > crowded {
		w.codes = map[wire.PID]int{}
	}
	clear(w.codes)
	w.used = append(w.used[:0], 0)
	w.last = 0
}

// appendPID appends the number of a PID, increased by 1, or 0 if it is new: then
// it takes the next, and its host and number are written.
func (e *Encoder) appendPID(dst []byte, p wire.PID) ([]byte, int) {
	if n, known := e.pids.codes[p]; known {
		return appendUint(dst, uint64(n)+1), n
	}
	if p.IsZero() {
		return appendUint(dst, 1), 0
	}
	n := len(e.pids.used)
	e.pids.codes[p] = n
	e.pids.used = append(e.pids.used, 0)
	e.columns[pids] = appendUint(e.columns[pids], uint64(e.letters(p.Host)))
	e.columns[pids] = appendInt(e.columns[pids], int64(p.N-e.pids.last))
	e.pids.last = p.N
	return append(dst, 0), n
}

// textWriter numbers the texts of a block in the order in which they come.
type textWriter struct{ codes map[string]int }

func (w *textWriter) reset() {
	if w.codes == nil || len(w.codes) > crowded {
		w.codes = map[string]int{}
	}
	clear(w.codes)
}

// text is the number of a text. A new one takes the next and is written; if it
// is how a PID reads, the PID is.
func (e *Encoder) text(s string) int {
	if n, known := e.texts.codes[s]; known {
		return n
	}
	p, err := wire.ParsePID(s)
	if err != nil || p.String() != s {
		return e.letters(s)
	}
	var code []byte
	code, _ = e.appendPID(code, p) // its host comes first
	e.columns[texts] = append(append(e.columns[texts], asPID), code...)
	return e.newText(s)
}

// letters is text for one that is written letter by letter, as hosts are even
// if they read like a PID: so texts do not nest.
func (e *Encoder) letters(s string) int {
	if n, known := e.texts.codes[s]; known {
		return n
	}
	e.columns[texts] = appendUint(e.columns[texts], uint64(len(s))+1)
	e.columns[letters] = append(e.columns[letters], s...)
	return e.newText(s)
}

func (e *Encoder) newText(s string) int {
	n := len(e.texts.codes)
	e.texts.codes[s] = n
	return n
}

// asPID stands in the place of a text's length, increased by 1: it is how a PID
// reads.
const asPID = 0
