package trace

import (
	"fmt"
	"slices"
	"strings"

	"echotui/runtime/wire"
)

// twin is a World without cleverness: it never forgets anything, marks what is
// no longer shown, and searches all there ever was to answer any question.
type twin struct {
	hosts     []string
	all       []*twinProcess
	clock     int // orders what joins lists of siblings, and what ends
	live      int
	lost      int
	sentEvent map[uint64]uint64 // ref of a message: its send
}

type twinProcess struct {
	pid        wire.PID
	parent     *twinProcess
	ended      bool
	endedAt    int
	removed    bool
	joinedAt   int
	gone       int
	coroutines []*twinCoroutine
	mail       []uint64
	names      []string
	sent       int
	received   int
	trap       bool
	ties       map[string]bool // what it is to whom, in words
}

// is puts into words what one process is to another.
func (p *twinProcess) is(what string, q *twinProcess, so bool) {
	if p == nil || q == nil || p.ended || q.ended {
		return
	}
	p.ties[fmt.Sprintf("%s %04d", what, q.pid.N)] = so
}

// tie says what two processes are to each other.
func (t *twin) tie(p, q *twinProcess, linked, so bool) {
	if linked && p != q {
		p.is("link", q, so)
		q.is("link", p, so)
	} else if !linked {
		p.is("watches", q, so)
		q.is("watched by", p, so)
	}
}

// tied is all that is so, in order.
func (p *twinProcess) tied() []string {
	var list []string
	for words, so := range p.ties {
		if so {
			list = append(list, words)
		}
	}
	slices.Sort(list)
	return list
}

type twinCoroutine struct {
	co    uint32
	wait  string // "" while it runs
	timer uint64
	since wire.Time
}

func (t *twin) find(pid wire.PID) *twinProcess {
	for _, p := range t.all {
		if p.pid == pid {
			return p
		}
	}
	return nil
}

func (t *twin) below(host string, parent *twinProcess) []*twinProcess {
	var list []*twinProcess
	for _, p := range t.all {
		if p.pid.Host == host && p.parent == parent && !p.removed {
			list = append(list, p)
		}
	}
	slices.SortFunc(list, func(a, b *twinProcess) int { return a.joinedAt - b.joinedAt })
	return list
}

func (t *twin) rows(p *twinProcess) int {
	rows := len(p.coroutines)
	for _, child := range t.below(p.pid.Host, p) {
		rows += t.rows(child)
	}
	return rows
}

func (t *twin) tick() int {
	t.clock++
	return t.clock
}

// none are the kinds of facts that leave the coroutine they name as it was.
var none = []wire.Kind{
	wire.KindInput, wire.KindService, wire.KindExit, wire.KindNotify, wire.KindDiscard, wire.KindRegister,
	wire.KindUnregister, wire.KindCoroutine, wire.KindFinish, wire.KindWait, wire.KindFire, wire.KindLimit,
	wire.KindAct, wire.KindArrive,
}

func (t *twin) apply(e *wire.Event) {
	p := t.find(e.PID)
	if p != nil && !p.ended {
		t.coroutines(p, e)
	}
	switch e.Kind {
	case wire.KindSpawn:
		t.spawn(p, e)
	case wire.KindStart:
		p.coroutines[0].since = e.At
	case wire.KindUpgrade:
		p.coroutines = p.coroutines[:1]
		p.acts(0, e.At)
	case wire.KindExit:
		t.exit(p)
	case wire.KindSend, wire.KindNotify:
		if p != nil && e.Kind == wire.KindSend {
			p.sent++
		}
		t.sentEvent[e.Ref] = e.Seq
		if to := t.find(e.Peer); to != nil && !to.ended {
			to.mail = append(to.mail, e.Ref)
		}
	case wire.KindReceive:
		p.received++
		p.mail = slices.DeleteFunc(p.mail, func(ref uint64) bool { return ref == e.Ref })
	case wire.KindLost:
		p.sent++
		t.lost++
	case wire.KindDiscard:
		t.lost += int(e.N)
	case wire.KindAct:
		if e.Name != "edit" {
			p.mail = slices.DeleteFunc(p.mail, func(ref uint64) bool { return ref == e.Ref })
		}
		if e.Name == "drop" {
			t.lost++
		}
	case wire.KindArrive:
		t.sentEvent[e.Ref] = e.Seq
		p.mail = append(p.mail, e.Ref)
	case wire.KindMonitor, wire.KindDemonitor:
		t.tie(p, t.find(e.Peer), false, e.Kind == wire.KindMonitor)
	case wire.KindLink, wire.KindUnlink:
		t.tie(p, t.find(e.Peer), true, e.Kind == wire.KindLink)
	case wire.KindOption:
		p.trap = e.N == 1 && e.Name == "trap_links" || p.trap && e.Name != "trap_links"
	case wire.KindRegister:
		p.names = append(p.names, e.Name)
	case wire.KindUnregister:
		p.names = slices.DeleteFunc(p.names, func(name string) bool { return name == e.Name })
	}
}

