package codec

// The columns of a block of facts, in the order in which they are written.
// Kinds and shapes have one place for each fact, the others for those facts
// whose shape says so, or whenever something is new in a dictionary.
const (
	kinds   = iota // a byte
	shapes         // two bytes, the lower first
	times          // difference to the fact before
	routes         // coroutines
	whos           // PIDs and peers: their numbers, increased by 1, or 0 for a new one
	reds           // difference to the last of the same PID
	refs           // difference to the last one that was written
	numbers        // N
	names          // names and texts, as numbers
	lists          // arguments, as numbers of lists
	values         // the lists: see value.go
	pids           // new PIDs: the text that is the host, difference to the last new PID
	texts          // new texts: how long, increased by 1, or asPID and the PID as in whos
	letters        // the new texts themselves
	columns
)

var columnNames = [columns]string{
	kinds: "kinds", shapes: "shapes", times: "times", routes: "coroutines", whos: "processes", reds: "reductions",
	refs: "references", numbers: "numbers", names: "names", lists: "lists of values", values: "values",
	pids: "names of processes", texts: "lengths of texts", letters: "texts",
}

// shape says where the fields of a fact come from. Four fields take two bits
// each: nothing, the cause's or a column. The others take one: zero, or not.
type shape uint16

const (
	shapePID  = 0
	shapePeer = 2
	shapeName = 4
	shapeRef  = 6

	shapeTime shape = 1 << 8 // later than the fact before
	shapeCo   shape = 1 << 9
	shapeN    shape = 1 << 10
	shapeText shape = 1 << 11
	shapeArgs shape = 1 << 12
	shapeReds shape = 1 << 13 // other than when this PID was last seen

	shapeUnused shape = 1<<14 | 1<<15
)

// origin is where a field of two bits comes from.
type origin uint16

const (
	nothing   origin = iota // it is zero
	same                    // it is that of the cause
	opposite                // it is the cause's other PID
	elsewhere               // it is in its column
)

func (s *shape) set(field int, o origin) { *s |= shape(o) << field }

func (s shape) get(field int) origin { return origin(s>>field) & 3 }

// causeCode writes a cause as how far back it is. No cause is 0; a fact that
// would cause itself takes the number that no cause then leaves free.
func causeCode(seq, cause uint64) uint64 {
	switch cause {
	case 0:
		return 0
	case seq:
		return seq
	}
	return seq - cause
}

func causeOf(seq, code uint64) uint64 {
	switch code {
	case 0:
		return 0
	case seq:
		return seq
	}
	return seq - code
}

// causeIn is the place in the block of the cause of fact i, or -1: it has none
// or that came before the block.
func causeIn(i int, code uint64) int {
	if code == 0 || code > uint64(i) {
		return -1
	}
	return i - int(code)
}
