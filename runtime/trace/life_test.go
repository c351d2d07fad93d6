package trace

import (
	"echotui/runtime/wire"

	"pgregory.net/rapid"
)

// life is a node that does one random thing after the other, all of them
// things a node may do, and tells World and twin alike.
type life struct {
	world    *World
	twin     *twin
	seq, ref uint64
	at       wire.Time
	made     uint64
	log      []wire.Event // all that happened
}

// steps are the things it may do.
func (l *life) steps() map[string]func(*rapid.T) {
	return map[string]func(*rapid.T){
		"spawn":     l.spawn,
		"chain":     l.chain,
		"exit":      l.exit,
		"send":      l.send,
		"receive":   l.receive,
		"by hand":   l.byHand,
		"coroutine": l.coroutine,
		"finish":    l.finish,
		"wait":      l.wait,
		"fire":      l.fire,
		"act":       l.act,
		"upgrade":   l.upgrade,
		"name":      l.name,
	}
}

func newLife() *life {
	return &life{world: NewWorld(), twin: &twin{sentEvent: map[uint64]uint64{}}}
}

func (l *life) tell(e wire.Event) {
	l.seq++
	l.at += 3
	e.Seq, e.At = l.seq, l.at
	l.log = append(l.log, e)
	l.world.Apply(&e)
	l.twin.apply(&e)
}

func (l *life) next() uint64 {
	l.ref++
	return l.ref
}

// someone is a live process; one is made if there is none.
func (l *life) someone(t *rapid.T) *twinProcess {
	var live []*twinProcess
	for _, p := range l.twin.all {
		if !p.ended {
			live = append(live, p)
		}
	}
	if len(live) == 0 {
		l.make(wire.PID{}, "app:p")
		return l.twin.all[len(l.twin.all)-1]
	}
	return live[rapid.IntRange(0, len(live)-1).Draw(t, "who")]
}

func (l *life) anyCoroutine(t *rapid.T, p *twinProcess) *twinCoroutine {
	return p.coroutines[rapid.IntRange(0, len(p.coroutines)-1).Draw(t, "coroutine")]
}

func (l *life) make(maker wire.PID, host string) wire.PID {
	l.made++
	pid := wire.PID{Host: host, N: l.made}
	l.tell(wire.Event{Kind: wire.KindSpawn, PID: maker, Peer: pid, Name: "app:entry", N: int64(l.made % 4)}) // watched, linked, both
	l.tell(wire.Event{Kind: wire.KindStart, PID: pid})
	return pid
}

func (l *life) spawn(t *rapid.T) {
	host := rapid.SampledFrom([]string{"app:p", "app:p", "app:p", "app:t"}).Draw(t, "host")
	maker := wire.PID{}
	if l.twin.live > 0 && rapid.IntRange(0, 5).Draw(t, "by the node") > 0 {
		maker = l.someone(t).pid
	}
	for range rapid.IntRange(1, 12).Draw(t, "count") {
		l.make(maker, host)
	}
}

// chain spawns one below the other.
func (l *life) chain(t *rapid.T) {
	pid := l.someone(t).pid
	for range rapid.IntRange(1, 35).Draw(t, "count") {
		pid = l.make(pid, pid.Host)
	}
}

// exit ends some processes at once, for there are more ways to be born.
func (l *life) exit(t *rapid.T) {
	for range rapid.IntRange(1, 40).Draw(t, "count") {
		if l.twin.live == 0 {
			return
		}
		p := l.someone(t)
		unread := len(p.mail)
		l.tell(wire.Event{Kind: wire.KindExit, PID: p.pid})
		if unread > 0 {
			l.tell(wire.Event{Kind: wire.KindDiscard, PID: p.pid, N: int64(unread)})
		}
	}
}

func (l *life) send(t *rapid.T) {
	from, to := l.someone(t), l.someone(t)
	kind := rapid.SampledFrom([]wire.Kind{wire.KindSend, wire.KindSend, wire.KindNotify, wire.KindLost}).Draw(t, "kind")
	for range rapid.IntRange(1, 9).Draw(t, "count") {
		l.tell(wire.Event{Kind: kind, PID: from.pid, Co: from.coroutines[0].co, Peer: to.pid, Ref: l.next(), Name: "topic"})
	}
}

func (l *life) receive(t *rapid.T) {
	p := l.someone(t)
	for range rapid.IntRange(1, 9).Draw(t, "count") {
		if len(p.mail) == 0 {
			return
		}
		ref := p.mail[rapid.IntRange(0, len(p.mail)-1).Draw(t, "message")]
		co := l.anyCoroutine(t, p).co
		l.tell(wire.Event{Kind: wire.KindReceive, PID: p.pid, Co: co, Ref: ref, Cause: l.twin.sentEvent[ref]})
	}
}