func (t *twin) coroutines(p *twinProcess, e *wire.Event) {
	if e.Kind == wire.KindCoroutine {
		p.acts(uint32(e.N), e.At)
		p.coroutines = append(p.coroutines, &twinCoroutine{co: e.Co, since: e.At})
		return
	}
	i := slices.IndexFunc(p.coroutines, func(c *twinCoroutine) bool { return c.co == e.Co })
	switch {
	case i < 0:
	case e.Kind == wire.KindFinish:
		p.coroutines = slices.Delete(p.coroutines, i, i+1)
	case e.Kind == wire.KindWait:
		*p.coroutines[i] = twinCoroutine{e.Co, e.Name, e.Ref, e.At}
	case e.Kind == wire.KindFire && p.coroutines[i].wait == "sleep" && p.coroutines[i].timer == e.Ref,
		!slices.Contains(none, e.Kind):
		p.acts(e.Co, e.At)
	}
}

func (p *twinProcess) acts(co uint32, at wire.Time) {
	for _, c := range p.coroutines {
		if c.co == co && c.wait != "" {
			*c = twinCoroutine{co: co, since: at}
		}
	}
}

func (t *twin) spawn(maker *twinProcess, e *wire.Event) {
	pid := e.Peer
	if !slices.Contains(t.hosts, pid.Host) {
		t.hosts = append(t.hosts, pid.Host)
	}
	p := &twinProcess{pid: pid, joinedAt: t.tick(), coroutines: []*twinCoroutine{{since: e.At}}, ties: map[string]bool{}}
	if maker != nil && maker.pid.Host == pid.Host {
		p.parent = maker
		levels := 0
		for q := maker; q != nil; q = q.parent {
			levels++
		}
		if levels == 32 {
			p.parent = maker.parent
		}
	}
	t.all = append(t.all, p)
	t.live++
	if flags := wire.SpawnFlags(e.N); maker != nil {
		t.tie(maker, p, false, flags&wire.SpawnMonitored != 0)
		t.tie(maker, p, true, flags&wire.SpawnLinked != 0)
	}
}

func (t *twin) exit(p *twinProcess) {
	t.live--
	p.ended, p.endedAt = true, t.tick()
	p.coroutines = []*twinCoroutine{{}}
	p.mail, p.names, p.ties = nil, nil, nil
	for _, q := range t.all {
		for _, what := range []string{"link", "watches", "watched by"} {
			delete(q.ties, fmt.Sprintf("%s %04d", what, p.pid.N))
		}
	}
	for _, child := range t.below(p.pid.Host, p) {
		if !child.ended {
			child.parent, child.joinedAt = nil, t.tick()
		}
	}
	if t.rows(p) > 32 {
		for _, child := range t.below(p.pid.Host, p) {
			for _, grandchild := range t.below(p.pid.Host, child) {
				child.gone += t.remove(grandchild)
			}
		}
	}
	var ended []*twinProcess
	for _, q := range t.below(p.pid.Host, p.parent) {
		if q.ended {
			ended = append(ended, q)
		}
	}
	slices.SortFunc(ended, func(a, b *twinProcess) int { return a.endedAt - b.endedAt })
	for len(ended) > 8 {
		gone := t.remove(ended[0])
		if p.parent != nil {
			p.parent.gone += gone
		}
		ended = ended[1:]
	}
}

func (t *twin) remove(p *twinProcess) int {
	gone := 1
	for _, child := range t.below(p.pid.Host, p) {
		gone += t.remove(child)
	}
	p.removed = true
	return gone
}

// picture is everything the twin knows, one line each.
func (t *twin) picture() string {
	var b strings.Builder
	fmt.Fprintf(&b, "live %d of %d, lost %d\n", t.live, len(t.all), t.lost)
	for _, host := range t.hosts {
		rows, gone := 0, 0
		for _, root := range t.below(host, nil) {
			rows += t.rows(root)
		}
		for _, p := range t.all {
			if p.pid.Host == host && p.removed {
				gone++
			}
		}
		fmt.Fprintf(&b, "%s rows=%d gone=%d\n", host, rows, gone)
		for _, root := range t.below(host, nil) {
			t.draw(&b, root, 1)
		}
	}
	return b.String()
}

func (t *twin) draw(b *strings.Builder, p *twinProcess, level int) {
	fmt.Fprintf(b, "%d %s ended=%v rows=%d gone=%d mail=%v names=%q sent=%d received=%d trap=%v %q",
		level, p.pid, p.ended, t.rows(p), p.gone, p.mail, p.names, p.sent, p.received, p.trap, p.tied())
	for _, c := range p.coroutines {
		if !p.ended {
			fmt.Fprintf(b, " ~%d:%s@%d", c.co, c.wait, c.since)
		}
	}
	b.WriteByte('\n')
	for _, child := range t.below(p.pid.Host, p) {
		t.draw(b, child, level+1)
	}
}
