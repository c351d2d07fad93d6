package tui

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"echotui/runtime/literal"
	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// actCommands do something to the run: to the selected process or message,
// unless they name another one.
func actCommands() []command {
	return []command{
		{"send", "WHO TOPIC", "Send a message; data such as {n=1, list={1, 2}} may follow. Without WHO: to the process of the row.", (*Model).commandSend},
		{"cancel", "WHO", "Ask a process to end: it is told CANCEL.", (*Model).commandCancel},
		{"terminate", "WHO", "End a process at once.", (*Model).commandTerminate},
		{"drop", "", "Take the message of the row out of the mailbox: nobody gets it.", (*Model).commandDrop},
		{"delay", "2s", "Take it out of the mailbox; it arrives again after so much time.", (*Model).commandDelay},
		{"edit", "DATA", "Give it another payload.", (*Model).commandEdit},
		{"fail", "spawn WHO", "Let the next spawn of a process fail; fail send WHO: its next send.", (*Model).commandFail},
		{"service", "stop ID", "Stop a service; service restart ID: stop and start it.", (*Model).commandService},
		{"reload", "ENTRY", "Read the file of an entry again: processes that begin from now on run it.", (*Model).commandReload},
	}
}

// act hands in what somebody does to the run.
func (m *Model) act(c wire.Command) error {
	if why := cannotAct(m); why != "" {
		return errors.New(why)
	}
	m.present()
	m.session.Do(c)
	return nil
}

// cannotAct is why nothing can be done to the run.
func cannotAct(m *Model) string {
	switch {
	case m.past():
		return "this is the past: c goes on from here, and there it can be done"
	case notLive(m) != "":
		return notLive(m)
	case m.status.Stopped:
		return "the app has ended"
	}
	return ""
}

// heedRefusal shows why something could not be done to the run.
func (m *Model) heedRefusal() {
	if n := m.status.Refusals; n != m.refusals {
		m.refusals = n
		if n > 0 {
			m.notice = m.status.Refused
		}
	}
}

func (m *Model) commandSend(args string) error {
	to, topic, data := "", "", ""
	first, rest := cutWord(args)
	if second, more := cutWord(rest); isTopic(second) {
		to, topic, data = first, second, more
	} else {
		topic, data = first, rest
	}
	if to == "" && data == "" && m.bears(topic) {
		return fmt.Errorf("send what to %[1]s? A topic is missing: send %[1]s TOPIC", trace.Clean(topic, 40))
	}
	switch p, err := m.who(to); {
	case err != nil:
		return err
	case topic == "":
		return errors.New("send needs a topic, and may have data: send WHO TOPIC {n=1}")
	default:
		return m.withData(data, wire.Command{Kind: wire.CommandSend, PID: p, Name: topic})
	}
}

// cutWord cuts off the first word.
func cutWord(text string) (word, rest string) {
	word, rest, _ = strings.Cut(text, " ")
	return word, strings.TrimSpace(rest)
}

// isTopic tells a topic from the beginning of data.
func isTopic(word string) bool {
	switch word {
	case "", "nil", "true", "false", "nil,", "true,", "false,":
		return false
	}
	return !strings.ContainsRune(`{["'-.0123456789`, rune(word[0]))
}

// withData is act with the payloads that were typed.
func (m *Model) withData(data string, c wire.Command) (err error) {
	if c.Args, err = literal.Parse(data); err != nil {
		return fmt.Errorf("data, %w", err)
	}
	return m.act(c)
}

// asksFor puts what would end into the line of a command that names nothing:
// enter does it then.
func (m *Model) asksFor(command, name string) error {
	m.propose(command + " " + name)
	return nil
}

func (m *Model) commandCancel(args string) error {
	p, err := m.who(args)
	switch {
	case err != nil:
		return err
	case args == "":
		return m.asksFor("cancel", m.nameFor(p))
	}
	return m.act(wire.Command{Kind: wire.CommandCancel, PID: p, Text: "somebody asked for it"})
}

func (m *Model) commandTerminate(args string) error {
	p, err := m.who(args)
	switch {
	case err != nil:
		return err
	case args == "":
		return m.asksFor("terminate", m.nameFor(p))
	}
	return m.act(wire.Command{Kind: wire.CommandTerminate, PID: p})
}