// byHand does something to a message that waits.
func (l *life) byHand(t *rapid.T) {
	p := l.someone(t)
	if len(p.mail) == 0 {
		return
	}
	ref := p.mail[rapid.IntRange(0, len(p.mail)-1).Draw(t, "message")]
	what := rapid.SampledFrom([]string{"drop", "delay", "edit"}).Draw(t, "what")
	l.tell(wire.Event{Kind: wire.KindAct, Name: what, PID: p.pid, Ref: ref, Cause: l.twin.sentEvent[ref], Args: []wire.Value{what}})
	if what == "delay" {
		l.tell(wire.Event{Kind: wire.KindArrive, PID: p.pid, Ref: ref, Name: "topic"})
	}
}

func (l *life) coroutine(t *rapid.T) {
	p := l.someone(t)
	by := l.anyCoroutine(t, p).co
	newest := p.coroutines[len(p.coroutines)-1].co
	l.tell(wire.Event{Kind: wire.KindCoroutine, PID: p.pid, Co: newest + 1, N: int64(by), Name: "f"})
}

func (l *life) finish(t *rapid.T) {
	p := l.someone(t)
	if co := l.anyCoroutine(t, p).co; co != 0 {
		l.tell(wire.Event{Kind: wire.KindFinish, PID: p.pid, Co: co})
	}
}

func (l *life) wait(t *rapid.T) {
	p := l.someone(t)
	how := rapid.SampledFrom([]string{"sleep", "receive", "select"}).Draw(t, "how")
	l.tell(wire.Event{
		Kind: wire.KindWait, PID: p.pid, Co: l.anyCoroutine(t, p).co, Name: how, Text: "inbox", N: 5, Ref: l.next(),
	})
}

// fire ends the sleep of a coroutine, or is a timer that belongs to none.
func (l *life) fire(t *rapid.T) {
	p := l.someone(t)
	c := l.anyCoroutine(t, p)
	ref := c.timer
	if rapid.Bool().Draw(t, "other timer") {
		ref = l.next()
	}
	l.tell(wire.Event{Kind: wire.KindFire, PID: p.pid, Co: c.co, Ref: ref})
}

var otherKinds = []wire.Kind{
	wire.KindInput, wire.KindService, wire.KindSpawnFailed, wire.KindMonitor, wire.KindDemonitor, wire.KindLink,
	wire.KindUnlink, wire.KindWake, wire.KindTimer, wire.KindTimerStop, wire.KindPut, wire.KindTake, wire.KindClose,
	wire.KindOutput, wire.KindRead, wire.KindLog, wire.KindLimit, wire.KindPublish, wire.KindJoin, wire.KindLeave,
	wire.KindRegistry, wire.KindOption,
}

// act is any other fact about a process: each kind meets a coroutine that
// waits, and one that the next such fact finds as this one left it.
func (l *life) act(t *rapid.T) {
	p := l.someone(t)
	c := l.anyCoroutine(t, p).co
	from := rapid.IntRange(0, len(otherKinds)-1).Draw(t, "kinds from")
	to := rapid.IntRange(from, len(otherKinds)-1).Draw(t, "to")
	for _, kind := range otherKinds[from : to+1] {
		l.tell(wire.Event{Kind: wire.KindWait, PID: p.pid, Co: c, Name: "select"})
		l.tell(wire.Event{Kind: kind, PID: p.pid, Co: c, Peer: l.someone(t).pid, Name: rapid.SampledFrom([]string{"x", "trap_links"}).Draw(t, "name"), N: 1})
		if drawn(l.world) != l.twin.picture() {
			return // the check after this step tells
		}
	}
}

func (l *life) upgrade(t *rapid.T) {
	p := l.someone(t)
	l.tell(wire.Event{Kind: wire.KindUpgrade, PID: p.pid, Co: l.anyCoroutine(t, p).co, Name: "other:entry"})
}

func (l *life) name(t *rapid.T) {
	p := l.someone(t)
	if len(p.names) > 0 && rapid.Bool().Draw(t, "lose") {
		l.tell(wire.Event{Kind: wire.KindUnregister, PID: p.pid, Name: p.names[len(p.names)/2]})
		return
	}
	l.tell(wire.Event{Kind: wire.KindRegister, PID: p.pid, Name: wire.PID{N: l.next()}.Short()})
}
