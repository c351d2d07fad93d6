package codec

import (
	"encoding/binary"
	"math"

	"echotui/runtime/wire"
)

// fact reads facts[i].
func (d *Decoder) fact(facts []wire.Event, i int, seq, back uint64) {
	f := &facts[i]
	f.Seq, f.Cause = seq, causeOf(seq, back)
	f.Kind = wire.Kind(d.columns[kinds].byte())
	var s shape
	if b := d.columns[shapes].bytes(2); b != nil {
		s = shape(binary.LittleEndian.Uint16(b))
	}
	if s&shapeUnused != 0 {
		d.columns[shapes].fail("are of no sort that there is")
	}
	var none wire.Event
	cause, by := &none, told{}
	if j := causeIn(i, back); j >= 0 {
		cause, by = &facts[j], d.told[j]
	}
	var about told
	about.pid = d.pid(s.get(shapePID), &f.PID, cause, by)
	about.peer = d.pid(s.get(shapePeer), &f.Peer, cause, by)
	d.told = append(d.told, about)
	d.name(s, f, cause)
	d.ref(s, f, cause)
	d.rest(s, f, about.pid)
}

// pid reads one of the PIDs of a fact and returns its number.
func (d *Decoder) pid(o origin, p *wire.PID, cause *wire.Event, by told) int {
	switch o {
	case same:
		*p = cause.PID
		return by.pid
	case opposite:
		*p = cause.Peer
		return by.peer
	case elsewhere:
		n := d.knownPID(&d.columns[whos], true)
		*p = d.pids[n].pid
		return n
	}
	return 0
}

func (d *Decoder) name(s shape, f *wire.Event, cause *wire.Event) {
	switch s.get(shapeName) {
	case same:
		f.Name = cause.Name
	case elsewhere:
		f.Name = d.text(&d.columns[names])
	}
}

func (d *Decoder) ref(s shape, f *wire.Event, cause *wire.Event) {
	switch s.get(shapeRef) {
	case same:
		f.Ref = cause.Ref
	case elsewhere:
		d.lastRef += uint64(d.columns[refs].int())
		f.Ref = d.lastRef
	}
}

// rest reads the fields that are there or not.
func (d *Decoder) rest(s shape, f *wire.Event, pid int) {
	if s&shapeTime != 0 {
		d.at += wire.Time(d.columns[times].int())
	}
	f.At = d.at
	if s&shapeCo != 0 {
		co := d.columns[routes].uint()
		if co > math.MaxUint32 {
			d.columns[routes].fail("are too large")
		}
		f.Co = uint32(co)
	}
	if s&shapeN != 0 {
		f.N = d.columns[numbers].int()
	}
	if s&shapeText != 0 {
		f.Text = d.text(&d.columns[names])
	}
	if s&shapeArgs != 0 {
		f.Args = d.list(&d.columns[lists])
	}
	used := &d.pids[pid].used
	if s&shapeReds != 0 {
		*used += uint64(d.columns[reds].int())
	}
	f.Reds = *used
}

// knownPID reads a PID and returns its number. In a text, the host of a new
// one must have come before: texts do not nest.
func (d *Decoder) knownPID(from *source, hostMayBeNew bool) int {
	n := from.uint()
	switch {
	case from.err != nil:
		return 0
	case n > uint64(len(d.pids)):
		from.fail("name a process that was not there before")
		return 0
	case n > 0:
		return int(n - 1)
	}
	c := &d.columns[pids]
	host := c.uint()
	if !hostMayBeNew && host >= uint64(len(d.texts)) {
		c.fail("have a host that comes later")
	}
	if c.err != nil {
		return 0
	}
	d.lastPID += uint64(c.int())
	d.pids = append(d.pids, seen{pid: wire.PID{Host: d.textOf(host, c).(string), N: d.lastPID}})
	return len(d.pids) - 1
}

// text reads a text.
func (d *Decoder) text(from *source) string { return d.textOf(from.uint(), from).(string) }

// textOf is text number n, which is perhaps a new one. It is a string.
func (d *Decoder) textOf(n uint64, from *source) wire.Value {
	for uint64(len(d.texts)) <= n {
		if d.columns[texts].err != nil || len(d.columns[texts].rest) == 0 {
			from.fail("name a text that there is not")
			return ""
		}
		d.texts = append(d.texts, d.newText())
	}
	return d.texts[n]
}

// maxShared is how long a text may be that is shared among blocks.
const maxShared = 64

func (d *Decoder) newText() wire.Value {
	c := &d.columns[texts]
	length := c.uint()
	if length == asPID {
		return d.pids[d.knownPID(c, false)].pid.String()
	}
	b := d.columns[letters].bytes(length - 1)
	if len(b) > maxShared {
		return string(b)
	}
	v, known := d.names[string(b)]
	if !known {
		s := string(b)
		v = s
		d.names[s] = v
	}
	return v
}
