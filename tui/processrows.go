package tui

import (
	"fmt"
	"strings"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// processSections are the sections that tell of a process, those that may be
// long below the others.
func (m *Model) processSections(p *trace.Process, width int) []processSection {
	head := m.processHead(p, width)
	sections := []processSection{{n: len(head), row: func(i int) processRow { return head[i] }}}
	add := func(title string, n int, row func(i int) processRow) {
		if n > 0 {
			sections = append(sections, processSection{title, n, row})
		}
	}
	if s := m.service(p); s != nil {
		add("restarts", len(s.Turns), func(i int) processRow { return turnRow(s.Turns[i]) })
	}
	if !p.Ended {
		add("coroutines", len(p.Coroutines), func(i int) processRow {
			c := p.Coroutines[i]
			return processRow{key: processRowKey{n: uint64(c.Co) + 1}, task: c}
		})
	}
	numbered := func(at func(i int) uint64) func(i int) processRow {
		return func(i int) processRow { return m.processRow(m.world.Numbered(at(i))) }
	}
	add("links", p.Ties.Links.Len(), numbered(p.Ties.Links.At))
	add("monitors", p.Ties.Watches.Len(), numbered(p.Ties.Watches.At))
	add("monitored by", p.Ties.Watchers.Len(), numbered(p.Ties.Watchers.At))
	children := m.world.Children(p)
	add("children", children.Len(), func(i int) processRow { return m.processRow(children.At(i)) })
	return sections
}

// service is the one that runs a process, if one does.
func (m *Model) service(p *trace.Process) *trace.Service {
	for _, s := range m.world.Services {
		if p.Service != "" && s.ID == p.Service {
			return s
		}
	}
	return nil
}

func (m *Model) processRow(p *trace.Process) processRow {
	return processRow{key: processRowKey{n: p.PID.N}, process: p}
}

// turnRow tells why a service changed.
func turnRow(t *trace.Turn) processRow {
	row := processRow{key: processRowKey{n: t.Seq}, label: t.At.String(), text: firstLine(t.Text), seq: t.Seq, bad: t.State == wire.StateFailed}
	if !strings.HasPrefix(t.Text, wire.Restarting) {
		row.text = t.State.String() + ": " + row.text
	}
	row.values = []namedValue{{"reason", t.Text}}
	if t.Failure != nil {
		row.values = append(row.values, namedValue{"error", t.Failure})
	}
	return row
}

// headRows collects the rows of the first section.
type headRows struct {
	width int
	list  []processRow
	calls uint64 // rows of the stack
}

// add appends a row; nothing if there is no text.
func (h *headRows) add(label, text string) *processRow {
	if text == "" {
		return &processRow{}
	}
	h.list = append(h.list, processRow{key: processRowKey{label: label}, label: label, text: text})
	return &h.list[len(h.list)-1]
}

// wrapped appends text in as many rows as it takes.
func (h *headRows) wrapped(label, text string, bad bool) {
	d := detailLines{width: h.width - 2}
	d.text(label, text, bad)
	for i, line := range d.lines {
		key := processRowKey{label: label, n: uint64(i)}
		h.list = append(h.list, processRow{key: key, label: line.label, text: line.text, bad: bad})
	}
}

// stack appends where an error came from: each of its rows leads to its line of
// source.
func (h *headRows) stack(text string) {
	for _, called := range strings.Split(text, "\n") {
		place, _, _ := strings.Cut(strings.TrimSpace(called), ": ")
		from := len(h.list)
		h.wrapped("stack", called, true)
		for i := range h.list[from:] {
			row := &h.list[from+i]
			if h.calls++; h.calls > 1 {
				row.label = ""
			}
			row.key.n = h.calls
			if entry, line, ok := sourceLine(place); ok {
				row.line = &wire.Frame{Entry: entry, Line: line}
			}
		}
	}
}

// processHead is what can be told of a process in a row or two each.
func (m *Model) processHead(p *trace.Process, width int) []processRow {
	h := &headRows{width: width}
	now := m.now()
	h.add("process", fullName(m.world, p.PID))
	h.add("state", m.stateOf(p))
	h.wrapped("error", p.Error, true)
	if p.Failure != nil {
		h.stack(stackOf(p.Failure))
	}
	h.add("entry", p.Entry)
	made := h.add("made by", madeBy(p, m.world))
	made.process = m.world.Process(p.Maker)
	h.add("born", fmt.Sprintf("%s, %s ago, by fact #%d%s", p.Born, draw.Duration(since(now, p.Born)), p.Made, flagWords(p.Flags))).seq = p.Made
	if p.Ended {
		h.add("ended", fmt.Sprintf("%s, %s ago, by fact #%d", p.EndedAt, draw.Duration(since(now, p.EndedAt)), p.Exit)).seq = p.Exit
	}
	for i, v := range processValues(p) {
		if v.name == "error" && p.Failure == nil {
			continue // it is told above
		}
		row := h.add(v.name, wire.Text(v.value, longestValue))
		switch row.values = []namedValue{v}; {
		case i == 0 && len(p.Args) > 1:
			row.label = "arguments"
		case i < len(p.Args) && i > 0:
			row.label = ""
		}
	}
	h.add("names", strings.Join(p.Names, ", "))
	h.add("options", "trap_links "+map[bool]string{true: "on", false: "off"}[p.Trap])
	h.add("messages", fmt.Sprintf("%d sent, %d taken", p.Sent, p.Received))
	h.add("mailbox", fmt.Sprintf("%d waiting, at most %d waited", p.Mailbox.Len, p.Mailbox.High)).mailbox = !p.Ended
	h.add("reds", fmt.Sprintf("%d instructions", p.Reds))
	if s := m.service(p); s != nil {
		h.add("service", fmt.Sprintf("%s, process number %d", s.State, s.Made))
	}
	h.add("last fact", fmt.Sprintf("#%d", p.Last)).seq = p.Last
	return h.list
}

// stateOf is what a process does, or how it ended; why it failed is told apart.
func (m *Model) stateOf(p *trace.Process) string {
	if p.Ended && p.Outcome == wire.OutcomeFailed {
		return "failed"
	}
	text, _ := processState(m.options.Glyphs, p, m.now(), func(string) bool { return true })
	return text
}

// flagWords are the ways in which a process was made.
func flagWords(flags wire.SpawnFlags) string {
	text := ""
	for _, f := range []struct {
		flag wire.SpawnFlags
		word string
	}{{wire.SpawnMonitored, "monitored"}, {wire.SpawnLinked, "linked"}, {wire.SpawnTerminal, "with the terminal"}, {wire.SpawnCall, "called"}} {
		if flags&f.flag != 0 {
			text += ", " + f.word
		}
	}
	return text
}