func (m *Model) commandDrop(string) error { return m.onMessage(wire.Command{Kind: wire.CommandDrop}) }

func (m *Model) commandDelay(args string) error {
	d, err := time.ParseDuration(args)
	if err != nil || d <= 0 {
		return fmt.Errorf("delay needs a time such as 2s or 150ms, not %q", args)
	}
	return m.onMessage(wire.Command{Kind: wire.CommandDelay, Delay: d})
}

func (m *Model) commandEdit(args string) error {
	data, err := literal.Parse(args)
	switch {
	case err != nil:
		return fmt.Errorf("data, %w", err)
	case len(data) == 0:
		return errors.New("edit needs data, such as {n=1}")
	}
	return m.onMessage(wire.Command{Kind: wire.CommandEdit, Args: data})
}

// onMessage is act on the message of the row.
func (m *Model) onMessage(c wire.Command) error {
	pid, msg := m.chosenMessage()
	if why := noMessage(m); why != "" {
		return errors.New(why)
	}
	c.PID, c.Ref = pid, msg.Ref
	return m.act(c)
}

func (m *Model) commandFail(args string) error {
	what, name := cutWord(args)
	p, err := m.who(name)
	switch {
	case what != wire.FailSpawn && what != wire.FailSend:
		return errors.New("fail spawn, or fail send: which of the two?")
	case err != nil:
		return err
	}
	return m.act(wire.Command{Kind: wire.CommandFail, PID: p, Name: what})
}

func (m *Model) commandService(args string) error {
	what, name := cutWord(args)
	kind, known := map[string]wire.CommandKind{"stop": wire.CommandStop, "restart": wire.CommandRestart}[what]
	if !known {
		return errors.New("service stop, or service restart: which of the two?")
	}
	id, err := m.serviceID(name)
	switch {
	case err != nil:
		return err
	case name == "":
		return m.asksFor("service "+what, id)
	}
	return m.act(wire.Command{Kind: kind, Name: id})
}

func (m *Model) commandReload(args string) error {
	if args == "" {
		args = m.chosenEntry()
	}
	if args == "" {
		return errors.New("reload needs an entry, or a process that is selected")
	}
	return m.act(wire.Command{Kind: wire.CommandReload, Name: m.entryID(args)})
}

// chosenMessage is the message of the row: in the mailboxes that one, in the
// log the one that was sent, else the oldest that waits for the process. A row
// that is about none stands for the one that the app has stopped before taking.
// Nil if none waits.
func (m *Model) chosenMessage() (wire.PID, *trace.Message) {
	pid, ref := m.chosen(), uint64(0)
	next := m.tree.chosenProcess().IsZero()
	switch in := m.beneath(); {
	case in == inMailboxes && m.mailboxes.list.Len() > 0:
		ref, next = m.mailboxes.current().ref, false
	case in&onFacts != 0:
		pid, ref = m.sentMessage()
		next = ref == 0
	}
	if stop := m.status.Stop; next {
		if stop == nil || stop.Next == nil || stop.Next.Kind != wire.KindReceive {
			return wire.PID{}, nil
		}
		pid, ref = stop.Next.PID, stop.Next.Ref
	}
	if p := m.world.Process(pid); p != nil {
		for _, msg := range p.Mailbox.Messages {
			if ref == 0 || msg.Ref == ref {
				return pid, msg
			}
		}
	}
	return pid, nil
}

// sentMessage is the message that the fact under the cursor put into a mailbox,
// and whose that is.
func (m *Model) sentMessage() (to wire.PID, ref uint64) {
	e, _ := m.log.event(m.session, m.rowFact())
	switch e.Kind {
	case wire.KindSend, wire.KindNotify:
		return e.Peer, e.Ref
	case wire.KindArrive:
		return e.PID, e.Ref
	}
	return wire.PID{}, 0
}

// noMessage is why nothing can be done to a message.
func noMessage(m *Model) string {
	if why := cannotAct(m); why != "" {
		return why
	}
	pid, msg := m.chosenMessage()
	if p := m.world.Process(pid); msg == nil && p != nil && p.Mailbox.Len == 0 && !p.Ended && m.beneath() == inProcesses {
		return "no message waits for " + m.world.Label(pid)
	}
	if msg == nil {
		return "select a message that waits, in the mailboxes or where it is sent in the log"
	}
	return ""
}
