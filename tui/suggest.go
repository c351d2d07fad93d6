package tui

import (
	"fmt"

	"echotui/runtime/filter"
	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// suggestion is a breakpoint that fits the selected row: it stops before the
// same sort of thing happens again.
func (m *Model) suggestion() string {
	switch m.beneath() {
	case inProcesses:
		if row, ok := m.tree.current(); ok {
			return m.suggestRow(&row)
		}
	case inMailboxes:
		key := m.mailboxes.current()
		message := m.mailboxes.message(key)
		switch {
		case key.letter && message != nil:
			return "topic:" + filter.Value(message.Topic) + " by:" + m.word(message.From)
		case message != nil:
			return "kind:receive topic:" + filter.Value(message.Topic) + " to:" + m.word(key.pid)
		case m.mailboxes.process(key) != nil:
			return "kind:receive to:" + m.word(key.pid)
		}
	}
	if e, found := m.log.event(m.session, m.rowFact()); found {
		return m.suggestFact(&e)
	}
	return ""
}

func (m *Model) suggestRow(row *treeRow) string {
	switch {
	case row.coroutine != nil:
		return fmt.Sprintf("by:%s co:%d", m.word(row.process.PID), row.coroutine.Co)
	case row.service != nil:
		return "service:" + filter.Value(row.service.ID)
	case row.process != nil:
		return "to:" + m.word(row.process.PID)
	case row.host != nil:
		return "kind:spawn host:" + filter.Value(row.host.ID)
	}
	return "kind:service"
}

func (m *Model) suggestFact(e *wire.Event) string {
	kind := "kind:" + e.Kind.String()
	switch e.Kind {
	case wire.KindSend, wire.KindNotify:
		return kind + " topic:" + filter.Value(e.Name) + " to:" + m.word(e.Peer)
	case wire.KindReceive:
		return kind + " topic:" + filter.Value(e.Name) + " to:" + m.word(e.PID)
	case wire.KindLost:
		return kind + " topic:" + filter.Value(e.Name)
	case wire.KindSpawn, wire.KindSpawnFailed:
		return kind + " entry:" + filter.Value(e.Name)
	case wire.KindService, wire.KindHost:
		return kind + " name:" + filter.Value(e.Name)
	case wire.KindLog:
		return kind + " line:" + filter.Value(e.Name)
	}
	if e.PID.IsZero() {
		return kind
	}
	return kind + " by:" + m.word(e.PID)
}

// word is how an expression best names a process: by a name that outlives it,
// if it has one.
func (m *Model) word(pid wire.PID) string {
	for _, w := range []*trace.World{m.world, m.head.world} {
		if p := w.Process(pid); p != nil && len(p.Names) > 0 {
			return filter.Value(p.Names[0])
		}
	}
	return filter.Value(names{m.world, m.head.world}.Label(pid))
}
