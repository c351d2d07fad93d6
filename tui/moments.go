package tui

import "echotui/runtime/wire"

// moments makes the fold of any moment.
type moments struct {
	session    Session
	head, past *fold
}

func (h *moments) Append(e *wire.Event) { h.head.Apply(e) }

func (h *moments) Head() (*fold, uint64) { return h.head, h.head.seq() }

func (h *moments) At(seq uint64) (*fold, uint64) {
	if seq >= h.head.seq() {
		return h.head, h.head.seq()
	}
	if h.past == nil || h.past.seq() > seq {
		h.past = newFold()
	}
	f := h.past
	for f.seq() < seq {
		events := h.session.Since(nil, f.seq(), int(min(seq-f.seq(), 10_000)))
		if len(events) == 0 {
			break
		}
		for i := range events {
			if events[i].Seq <= seq {
				f.Apply(&events[i])
			}
		}
	}
	return f, f.seq()
}
