package trace

import "echotui/runtime/wire"

// Letter is a message that nobody took.
type Letter struct {
	Message
	To     string   // the PID or name it was sent to
	Peer   wire.PID // the process meant, if that is known
	Why    Loss
	LostAt wire.Time
	Lost   uint64 // the fact by which it was lost
}

// Loss is why nobody took a message.
type Loss uint8

// The ways to get lost.
const (
	LossNobody    Loss = iota // nobody is there
	LossClosing               // its host is shutting down
	LossOnPurpose             // somebody made the send fail
	LossUnread                // its receiver ended without having taken it
	LossDropped               // somebody dropped it
	LossLate                  // somebody delayed it, and when it arrived its receiver had ended
	losses
)

// String is a sentence without its subject: "nobody was there".
func (l Loss) String() string {
	return [losses]string{
		"nobody was there", "its host was shutting down", "the send was made to fail",
		"its receiver ended", "it was dropped", "it came too late",
	}[l]
}

// keptLetters is how many lost messages are kept.
const keptLetters = 100

// lose counts messages that nobody takes.
func (w *World) lose(why Loss, n int) {
	w.Lost += n
	w.Losses[why] += n
}

// lost handles a message that reached nobody.
func (w *World) lost(e *wire.Event) {
	why := LossNobody
	if to := w.Process(e.Peer); to != nil && !to.Ended {
		why = LossClosing
	}
	if p := w.Process(e.PID); p != nil && p.failing != 0 && p.failing == e.Cause {
		why = LossOnPurpose
		w.own(p).profile().failing = 0
	}
	w.lose(why, 1)
	w.bury(Letter{Message: newMessage(e), To: e.Text, Peer: e.Peer, Why: why})
}

// empty takes all messages of p away, unread. How many those are, a fact says.
func (w *World) empty(p *Process) {
	b := &p.Mailbox
	unseen := max(0, len(b.Messages)-keptLetters)
	for _, m := range b.Messages[unseen:] {
		w.bury(Letter{Message: *m, To: p.PID.String(), Peer: p.PID, Why: LossUnread})
	}
	before := *b
	*b = Mailbox{High: b.High}
	w.mailed(p, &before)
}

// bury keeps a message that was lost just now.
func (w *World) bury(l Letter) {
	l.Before, l.LostAt, l.Lost = 0, w.At, w.Seq
	w.Dead = pushed(w.Dead, &l, keptLetters)
}

// act does to a process, or to a message in its mailbox, what somebody did.
func (w *World) act(e *wire.Event) {
	p := w.Process(e.PID)
	if p == nil || p.Ended {
		return
	}
	p = w.own(p)
	switch e.Name {
	case wire.CommandEdit.String():
		before := p.Mailbox
		p.Mailbox.edit(e.Ref, e.Args)
		w.mailed(p, &before)
	case wire.CommandDelay.String():
		w.takeOut(p, e)
	case wire.CommandDrop.String():
		w.takeOut(p, e)
		w.lose(LossDropped, 1)
		m := Message{Ref: e.Ref, From: e.Peer, Topic: e.Text, Args: e.Args, SentAt: e.At, Seq: e.Seq}
		w.bury(Letter{Message: m, To: p.PID.String(), Peer: p.PID, Why: LossDropped})
	case wire.CommandFail.String():
		if e.Text == wire.FailSend {
			p.profile().failing = e.Seq
		}
	}
}

// arrive puts a message that was delayed into its mailbox, if that is still
// there.
func (w *World) arrive(e *wire.Event) {
	flags := wire.ArriveFlags(e.N)
	m := Message{
		Ref: e.Ref, From: e.Peer, Topic: e.Name, Notice: flags&wire.ArriveNotice != 0, Args: e.Args, SentAt: e.At, Seq: e.Seq,
	}
	p := w.Process(e.PID)
	switch {
	case p == nil:
	case flags&wire.ArriveDead == 0 && !p.Ended:
		w.putIn(w.own(p), &m)
	default:
		w.lose(LossLate, 1)
		w.bury(Letter{Message: m, To: p.PID.String(), Peer: p.PID, Why: LossLate})
	}
}
