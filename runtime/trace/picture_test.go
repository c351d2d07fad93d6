package trace

import (
	"fmt"
	"strings"

	"echotui/runtime/wire"
)

// How transcripts show a world.

type page struct{ strings.Builder }

func (p *page) line(level int, format string, args ...any) {
	fmt.Fprintf(p, "%s%s\n", strings.Repeat("  ", level+1), fmt.Sprintf(format, args...))
}

func nodePicture(w *World) string {
	var p page
	p.line(0, "fact %d at %s: %s seed %d, %d live of %d, %d lost", w.Seq, w.At, w.App, w.Seed, w.Live, w.Spawned, w.Lost)
	if w.Missed > 0 {
		p.line(0, "missed %d", w.Missed)
	}
	if w.Ended {
		p.line(0, "ended with status %d, stopped %v", w.Status, w.Stopped)
	}
	for _, s := range w.Services {
		p.line(0, "service %s %s %s %q since %s", s.ID, s.State, s.PID, s.Text, s.Since)
	}
	return p.String()
}

func treePicture(w *World) string {
	var p page
	for _, h := range w.Hosts {
		p.line(0, "%s %s %s rows=%d gone=%d", h.ID, h.Kind, h.State, h.Rows, h.Gone)
		for _, root := range w.Roots(h).From(0) {
			processPicture(w, &p, 1, root)
		}
	}
	return p.String()
}

func processPicture(w *World, p *page, level int, q *Process) {
	line := fmt.Sprintf("%s %s rows=%d", w.Label(q.PID), q.PID.Short(), q.Rows)
	for _, name := range q.Names {
		line += " ‹" + name + "›"
	}
	if q.Mailbox.Len > 0 {
		line += fmt.Sprintf(" inbox=%d", q.Mailbox.Len)
	}
	if q.Gone > 0 {
		line += fmt.Sprintf(" gone=%d", q.Gone)
	}
	p.line(level, "%s: %s", line, statePicture(q))
	for _, c := range q.Coroutines[1:] {
		p.line(level+1, "≈ %s~%d %s: %s", c.Name, c.Co, c.Where, coroutinePicture(c))
	}
	for _, child := range w.Children(q).From(0) {
		processPicture(w, p, level+1, child)
	}
}

func statePicture(q *Process) string {
	switch {
	case !q.Ended && !q.Started:
		return "new"
	case !q.Ended:
		return coroutinePicture(q.Coroutines[0])
	case q.Outcome == wire.OutcomeReturned:
		return fmt.Sprintf("returned %s at %s", wire.Text(q.Result, 0), q.EndedAt)
	case q.Outcome == wire.OutcomeFailed:
		return fmt.Sprintf("failed %s %q at %s", q.ErrorKind, q.Error, q.EndedAt)
	default:
		return fmt.Sprintf("terminated %q at %s", q.Error, q.EndedAt)
	}
}

func coroutinePicture(c *Coroutine) string {
	switch {
	case !c.Waiting:
		return fmt.Sprintf("runs since %s", c.Since)
	case c.Until != 0:
		return fmt.Sprintf("%s from %s until %s", c.On, c.Since, c.Until)
	default:
		return fmt.Sprintf("%s %q since %s", c.On, c.For, c.Since)
	}
}

func mailboxPicture(w *World, q *Process) string {
	var p page
	b := &q.Mailbox
	p.line(0, "%s: %d waiting, at most %d, %d sent, %d received", w.Label(q.PID), b.Len, b.High, q.Sent, q.Received)
	for _, m := range b.Messages {
		p.line(1, "%s", messagePicture(w, m))
	}
	return p.String()
}

func messagePicture(w *World, m *Message) string {
	notice := ""
	if m.Notice {
		notice = " (notice)"
	}
	return fmt.Sprintf("#%d %s from %s%s %s at %s, fact %d", m.Ref, m.Topic, w.Label(m.From), notice, values(m.Args), m.SentAt, m.Seq)
}

func deadPicture(w *World) string {
	var p page
	p.line(0, "%d lost", w.Lost)
	for _, l := range w.Dead {
		p.line(1, "%s, to %s (%s)", messagePicture(w, &l.Message), l.To, w.Label(l.Peer))
	}
	return p.String()
}

func statsPicture(w *World) string {
	var p page
	for _, s := range w.Stats {
		p.line(0, "%s · %s: %d records, last at %s by %s", s.Source, s.Title, s.Count, s.At, s.PID.Short())
		for _, g := range s.Fields {
			p.line(1, "%s %v, from %v to %v, %v", g.Name, g.Last, g.Min, g.Max, g.Samples)
		}
	}
	return p.String()
}
