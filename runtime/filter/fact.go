package filter

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// fact is an event being looked at, with what was found out about it so far.
type fact struct {
	ctx Context
	e   *wire.Event

	waits  int // messages that wait for the receiver, from 1; 0: not known yet
	shown  string
	buffer []byte
}

func (f *fact) look(ctx Context, e *wire.Event) { f.ctx, f.e, f.waits, f.shown = ctx, e, 0, "" }

// Whom a fact is about. The zero PID is the node.

func sender(f *fact, test func(wire.PID) bool) bool {
	if f.e.Kind == wire.KindReceive || f.e.Kind == wire.KindArrive {
		return test(f.e.Peer)
	}
	return test(f.e.PID)
}

func receiver(f *fact, test func(wire.PID) bool) bool {
	switch f.e.Kind {
	case wire.KindReceive, wire.KindArrive, wire.KindInput, wire.KindRead:
		return test(f.e.PID)
	case wire.KindLost:
		return !f.e.Peer.IsZero() && test(f.e.Peer)
	}
	return test(f.e.Peer)
}

// unreached is to whom a message was sent that reached nobody.
func unreached(f *fact) string {
	if f.e.Kind == wire.KindLost {
		return f.e.Text
	}
	return ""
}

func actor(f *fact, test func(wire.PID) bool) bool { return test(f.e.PID) }

func parties(f *fact, test func(wire.PID) bool) bool {
	return test(f.e.PID) || !f.e.Peer.IsZero() && test(f.e.Peer)
}

// made reports whether this very fact makes p, so that only the fact knows
// what it is.
func (f *fact) made(p wire.PID) bool {
	return f.e.Kind == wire.KindSpawn && p == f.e.Peer && !p.IsZero()
}

// label is the short name of a process.
func (f *fact) label(p wire.PID) string {
	if f.made(p) {
		return last(f.e.Name)
	}
	return f.ctx.Label(p)
}

// called reports whether one of the names of a process passes: short name,
// entry, registered names, and its number in both forms if those are wanted.
func (f *fact) called(p wire.PID, numbers bool, test func(string) bool) bool {
	if test(f.label(p)) {
		return true
	}
	if p.IsZero() {
		return false
	}
	if f.made(p) {
		if test(f.e.Name) || f.e.Text != "" && test(f.e.Text) {
			return true
		}
	} else if id := f.ctx.Entry(p); id != "" && test(id) || slices.ContainsFunc(f.ctx.Names(p), test) {
		return true
	}
	return numbers && (test(p.Short()) || test(p.String()))
}

// What a fact says.

func kindText(f *fact, test func(string) bool) bool { return test(f.e.Kind.String()) }

func name(f *fact, test func(string) bool) bool { return test(f.e.Name) }

func line(f *fact, test func(string) bool) bool {
	if f.e.Kind == wire.KindCoroutine {
		return test(f.e.Text)
	}
	return test(f.e.Name)
}

// id reports whether an entry ID passes, whole or its last part.
func id(text string, test func(string) bool) bool {
	return text != "" && (test(text) || test(last(text)))
}

func last(id string) string { return id[strings.LastIndexByte(id, ':')+1:] }

func entry(f *fact, test func(string) bool) bool {
	if spawns.has(f.e.Kind) || f.e.Kind == wire.KindUpgrade {
		return id(f.e.Name, test)
	}
	return id(f.ctx.Entry(f.e.PID), test)
}

func host(f *fact, test func(string) bool) bool {
	switch f.e.Kind {
	case wire.KindHost:
		return id(f.e.Name, test)
	case wire.KindSpawn:
		return id(f.e.Peer.Host, test)
	}
	return id(f.e.PID.Host, test)
}

func service(f *fact, test func(string) bool) bool {
	switch {
	case f.e.Kind == wire.KindService:
		return id(f.e.Name, test)
	case f.e.Kind == wire.KindSpawn && wire.SpawnFlags(f.e.N)&wire.SpawnService != 0:
		return id(f.e.Text, test)
	}
	return id(f.ctx.Service(f.e.PID), test)
}

