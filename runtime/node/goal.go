package node

import (
	"fmt"

	"echotui/runtime/wire"
)

// pursuit is a goal on the way to it.
type pursuit struct {
	wire.Goal
	called string // what people call PID
	seen   uint64 // the last fact that was looked at
	sender wire.PID
	came   []bool // of the facts from Seq on: whether they came of it
}

// RunUntil implements tui.Driver.
func (l *Loop) RunUntil(goal wire.Goal) {
	l.order(func(l *Loop) {
		l.goOn()
		l.goal = &pursuit{Goal: goal, called: l.node.called(goal.PID), seen: l.live.log.Last()}
		if goal.Kind == wire.GoalReply {
			l.lookBack()
		}
	})
}

// lookBack finds out about the send that is to be answered, and what came of
// it already.
func (l *Loop) lookBack() {
	facts := l.told(l.goal.Seq-1, 1)
	if len(facts) == 0 || facts[0].Seq != l.goal.Seq || facts[0].Kind != wire.KindSend {
		l.halt(0, fmt.Sprintf("fact %d is no send that is still known", l.goal.Seq))
		return
	}
	l.goal.sender, l.goal.came = facts[0].PID, []bool{true}
	for seq := l.goal.Seq; seq < l.goal.seen; seq += uint64(len(facts)) {
		facts = l.told(seq, lookedAtOnce)
		for i := range facts {
			if text := l.goal.reached(&facts[i]); text != "" {
				l.halt(0, text)
				return
			}
		}
	}
}

// told are facts of the live branch.
func (l *Loop) told(seq uint64, limit int) []wire.Event {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.live.facts.Since(nil, seq, limit)
}

// lookedAtOnce is how many facts lookBack copies at a time.
const lookedAtOnce = 1024

// run lets processes take up to turns turns, and no more than up to the goal if
// there is one. It reports whether there is more to do.
func (l *Loop) run(turns int) (more bool) {
	if l.goal == nil {
		more = l.node.Run(turns)
		return !l.stands() && more
	}
	for ; turns > 0 && l.goal != nil && l.node.Met() == nil && l.node.system.Ready(); turns-- {
		l.node.system.Run(1, 1)
		l.node.collect()
		l.seek()
	}
	if l.stands() {
		return false
	}
	if l.goal != nil && l.goal.Kind == wire.GoalIdle && !l.node.system.Ready() {
		l.halt(everything, "everybody waits")
	}
	return l.node.system.Ready()
}

// seek looks for the goal in what has just happened.
func (l *Loop) seek() {
	if l.goal == nil {
		return
	}
	for i := range l.node.pending {
		e := &l.node.pending[i]
		if e.Seq <= l.goal.seen {
			continue
		}
		l.goal.seen = e.Seq
		if text := l.goal.reached(e); text != "" {
			l.halt(i+1, text)
			return
		}
	}
}

// reached tells, if a fact is the goal, so in a sentence. It is shown every
// fact once, in order.
func (p *pursuit) reached(e *wire.Event) string {
	switch p.Kind {
	case wire.GoalProcess:
		if e.PID == p.PID || e.Peer == p.PID {
			return fmt.Sprintf("fact %d is about %s", e.Seq, p.called)
		}
	case wire.GoalEnd:
		if e.Kind == wire.KindExit && e.PID == p.PID {
			return p.called + " has ended"
		}
	case wire.GoalReply:
		came := e.Cause >= p.Seq && p.came[e.Cause-p.Seq]
		p.came = append(p.came, came)
		if came && e.Kind == wire.KindReceive && e.PID == p.sender {
			return fmt.Sprintf("fact %d is what came of fact %d", e.Seq, p.Seq)
		}
	}
	return ""
}

// fallShort gives the goal up, if there is one: nothing more happens by itself.
func (l *Loop) fallShort() {
	_, stopped := l.node.Stopped()
	switch {
	case l.goal == nil && l.stepping == nil:
	case stopped:
		l.halt(everything, "the node has ended")
	case l.node.Reading():
		l.halt(everything, "the app waits for a line")
	default:
		l.halt(everything, "nothing more happens by itself")
	}
}

// halt pauses the node, tells why, and publishes up to limit facts more. What
// else has happened at the same moment is told step by step.
func (l *Loop) halt(limit int, why string) { l.haltAt(limit, wire.Stop{Text: why}) }

func (l *Loop) haltAt(limit int, stop wire.Stop) {
	l.endPursuit()
	l.paused = true
	l.mu.Lock()
	l.pace.stop()
	l.live.status.Stop = &stop
	l.mu.Unlock()
	l.publish(limit)
}

// endPursuit gives up what the node was let go on for.
func (l *Loop) endPursuit() {
	l.goal, l.stepping = nil, nil
	l.node.EndStep()
}
