package tui

import (
	"fmt"
	"strings"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// Of what the rows of some panes are about, what can be copied.

// clip is the value of the selected node, or its line of text.
func (p *payloadPage) clip() clip {
	n := p.selected()
	switch {
	case n == nil:
		return clip{}
	case n.kind == payloadNote:
		return said(n.name, n.text)
	case n.kind == payloadLine:
		return said("a line of "+n.path(), n.text)
	}
	return literals(trace.Clean(n.path(), 60), []wire.Value{n.value})
}

func (m *Model) clipOfTree() clip {
	row, found := m.tree.current()
	switch {
	case !found:
		return clip{}
	case row.key.line > 0:
		return said("a line", row.detail.text)
	case row.service != nil:
		return said("the service", row.service.ID)
	case row.process != nil:
		return said("the PID of "+m.world.Label(row.process.PID), row.process.PID.String())
	case row.host != nil:
		return said("the host", row.host.ID)
	}
	return clip{}
}

// clipOfFact is the fact as the log says it, with its number and time.
func (m *Model) clipOfFact() clip {
	if line := m.log.line; line > 0 && line <= len(m.log.details) {
		return said("a line", m.log.details[line-1].text)
	}
	e, found := m.log.event(m.session, m.log.selected)
	if !found || m.log.selected == 0 {
		return clip{}
	}
	return clip{fmt.Sprintf("fact #%d", e.Seq), func() string {
		sentence := trace.Describe(names{m.world, m.head.world}, &e).Text()
		return fmt.Sprintf("#%d %s %s", e.Seq, seconds(e.At), sentence)
	}}
}

func (m *Model) clipOfMessage() clip {
	key := m.mailboxes.current()
	if i := m.mailboxes.list.Cursor() - m.mailboxes.list.Top(); key.line > 0 {
		return said("a line", m.mailboxes.rows[i].detail.text)
	}
	switch message := m.mailboxes.message(key); {
	case message != nil:
		return literals("the payload", message.Args)
	case key.rest || key.pid.IsZero():
		return clip{}
	}
	return said("the PID of "+m.world.Label(key.pid), key.pid.String())
}

// clipOfSource is the value of a variable, or the line at which a call stands.
func (m *Model) clipOfSource() clip {
	row, found := m.source.current()
	switch {
	case !found:
		return clip{}
	case row.valued:
		return literals(trace.Clean(row.name, 60), []wire.Value{row.value})
	case row.frame == nil:
		return said(trace.Clean(row.name, 60), or(row.text, row.name))
	case m.source.frame != row.frame || !m.source.source.known || row.frame.Line < 1 || row.frame.Line > len(m.source.source.lines):
		return said("where it stands", position(row.frame))
	}
	var b strings.Builder
	for _, part := range m.source.source.lines[row.frame.Line-1] {
		b.WriteString(part.text)
	}
	return said("the line", position(row.frame)+": "+strings.TrimSpace(b.String()))
}
