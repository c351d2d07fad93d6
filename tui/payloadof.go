package tui

import (
	"fmt"
	"strings"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// wide is the columns of notes that are not wrapped: the page cuts them.
const wide = 4096

// carried is what the selected row carries. It costs little, for it is asked
// whether there is anything before each frame.
func (m *Model) carried() carried {
	switch in := m.beneath(); {
	case in == inProcesses:
		return m.carriedByRow()
	case in&onFacts != 0:
		return m.carriedByFact(m.log.selected)
	case in == inMailboxes:
		return m.carriedByMessage()
	case in == inProcess:
		return m.carriedByProcessRow()
	case in == inSource:
		return m.carriedByVariable()
	}
	return carried{}
}

// carriedByFact is the payload, the arguments or the fields of a fact, and its
// text if that is more than a line shows.
func (m *Model) carriedByFact(seq uint64) carried {
	e, found := m.log.whole(m.session, seq)
	if !found || seq == 0 {
		return carried{}
	}
	c := carried{title: fmt.Sprintf("%s, fact #%d", e.Kind, seq), values: eventValues(&e)}
	if isLong(e.Text) {
		c.values = append([]namedValue{{or(eventWords[e.Kind].text, "text"), e.Text}}, c.values...)
		e.Text = ""
	}
	e.Args = nil
	c.notes = func() []detailLine { return eventDetails(&e, names{m.world, m.head.world}, wide) }
	return c
}

// isLong reports whether a text is to be read in lines of its own.
func isLong(text string) bool {
	return len(text) > longText || strings.Contains(strings.TrimRight(text, "\n"), "\n")
}

// carriedByMessage is the payload of the message in the row.
func (m *Model) carriedByMessage() carried {
	key := m.mailboxes.current()
	message := m.mailboxes.message(key)
	if message == nil {
		return carried{}
	}
	msg, to := *message, nameOf(m.world, key.pid)
	l := m.mailboxes.letter(key)
	if l != nil {
		to = receiverOf(l, m.world)
	}
	c := carried{title: "message to " + to, values: numbered("payload", msg.Args)}
	msg.Args = nil
	c.notes = func() (list []detailLine) {
		if l != nil {
			list = letterDetails(l, m.world, wide)
		}
		return append(list, messageDetails(&msg, m.world, wide)...)
	}
	return c
}

// carriedByRow is what the process of the row in the tree was given, and what
// became of it.
func (m *Model) carriedByRow() carried {
	row, found := m.tree.current()
	if !found || row.process == nil || row.coroutine != nil || row.key.kind != rowProcess {
		return carried{}
	}
	return m.carriedByProcess(row.process)
}

func (m *Model) carriedByProcess(p *trace.Process) carried {
	c := carried{title: "process " + nameOf(m.world, p.PID), values: processValues(p)}
	said, profile := *p, *p.Profile
	profile.Args, profile.Result, profile.Error, profile.Failure = nil, nil, "", nil
	said.Profile = &profile
	c.notes = func() []detailLine { return processDetails(&said, m.world, m.now(), wide) }
	return c
}

// processValues are the arguments of a process, its result, and what it failed
// with.
func processValues(p *trace.Process) []namedValue {
	list := numbered("argument", p.Args)
	if p.Result != nil {
		list = append(list, namedValue{"result", p.Result})
	}
	switch {
	case p.Failure != nil:
		list = append(list, namedValue{"error", p.Failure})
	case p.Error != "":
		list = append(list, namedValue{"error", p.Error})
	}
	return list
}

// carriedByVariable is the value of the row in the source.
func (m *Model) carriedByVariable() carried {
	row, found := m.source.current()
	if !found || !row.valued {
		return carried{}
	}
	return carried{title: "variable of " + nameOf(m.world, m.source.asked.pid), values: []namedValue{{row.name, row.value}}}
}

// eventValues are what a fact carries, each by a name.
func eventValues(e *wire.Event) []namedValue {
	if e.Kind == wire.KindLog {
		fields, _ := e.Logged()
		if fields == nil {
			return nil
		}
		return []namedValue{{"fields", fields}}
	}
	name := or(eventWords[e.Kind].args, "value")
	if e.Kind == wire.KindExit && wire.Outcome(e.N) != wire.OutcomeReturned {
		name = "failure"
	}
	return numbered(name, e.Args)
}

// numbered are values that are called the same, with numbers if there are
// several.
func numbered(name string, values []wire.Value) []namedValue {
	list := make([]namedValue, 0, len(values))
	for i, v := range values {
		label := name
		if len(values) > 1 {
			label = fmt.Sprintf("%s %d", name, i+1)
		}
		list = append(list, namedValue{label, v})
	}
	return list
}

// carriesNothing is why no value can be shown.
func carriesNothing(m *Model) string {
	if len(m.carried().values) == 0 {
		return "this row carries no value"
	}
	return ""
}
