package actor

import "maps"

// Route leads the messages to a topic into a channel that the program made; who
// receives from it gets their payloads. It reports whether that can be done: not
// with a channel of a mailbox, nor with one that is closed. Tasks that wait for it
// wait for messages now, and a fact says so.
func (p *Process) Route(topic string, ch *Channel) bool {
	if ch.mailbox || ch.closed {
		return false
	}
	ch.routed, ch.payloads = true, true
	for w := ch.receivers.first(); w != nil; w = w.next {
		w.task.restate()
	}
	p.listenOn(topic, ch)
	return true
}

// Unroute takes all that Route did with a channel back and reports whether that
// was anything. The channel stays open, and what is in it stays there.
func (p *Process) Unroute(ch *Channel) bool {
	if !ch.routed {
		return false
	}
	ch.routed = false
	maps.DeleteFunc(p.mailbox.listeners, func(_ string, to *Channel) bool { return to == ch })
	return true
}

// listenOn makes ch the channel of a topic, and hands it what has come already.
func (p *Process) listenOn(topic string, ch *Channel) {
	if p.mailbox.listeners == nil {
		p.mailbox.listeners = map[string]*Channel{}
	}
	p.mailbox.listeners[topic] = ch
	p.mailbox.recall(topic)
	p.redeliver()
}
