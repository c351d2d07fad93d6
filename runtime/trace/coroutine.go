package trace

import (
	"cmp"
	"slices"
	"time"

	"echotui/runtime/wire"
)

// acts tells the kinds of events that their coroutine itself brings about: one
// that waited no longer does. Missing are those which merely concern a process
// (what was typed for it, what it was told, a limit it met, a timer that ran
// out while it waited for something else), and coroutine, whose actor is N.
var acts = [256]bool{
	wire.KindSpawn: true, wire.KindSpawnFailed: true, wire.KindStart: true,
	wire.KindMonitor: true, wire.KindDemonitor: true, wire.KindLink: true, wire.KindUnlink: true,
	wire.KindSend: true, wire.KindReceive: true, wire.KindLost: true,
	wire.KindWake: true, wire.KindTimer: true, wire.KindTimerStop: true,
	wire.KindPut: true, wire.KindTake: true, wire.KindClose: true,
	wire.KindOutput: true, wire.KindRead: true, wire.KindLog: true,
	wire.KindPublish: true, wire.KindUpgrade: true, wire.KindJoin: true, wire.KindLeave: true, wire.KindRegistry: true,
	wire.KindOption: true,
}

// find returns the place of coroutine co in Coroutines, which are in the order
// of their numbers, and whether it is there.
func (p *Process) find(co uint32) (int, bool) {
	if co == 0 {
		return 0, true
	}
	return slices.BinarySearchFunc(p.Coroutines, co, func(c *Coroutine, co uint32) int {
		return cmp.Compare(c.Co, co)
	})
}

// Coroutine returns the coroutine of that number, or nil if there is none now.
func (p *Process) Coroutine(co uint32) *Coroutine {
	if i, found := p.find(co); found {
		return p.Coroutines[i]
	}
	return nil
}

// own is the coroutine of that number, which there must be, to be written.
func (p *Process) own(co uint32) *Coroutine {
	i, _ := p.find(co)
	if c := p.Coroutines[i]; c.owner != p.owner {
		own := *c
		own.owner = p.owner
		own.owner.Copies(coroutineBytes)
		p.Coroutines[i] = &own
	}
	return p.Coroutines[i]
}

// run notes that a coroutine does something: if it waited, it runs again.
func (p *Process) run(co uint32, at wire.Time) {
	if c := p.Coroutine(co); c != nil && c.Waiting {
		if c.idle() {
			p.busy++
		}
		c = p.own(co)
		*c = Coroutine{Co: c.Co, Name: c.Name, Where: c.Where, Since: at, owner: c.owner}
	}
}

// begin adds the coroutine of a coroutine event.
func (w *World) begin(p *Process, e *wire.Event) {
	p.run(uint32(e.N), e.At)
	i, found := p.find(e.Co)
	if found || p.Ended {
		return
	}
	c := &Coroutine{Co: e.Co, Name: e.Name, Where: e.Text, Since: e.At, owner: p.owner}
	p.Coroutines = slices.Insert(p.Coroutines, i, c)
	p.busy++
	w.widen(p, 1)
}

// widen tells p, and all above it, of n more rows of the tree.
func (w *World) widen(p *Process, n int) {
	p.Rows += n
	w.grow(p, Extent{Rows: n})
}

// finish removes a coroutine.
func (w *World) finish(p *Process, co uint32) {
	i, found := p.find(co)
	if !found || co == 0 {
		return
	}
	if !p.Coroutines[i].idle() {
		p.busy--
	}
	p.Coroutines = removeAt(p.Coroutines, i)
	w.widen(p, -1)
}

func (p *Process) wait(e *wire.Event) {
	c := p.Coroutine(e.Co)
	if c == nil || p.Ended {
		return
	}
	if !c.idle() {
		p.busy--
	}
	c = p.own(e.Co)
	c.Waiting, c.On, c.For, c.Since = true, e.Name, e.Text, e.At
	c.Until, c.timer, c.Due = 0, 0, 0
	p.heed(c, e)
	if e.Name == "sleep" {
		c.Until, c.timer = e.At.Add(time.Duration(e.N)), e.Ref
	}
}

// fire ends the sleep that the timer of a fire event belongs to. Most timers
// belong to no sleep: they put a value into a channel.
func (p *Process) fire(e *wire.Event) {
	if c := p.Coroutine(e.Co); c != nil && c.timer != 0 && c.timer == e.Ref {
		p.run(e.Co, e.At)
	}
}

// stop ends all coroutines but the main one, which is always there.
func (w *World) stop(p *Process, at wire.Time) {
	ended := len(p.Coroutines) - 1
	p.run(0, at)
	clear(p.Coroutines[1:])
	p.Coroutines = p.Coroutines[:1]
	p.busy = 1
	if ended > 0 {
		w.widen(p, -ended)
	}
}
