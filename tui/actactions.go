package tui

import (
	"strings"

	"echotui/runtime/literal"
	"echotui/runtime/wire"
)

// actActions write a command that does something to the run into the line after
// the colon: enter does it, so no key alone changes what happens.
func actActions() []action {
	const rows = inProcesses | onFacts | inMailboxes | inSource | inProcess
	const messages = rows &^ inSource &^ inProcess
	return []action{
		{id: "send-message", keys: []string{"S"}, name: "send", help: "Send a message to the process of the row: topic and data can be typed.",
			in: rows, why: cannotSend, run: do(func(m *Model) { m.propose("send " + m.nameFor(m.chosen()) + " ") })},
		{id: "delay-message", keys: []string{"d"}, name: "delay", help: "Delay the message of the row, which waits in a mailbox; of a process, its oldest.",
			in: messages, why: noMessage, run: do(func(m *Model) { m.typeCommand(); m.command.editor.suggest("delay ", "1s") })},
		{id: "edit-message", keys: []string{"e"}, name: "edit", help: "Change the payload of that message.",
			in: messages, why: noMessage, run: do(func(m *Model) { m.propose("edit " + m.editable()) })},
		{id: "drop-message", keys: []string{"x"}, name: "drop", help: "Drop that message: nobody gets it.",
			in: messages, why: noMessage, run: do(func(m *Model) { m.propose("drop") })},
		{id: "terminate-process", keys: []string{"X"}, name: "terminate", help: "End the process of the row.",
			in: rows, why: cannotSend, run: do(func(m *Model) { m.propose("terminate " + m.nameFor(m.chosen())) })},
	}
}

// propose opens the line after the colon with a command in it.
func (m *Model) propose(line string) {
	m.typeCommand()
	m.command.editor.set(line)
}

// editable is the payload of the chosen message as it can be typed; "" if it
// cannot.
func (m *Model) editable() string {
	_, msg := m.chosenMessage()
	var list []string
	for _, v := range msg.Args {
		list = append(list, wire.Text(v, editorLimit))
	}
	text := strings.Join(list, ", ")
	if _, err := literal.Parse(text); err != nil || len(text) > editorLimit/2 {
		return ""
	}
	return text
}

// cannotSend is why nothing can be done to the process of the row.
func cannotSend(m *Model) string {
	if why := cannotAct(m); why != "" {
		return why
	}
	if _, err := m.who(""); err != nil {
		return err.Error()
	}
	return ""
}
