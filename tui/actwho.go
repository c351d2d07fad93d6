package tui

import (
	"errors"
	"fmt"
	"strings"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// Whom and what an act is about, as people call it.

// who is the process that a word means: its number, its PID, a registered name,
// or the name of its entry if no other one has that. No word means the selected
// process.
func (m *Model) who(word string) (wire.PID, error) {
	if word == "" {
		if p := m.world.Process(m.chosen()); p != nil && !p.Ended {
			return p.PID, nil
		}
		return wire.PID{}, errors.New("select a process that runs, or name one")
	}
	if p := m.head.world.Registered(word); p != nil {
		return p.PID, nil
	}
	switch found := m.called(word); len(found) {
	case 0:
		return wire.PID{}, fmt.Errorf("no process %q runs", word)
	case 1:
		return found[0].PID, nil
	default:
		return wire.PID{}, fmt.Errorf("%d processes are called %s: say which, such as %s", len(found), trace.Clean(word, 40), found[0].PID.Short())
	}
}

// bears reports whether a word is what processes are called, also if it does not
// say which.
func (m *Model) bears(word string) bool {
	return m.head.world.Registered(word) != nil || len(m.called(word)) > 0
}

// called are the processes that run and are called so.
func (m *Model) called(word string) (found []*trace.Process) {
	for _, h := range m.head.world.Hosts {
		found = bearers(found, m.head.world.Roots(h), word, m.head.world)
	}
	return found
}

// bearers adds the processes of some trees that a word means and that run.
func bearers(found []*trace.Process, trees trace.Siblings, word string, w *trace.World) []*trace.Process {
	for _, p := range trees.From(0) {
		if !p.Ended && (word == p.PID.Short() || word == p.PID.String() || word == p.Entry || word == w.Label(p.PID)) {
			found = append(found, p)
		}
		found = bearers(found, w.Children(p), word, w)
	}
	return found
}

// nameFor is a word that means a process.
func (m *Model) nameFor(pid wire.PID) string {
	if p := m.head.world.Process(pid); p != nil && len(p.Names) > 0 && !strings.ContainsAny(p.Names[0], " \t") {
		return p.Names[0]
	}
	return pid.Short()
}

// serviceID is the service of a name, or the one that the row is about.
func (m *Model) serviceID(name string) (string, error) {
	if name == "" {
		row, _ := m.tree.current()
		if row.service != nil && m.beneath() == inProcesses {
			return row.service.ID, nil
		}
		if p := m.world.Process(m.chosen()); p != nil && p.Service != "" {
			return p.Service, nil
		}
		return "", errors.New("select a service, or name one")
	}
	for _, s := range m.head.world.Services {
		if s.ID == name || strings.HasSuffix(s.ID, ":"+name) {
			return s.ID, nil
		}
	}
	return "", fmt.Errorf("there is no service %q", name)
}

// entryID is the entry of a name; a name that means none, or several, stays what
// it is.
func (m *Model) entryID(name string) string {
	found := name
	for _, id := range entryWords(m) {
		switch {
		case id == name, strings.HasSuffix(id, ":"+name) && found != name:
			return name
		case strings.HasSuffix(id, ":"+name):
			found = id
		}
	}
	return found
}

// chosenEntry is the entry whose code the row is about; "" if it is about none.
func (m *Model) chosenEntry() string {
	if m.beneath() == inSource && m.source.frame != nil {
		return m.source.frame.Entry
	}
	if p := m.world.Process(m.chosen()); p != nil {
		return p.Entry
	}
	return ""
}
