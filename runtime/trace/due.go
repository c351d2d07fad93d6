package trace

import (
	"iter"
	"slices"
	"strings"
	"time"

	"echotui/runtime/wire"
)

// Which message a process is about to take, and whether it can go on, no fact
// says; but it follows from what they do say. A coroutine that waits had looked
// into its channels before, so the first message that comes into one of them
// ends its wait, unless something else has done so already:
//
//   - What the runtime tells goes into "events". A message goes into the channel
//     that listens to its topic, which bears its name, and else into "inbox".
//     That a topic is listened to is known once somebody has waited for it.
//   - Timers and channels of the process itself may end a wait, too. What they
//     do is a fact of the process: after one, nothing is said until the
//     coroutine goes on.
//   - What the bus, groups and called functions bring is no fact of the process,
//     and neither is which topics a program leads into a channel of its own.
//     Where they have a part, nothing is said at all.
const (
	// mostHeeded is how many coroutines of a process are looked at.
	mostHeeded = 16
	// mostTopics is how many topics are known that a process listens to.
	mostTopics = 16
)

// topics are names that only ever become more: clones share them.
type topics []string

// awaits is what a coroutine waits for, as far as messages are concerned.
type awaits struct {
	asked  uint64 // Seq of the wait
	woken  bool   // what it waits for is there: it can go on
	others bool   // timers or channels may end the wait, too
	vague  bool   // and so may what no fact tells
}

// Takes reports whether a coroutine of p is about to take the message ref.
func (p *Process) Takes(ref uint64) bool {
	return ref != 0 && slices.ContainsFunc(p.heeded(), func(c *Coroutine) bool { return c.Due == ref })
}

func (p *Process) heeded() []*Coroutine { return p.Coroutines[:min(len(p.Coroutines), mostHeeded)] }

// idle reports whether the coroutine waits for what is not there.
func (c *Coroutine) idle() bool { return c.Waiting && !c.woken }

// rouse notes that what a coroutine waits for is there.
func (p *Process) rouse(c *Coroutine, ref uint64) {
	if c.idle() {
		c = p.own(c.Co)
		c.woken, c.Due = true, ref
		p.busy++
	}
}

// calm notes that it is there no longer.
func (p *Process) calm(c *Coroutine) {
	if c.Waiting && c.woken {
		c = p.own(c.Co)
		c.woken, c.Due = false, 0
		p.busy--
	}
}

// reckon counts p among those that are ready, or no longer.
func (w *World) reckon(p *Process) {
	if ready := !p.Ended && p.busy > 0; ready != p.counted {
		p.counted = ready
		w.Ready--
		if ready {
			w.Ready += 2
		}
	}
}

// heed notes what a coroutine waits for.
func (p *Process) heed(c *Coroutine, e *wire.Event) {
	c.awaits = awaits{asked: e.Seq}
	if !c.forMessages() {
		return
	}
	for label := range labels(c.For) {
		switch {
		case label == "", label == "inbox", label == "events", slices.Contains(p.topics, label):
		case strings.HasPrefix(label, "channel "), strings.HasPrefix(label, "send "), isTimer(label):
			c.others = true
		case beyondFacts(label), len(p.topics) == mostTopics:
			c.vague = true
			if !p.routed && (strings.HasPrefix(label, "messages in ") || len(p.topics) == mostTopics) {
				p.profile().routed = true
			}
		default:
			p.profile().topics = append(p.profile().topics, label)
		}
	}
}

func (c *Coroutine) forMessages() bool { return c.On == "receive" || c.On == "select" }

// labels yields the channels of a wait.
func labels(text string) iter.Seq[string] { return strings.SplitSeq(text, ", ") }

func isTimer(label string) bool {
	kind, span, _ := strings.Cut(label, " ")
	if kind != "after" && kind != "timer" && kind != "ticker" {
		return false
	}
	_, err := time.ParseDuration(span)
	return err == nil
}

func beyondFacts(label string) bool {
	return slices.ContainsFunc([]string{"bus ", "group ", "groups of ", "call ", "messages in "},
		func(prefix string) bool { return strings.HasPrefix(label, prefix) })
}

// channel is the label of the channel that a message goes into.
func (p *Process) channel(m *Message) string {
	switch {
	case m.Notice:
		return "events"
	case slices.Contains(p.topics, m.Topic):
		return m.Topic
	}
	return "inbox"
}

// offer gives a message to the coroutine that has been waiting for it longest.
func (p *Process) offer(m *Message) {
	label := p.channel(m)
	var first *Coroutine
	for _, c := range p.heeded() {
		if c.idle() && p.sure(c) && (first == nil || c.asked < first.asked) && c.lists(label) {
			first = c
		}
	}
	if first != nil {
		p.rouse(first, m.Ref)
	}
}

// sure reports whether only a message can end the wait of a coroutine, or
// nothing else can have done so.
func (p *Process) sure(c *Coroutine) bool {
	return c.forMessages() && !c.vague && !p.routed && (!c.others || p.stirred < c.asked)
}

// lists reports whether a coroutine waits for a channel.
func (c *Coroutine) lists(label string) bool {
	for l := range labels(c.For) {
		if l == label {
			return true
		}
	}
	return false
}

// stir notes that a timer or a channel of p may have ended a wait.
func (p *Process) stir(e *wire.Event) {
	switch e.Kind {
	case wire.KindFire, wire.KindPut, wire.KindTake, wire.KindClose:
		p.stirred = e.Seq
	case wire.KindInput:
		if c := p.reader(); c != nil {
			p.rouse(c, 0)
		}
	}
}

// reader is the coroutine that waits for input, if one of the first does.
func (p *Process) reader() *Coroutine {
	for _, c := range p.heeded() {
		if c.Waiting && (c.On == "readline" || c.On == "read") {
			return c
		}
	}
	return nil
}

// missed notes that a message has gone that somebody was about to take: who was
// looks into its channels anew, in the order in which it named them.
func (p *Process) missed(ref uint64) {
	for _, c := range p.heeded() {
		if c.Due != ref || !c.Waiting {
			continue
		}
		p.calm(c)
		c = p.Coroutine(c.Co)
		for label := range labels(c.For) {
			if m := p.firstIn(label); m != nil {
				p.rouse(c, m.Ref)
				break
			}
		}
	}
}

// firstIn is the first message in a channel that nobody is about to take.
func (p *Process) firstIn(label string) *Message {
	for _, m := range p.Mailbox.Messages {
		if p.channel(m) == label && !p.Takes(m.Ref) {
			return m
		}
	}
	return nil
}
