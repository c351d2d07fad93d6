package actor

import (
	"slices"
	"strings"

	"echotui/runtime/wire"
)

// Subscription gets the events of the bus that match its patterns.
type Subscription struct {
	process *Process
	system  string
	kind    string
	channel *Channel
}

// Subscribe asks for the events of the bus whose system and kind match
// patterns: "*" matches all, a "*" at the end any rest, anything else itself.
func (t *Task) Subscribe(system, kind string) *Subscription {
	p := t.process
	sub := &Subscription{process: p, system: system, kind: kind, channel: p.newChannel("bus "+system+" "+kind, 0)}
	p.system.bus = append(p.system.bus, sub)
	return sub
}

// Channel yields the events, each a table of system, kind, path and data.
func (sub *Subscription) Channel() *Channel { return sub.channel }

// Unsubscribe ends a subscription and closes its channel.
func (t *Task) Unsubscribe(sub *Subscription) {
	t.beforeClose(sub.channel)
	s := t.process.system
	s.bus = slices.DeleteFunc(s.bus, func(other *Subscription) bool { return other == sub })
	t.close(sub.channel)
}

func (s *System) unsubscribe(p *Process) {
	if len(s.bus) > 0 {
		s.bus = slices.DeleteFunc(s.bus, func(sub *Subscription) bool { return sub.process == p })
	}
}

// Publish tells the bus that something happened; data takes about so many bytes.
func (t *Task) Publish(system, kind, path string, data wire.Value, size int) {
	s := t.process.system
	event := wire.Record("system", system, "kind", kind, "path", path)
	args := []wire.Value{path}
	if data != nil {
		event.Fields = append(event.Fields, wire.Field{Key: "data", Value: data})
		args = append(args, data)
	}
	size += eventBytes + len(system) + len(kind) + len(path)
	reached := s.subscribers(system, kind)
	e := wire.Event{Kind: wire.KindPublish, Name: system, Text: kind, Args: args, N: withRoom(reached, size)}
	if t.before(e) {
		reached = s.subscribers(system, kind)
		e.N = withRoom(reached, size)
	}
	seq := t.emit(e)
	for _, sub := range reached {
		sub.process.hear(sub.channel, item{value: event, text: kind + " " + path, seq: seq, heard: size})
	}
	t.hold()
}

// withRoom counts the subscriptions that an event of so many bytes reaches.
func withRoom(list []*Subscription, size int) (n int64) {
	for _, sub := range list {
		if sub.channel.awaited() || sub.process.deaf(size) == nil {
			n++
		}
	}
	return n
}

func (s *System) subscribers(system, kind string) []*Subscription {
	var reached []*Subscription
	for _, sub := range s.bus {
		if matches(sub.system, system) && matches(sub.kind, kind) {
			reached = append(reached, sub)
		}
	}
	return reached
}

func matches(pattern, name string) bool {
	if prefix, wild := strings.CutSuffix(pattern, "*"); wild {
		return strings.HasPrefix(name, prefix)
	}
	return pattern == name
}
