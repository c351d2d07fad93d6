package watch

import "echotui/runtime/wire"

// byHand notes that somebody took a message out of a mailbox. One that is
// delayed is still to come: as long as it is, nobody waits for ever.
func (w *Watch) byHand(p *process, e *wire.Event) {
	delayed := e.Name == wire.CommandDelay.String()
	if !delayed && e.Name != wire.CommandDrop.String() {
		return
	}
	p.mail = max(0, p.mail-1)
	if isNotice(e.Text) {
		p.notices = max(0, p.notices-1)
	}
	if delayed {
		w.pending++
	}
}

// arrive puts a message that was delayed into its mailbox, if that is still
// there.
func (w *Watch) arrive(e *wire.Event) {
	w.pending = max(0, w.pending-1)
	flags := wire.ArriveFlags(e.N)
	if flags&wire.ArriveDead != 0 {
		return
	}
	put := wire.Event{Kind: wire.KindSend, Seq: e.Seq, At: e.At, Peer: e.PID, Ref: e.Ref, Name: e.Name, Args: e.Args}
	if flags&wire.ArriveNotice != 0 {
		put.Kind = wire.KindNotify
	}
	w.deliver(&put)
}
