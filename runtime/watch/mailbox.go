package watch

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"echotui/runtime/wire"
)

const (
	leastMail = 256         // messages below which no mailbox is worth a warning
	longBusy  = time.Second // how long it must not have been empty
)

// isNotice reports whether a topic is one of the runtime's.
func isNotice(topic string) bool { return topic == "EXIT" || topic == "LINK_DOWN" || topic == "CANCEL" }

// deliver puts a message into a mailbox and wakes who waits for it.
func (w *Watch) deliver(e *wire.Event) {
	if e.Kind == wire.KindSend {
		w.ask(e)
	}
	to := w.find(e.Peer)
	if to == nil {
		return
	}
	to = w.own(to)
	if to.mail++; to.mail == 1 {
		to.filled = e.At
	}
	if isNotice(e.Name) {
		to.notices++
	}
	if e.Kind == wire.KindNotify {
		to.canceled = to.canceled || e.Name == "CANCEL"
		to.each(func(t *task) {
			if t.for_&onEvents != 0 {
				w.wake(t)
			}
		})
		return
	}
	to.known = to.known || e.PID.N != to.maker
	to.each(func(t *task) {
		if t.state == hung && (t.for_&(onInbox|onRouted) != 0 || t.for_&onTopic != 0 && names(t.text, e.Name)) {
			w.wake(t)
		}
	})
	if to.mail >= leastMail {
		w.grows(to, e)
	}
}

// take notes that a message left the mailbox.
func (w *Watch) take(p *process, e *wire.Event) {
	p.mail = max(0, p.mail-1)
	if isNotice(e.Name) {
		p.notices = max(0, p.notices-1)
	}
	if from := w.find(e.Peer); from != nil && !from.all(func(t *task) bool { return t.asked.ref != e.Ref }) {
		w.own(from).each(func(t *task) {
			if t.asked.ref == e.Ref {
				t.asked.taken = true
			}
		})
	}
}

// grows looks at a mailbox with many messages.
func (w *Watch) grows(p *process, e *wire.Event) {
	busy := e.At.Sub(p.filled)
	if p.mail < p.next || busy < longBusy || w.ended {
		return
	}
	for p.next = max(p.next, leastMail); p.next <= p.mail; {
		p.next *= 2
	}
	w.raise("", Warning{Kind: MailboxGrows, PID: p.pid, Entry: p.entry, Seq: e.Seq, At: e.At,
		Text: fmt.Sprintf("does not keep up: %d messages wait in its mailbox, which has not been empty for %s", p.mail, busy.Round(time.Millisecond))})
}

// lost notes a message that reached nobody.
func (w *Watch) lost(e *wire.Event) {
	if w.ended {
		return
	}
	entry, to := e.PID.String(), e.Text
	if p := w.find(e.PID); p != nil {
		entry = p.entry
	}
	about := e.Name
	if !strings.HasPrefix(to, "{") { // of many processes, each of which has a PID, the topic is enough
		to = quoted(to)
		about += "\x00" + e.Text
	}
	w.raise(about, Warning{Kind: DeadLetter, PID: e.PID, Co: e.Co, Entry: entry, Seq: e.Seq, At: e.At,
		Text: "sent " + quoted(e.Name) + " to " + short(to) + ", and nobody was there"})
}

// departed is a process that has just ended.
type departed struct {
	pid     wire.PID
	entry   string
	letters int    // messages of others that it left unread, and was to read
	exit    uint64 // the fact of its end
	where   string // entry:line at which it failed
}

// letters counts the messages that the end of p made dead letters. Whoever was
// made to end is not to blame.
func (p *process) letters(exit *wire.Event) int {
	if p.canceled || p.terminal || wire.Outcome(exit.N) == wire.OutcomeTerminated {
		return 0
	}
	return p.mail - p.notices
}

// discard notes that messages went away with their receiver.
func (w *Watch) discard(e *wire.Event) {
	gone := &w.left
	if w.ended || gone.pid != e.PID || gone.letters <= 0 {
		return
	}
	text := "ended and left a message unread"
	if gone.letters > 1 {
		text = "ended and left " + strconv.Itoa(gone.letters) + " messages unread"
	}
	w.raise("", Warning{Kind: DeadLetter, PID: e.PID, Entry: gone.entry, Where: gone.where, Seq: e.Seq, At: e.At, Text: text})
}