func outcome(f *fact, test func(string) bool) bool {
	words := [...]string{wire.OutcomeReturned: "returned", wire.OutcomeFailed: "failed", wire.OutcomeTerminated: "terminated"}
	return f.e.N >= 0 && f.e.N < int64(len(words)) && test(words[f.e.N])
}

func state(f *fact, test func(string) bool) bool { return test(wire.State(f.e.N).String()) }

var errorKinds = of(wire.KindExit, wire.KindService, wire.KindSpawnFailed, wire.KindLost, wire.KindLog)

func isError(f *fact) bool {
	switch f.e.Kind {
	case wire.KindExit:
		return wire.Outcome(f.e.N) == wire.OutcomeFailed
	case wire.KindService:
		return wire.State(f.e.N) == wire.StateFailed
	case wire.KindLog:
		return wire.Level(f.e.N) == wire.LevelError
	}
	return true
}

func isLost(f *fact) bool {
	switch f.e.Kind {
	case wire.KindAct:
		return f.e.Name == wire.CommandDrop.String()
	case wire.KindArrive:
		return wire.ArriveFlags(f.e.N)&wire.ArriveDead != 0
	}
	return true
}

func n(f *fact) int64 { return f.e.N }

// waiting is how many messages lie in the mailbox of who gets this one.
func waiting(f *fact) int64 {
	if f.waits == 0 {
		p := f.e.Peer
		if f.e.Kind == wire.KindReceive || f.e.Kind == wire.KindArrive {
			p = f.e.PID
		}
		f.waits = f.ctx.Waiting(p) + 1
	}
	return int64(f.waits - 1)
}

// countedSize is up to how many bytes the size of a payload is counted.
const countedSize = 65536

func size(f *fact) int64 {
	f.buffer = f.buffer[:0]
	for _, arg := range f.e.Args {
		if room := countedSize - len(f.buffer); room > 0 {
			f.buffer = wire.AppendValue(f.buffer, arg, room)
		}
	}
	return int64(min(countedSize, len(f.buffer)))
}

// all is what the screen shows of a fact, in lower case.
func (f *fact) all() string {
	if f.shown != "" {
		return f.shown
	}
	b := append(f.buffer[:0], trace.Describe(f, f.e).Text()...)
	part := func(text string) bool {
		b = append(b, '\n')
		b = append(b, text[:min(len(text), longestText)]...)
		return false
	}
	part(f.e.Kind.String())
	part(f.e.Name)
	part(f.e.Text)
	parties(f, func(p wire.PID) bool { return !p.IsZero() && (f.called(p, false, part) || part(p.String())) })
	for _, arg := range f.e.Args {
		if room := longestText - len(b); room > 0 {
			b = wire.AppendValue(append(b, '\n'), arg, room)
		}
	}
	f.buffer, f.shown = b, lower(b)
	return f.shown
}

// Label and Unique make a fact the Namer of its own sentence: it knows the
// process that it makes.
func (f *fact) Label(p wire.PID) string { return f.label(p) }

// Unique implements trace.Namer.
func (f *fact) Unique(p wire.PID) bool { return !f.made(p) && f.ctx.Unique(p) }

// lower is lowerRunes of a buffer that may be used again.
func lower(b []byte) string {
	for i := 0; i < len(b); {
		c := b[i]
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
		size := 1
		if c >= utf8.RuneSelf {
			var r rune
			if r, size = utf8.DecodeRune(b[i:]); unicode.ToLower(r) != r {
				return string(b[:i]) + lowerRunes(string(b[i:]))
			}
		}
		i += size
	}
	return string(b)
}

// lowerRunes is strings.ToLower, but leaves bytes that are no text as they are.
func lowerRunes(s string) string {
	b := make([]byte, 0, len(s))
	for i, r := range s {
		if r == utf8.RuneError {
			b = append(b, s[i])
			if strings.HasPrefix(s[i:], "\ufffd") {
				b = append(b, s[i+1:i+3]...)
			}
			continue
		}
		b = utf8.AppendRune(b, unicode.ToLower(r))
	}
	return string(b)
}
