package watch

import (
	"fmt"
	"strconv"
	"strings"
)

const (
	longestRing = 32 // processes
	mostNamed   = 4  // processes or coroutines that a text names
)

// certain looks whether it is certain now that p waits for what never comes. T
// is the task that waits since this fact.
func (w *Watch) certain(p *process, t *task) {
	if w.ended || w.locked(p, t) || w.ring(p) {
		return
	}
	w.standstill(w.seq)
}

// locked looks for a process whose coroutines wait for each other.
func (w *Watch) locked(p *process, t *task) bool {
	if !p.all(func(t *task) bool { return t.state == hung && t.for_&^(onChannel|onSend) == 0 }) {
		return false
	}
	text := "waits for ever: nobody else can reach " + short(t.text)
	switch {
	case t.text == "":
		text = "waits for ever: for nothing"
	case len(p.more) > 0:
		text = "waits for ever: " + p.coroutines()
	}
	w.raise("", Warning{Kind: Deadlock, PID: p.pid, Co: t.co, Entry: p.entry, Where: t.where, Seq: w.seq, At: w.now, Text: text})
	return true
}

// coroutines tells what each of them waits for.
func (p *process) coroutines() string {
	var list []string
	p.each(func(t *task) {
		name := "main"
		if t.co != 0 {
			name = "~" + strconv.FormatUint(uint64(t.co), 10)
			if t.where != "" {
				name += " (" + t.where + ")"
			}
		}
		list = append(list, name+" "+t.waits())
	})
	return few(list, "; ")
}

// waits tells what a task waits for.
func (t *task) waits() string {
	if strings.HasPrefix(t.text, "send ") {
		return "waits to " + short(t.text)
	}
	return "waits for " + short(t.text)
}

// few joins the first of a list.
func few(list []string, with string) string {
	if more := len(list) - mostNamed; more > 0 {
		list = append(list[:mostNamed:mostNamed], fmt.Sprintf("and %d more", more))
	}
	return strings.Join(list, with)
}

// ring looks for processes each of which waits for the answer of the next, p
// among them. Most waits are in none, so it is told only once one is found.
func (w *Watch) ring(p *process) bool {
	at := p
	for length := 1; length <= longestRing; length++ {
		if at = w.awaited(at); at == nil {
			return false
		}
		if at != p {
			continue
		}
		if length == 1 {
			return false // who writes to itself may mean to read that later
		}
		t := p.stuck()
		w.raise(t.asked.topic, Warning{Kind: Deadlock, PID: p.pid, Co: t.co, Entry: p.entry, Where: t.where,
			Seq: w.seq, At: w.now, Text: "waits in a ring: " + few(w.around(p), "; ")})
		return true
	}
	return false
}

// awaited is the process for whose answer p waits; nil if there is none, or if
// anything else could let p go on.
func (w *Watch) awaited(p *process) *process {
	if t := p.stuck(); t != nil {
		return w.processes.Get(t.asked.to)
	}
	return nil
}

// around tells who waits for whom in the ring of p.
func (w *Watch) around(p *process) (path []string) {
	for at := p; len(path) == 0 || at != p; {
		next := w.awaited(at)
		path = append(path, at.label()+" waits for an answer of "+next.label()+" ("+quoted(at.stuck().asked.topic)+")")
		at = next
	}
	return path
}

// stuck is the task of p on which all others wait, and which waits for an
// answer; nil if there is none, or if anything else could let p go on.
func (p *process) stuck() *task {
	var found *task
	alone := true
	p.each(func(t *task) {
		switch {
		case t.state != hung:
			alone = false
		case t.for_&^(onChannel|onSend) == 0:
		case found != nil || t.for_&onEvents != 0 || !t.hasAsked():
			alone = false
		default:
			found = t
		}
	})
	if !alone {
		return nil
	}
	return found
}

// hasAsked reports whether a wait is for the answer to what the task did last.
func (t *task) hasAsked() bool {
	if t.asked.ref == 0 {
		return t.asked.seq != 0 && t.for_&onCall != 0
	}
	return t.for_&onMessage != 0
}

// standstill looks for an app in which nothing will ever happen again though
// its terminal process waits for somebody.
func (w *Watch) standstill(seq uint64) {
	if w.loose > 0 || w.pending > 0 || w.ended || w.blind {
		return
	}
	p := w.processes.Get(w.terminal)
	if p == nil || !p.all(func(t *task) bool { return t.for_&onEvents == 0 }) {
		return
	}
	var others []string
	for n, other := range w.processes.All() {
		if n != w.terminal {
			others = append(others, other.label()+" "+other.main.waits())
		}
	}
	text := p.main.waits() + ", and nobody is left who could say anything"
	if len(others) > 0 {
		text += ": " + few(others, "; ")
	}
	w.raise("", Warning{Kind: Deadlock, PID: p.pid, Entry: p.entry, Seq: seq, At: w.now, Text: text})
}
