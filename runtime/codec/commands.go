package codec

import (
	"fmt"
	"slices"
	"time"

	"echotui/runtime/wire"
)

// MaxCommands is how many commands a block holds at most.
const MaxCommands = MaxFacts

// Commands appends commands to dst as one block, with where they were applied:
// at least 1 and at most MaxCommands. It panics as Facts does.
func (e *Encoder) Commands(dst []byte, commands []wire.Applied) []byte {
	if len(commands) == 0 || len(commands) > MaxCommands {
		panic(fmt.Sprintf("codec: a block of %d commands", len(commands)))
	}
	e.reset()
	var last wire.Applied
	for i := range commands {
		e.command(&commands[i], &last)
		last = commands[i]
	}
	dst = appendUint(dst, uint64(len(commands)))
	return e.appendSection(dst, e.join())
}

// command writes a command: counts as differences to the one before it.
func (e *Encoder) command(a, before *wire.Applied) {
	c := &a.Command
	e.columns[kinds] = append(e.columns[kinds], byte(c.Kind), bit(c.EOF), byte(a.Place.Held))
	n := e.columns[numbers]
	n = appendInt(n, int64(a.Place.Turns-before.Place.Turns))
	n = appendInt(n, int64(a.Place.Seq-before.Place.Seq))
	n = appendInt(n, int64(a.Place.Points-before.Place.Points))
	n = appendInt(n, int64(a.Place.Reds-before.Place.Reds))
	n = appendInt(n, int64(c.At-before.Command.At))
	if c.Kind.IsAct() {
		n = appendUint(n, c.Ref)
		n = appendInt(n, int64(c.Delay))
	}
	e.columns[numbers] = n
	e.columns[whos], _ = e.appendPID(e.columns[whos], c.PID)
	for _, text := range []string{c.Name, c.Host, c.Text} {
		e.columns[names] = appendUint(e.columns[names], uint64(e.text(text)))
	}
	e.columns[lists] = appendUint(e.columns[lists], uint64(e.list(c.Args)))
}

func bit(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// Commands appends the commands of a block to dst.
func (d *Decoder) Commands(dst []wire.Applied, block []byte) ([]wire.Applied, error) {
	s := source{name: "commands", rest: block}
	count := s.uint()
	body := source{name: "columns", rest: d.section(&s)}
	if err := s.end(); err != nil {
		return dst, err
	}
	if err := d.split(&body); err != nil {
		return dst, err
	}
	if count == 0 || count > MaxCommands || uint64(len(d.columns[kinds].rest)) != 3*count {
		return dst, damaged("commands are not as many as their kinds")
	}
	d.begin()
	before := len(dst)
	dst = slices.Grow(dst, int(count))
	var last wire.Applied
	for range count {
		last = d.command(&last)
		dst = append(dst, last)
	}
	if err := d.end(nil); err != nil {
		clear(dst[before:])
		return dst[:before], err
	}
	return dst, nil
}

func (d *Decoder) command(before *wire.Applied) (a wire.Applied) {
	c := &a.Command
	kind, eof, held := d.columns[kinds].byte(), d.columns[kinds].byte(), d.columns[kinds].byte()
	if eof > 1 || held > byte(wire.HeldBefore) {
		d.columns[kinds].fail("are of no sort that there is")
	}
	c.Kind, c.EOF, a.Place.Held = wire.CommandKind(kind), eof == 1, wire.Hold(held)
	n := &d.columns[numbers]
	a.Place.Turns = before.Place.Turns + uint64(n.int())
	a.Place.Seq = before.Place.Seq + uint64(n.int())
	a.Place.Points = before.Place.Points + uint64(n.int())
	a.Place.Reds = before.Place.Reds + uint64(n.int())
	c.At = before.Command.At + wire.Time(n.int())
	if c.Kind.IsAct() { // the others have none of these
		c.Ref, c.Delay = n.uint(), time.Duration(n.int())
	}
	c.PID = d.pids[d.knownPID(&d.columns[whos], true)].pid
	c.Name, c.Host, c.Text = d.text(&d.columns[names]), d.text(&d.columns[names]), d.text(&d.columns[names])
	c.Args = d.list(&d.columns[lists])
	return a
}
