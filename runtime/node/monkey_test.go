package node

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"echotui/runtime/wire"
)

// monkey uses a loop as a screen might, without any sense. What it does to a
// branch that is not live must change nothing.
type monkey struct {
	*testing.T
	loop *Loop
	dice *rand.Rand
}

// tricks are what it does, the likely ones more than once.
var tricks = []func(*monkey){
	(*monkey).typeLine, (*monkey).typeLine, (*monkey).typeLine, (*monkey).wait, (*monkey).wait, (*monkey).wait,
	(*monkey).step, (*monkey).step, (*monkey).step, (*monkey).pause, (*monkey).resume, (*monkey).resume, (*monkey).resume,
	(*monkey).speed, (*monkey).until, (*monkey).until, (*monkey).inspect, (*monkey).open, (*monkey).goOn, (*monkey).act, (*monkey).act,
	(*monkey).stepLine, (*monkey).stepLine, (*monkey).breakpoints,
}

func (m *monkey) typeLine() {
	m.loop.Do(typed(chaosActions[m.dice.IntN(len(chaosActions))] + " " + chaosTargets[m.dice.IntN(len(chaosTargets))]))
}

func (m *monkey) wait() {
	time.Sleep(time.Duration(m.dice.ExpFloat64() * float64(50*time.Millisecond)))
}

func (m *monkey) step()   { m.loop.Step() }
func (m *monkey) pause()  { m.loop.Pause() }
func (m *monkey) resume() { m.loop.Resume() }
func (m *monkey) speed()  { m.loop.SetSpeed([]float64{0, 0.1, 1, 1, 3, 100}[m.dice.IntN(6)]) }

// act does something to the run, mostly to one of the latest messages.
func (m *monkey) act() {
	facts := m.loop.Since(nil, max(m.loop.Status().Last, 20)-20, 20)
	m.loop.Do(anyAct(m.dice.IntN, []wire.PID{m.pid(), m.pid()}, facts))
}

// pid is one that may exist.
func (m *monkey) pid() wire.PID {
	return wire.PID{Host: []string{"app:processes", "app:processes", "app:terminal"}[m.dice.IntN(3)], N: 1 + m.dice.Uint64N(40)}
}

func (m *monkey) seq() uint64 { return m.dice.Uint64N(m.loop.Status().Last + 2) }

func (m *monkey) until() {
	m.loop.RunUntil(wire.Goal{Kind: wire.GoalKind(1 + m.dice.IntN(3)), PID: m.pid(), Seq: m.seq()})
}

func (m *monkey) stepLine() {
	m.loop.StepLine(m.pid(), m.dice.Uint32N(3), wire.LineStep(1+m.dice.IntN(3)))
}

func (m *monkey) breakpoints() {
	var list []wire.Breakpoint
	for id := range m.dice.IntN(4) {
		bp := wire.Breakpoint{ID: id + 1, Expr: "kind:" + wire.Kinds()[m.dice.IntN(len(wire.Kinds()))].String(), After: m.dice.IntN(3)}
		if m.dice.IntN(2) == 0 {
			bp.Expr, bp.Entry, bp.Line = "", "app:actor", 1+m.dice.IntN(90)
		}
		list = append(list, bp)
	}
	m.loop.SetBreakpoints(list)
}

func (m *monkey) inspect() {
	m.loop.Inspect(m.seq(), m.pid())
	if m.dice.IntN(2) == 0 {
		synctest.Wait()
	}
}

func (m *monkey) open() { m.loop.Open(m.dice.IntN(1 + len(m.loop.Branches()))) }

func (m *monkey) goOn() {
	if m.dice.IntN(20) > 0 || len(m.loop.Branches()) >= 10 {
		return
	}
	m.loop.Continue(m.seq())
	m.wait()
}

// TestMonkey: after ten thousand tricks, every branch there is can be made again
// exactly.
func TestMonkey(t *testing.T) {
	tricksLeft := 10_000
	if testing.Short() {
		tricksLeft = 1000
	}
	a := chaosApp(t)
	for seed := uint64(1); tricksLeft > 0; seed++ {
		synctest.Test(t, func(t *testing.T) {
			d := newDriver(t, a, int64(seed), nil)
			m := &monkey{t, startLoop(t, NewLoop(d.node, RealClock, nil)), rand.New(rand.NewPCG(seed, 1))}
			const each = 500
			for range each {
				tricks[m.dice.IntN(len(tricks))](m)
			}
			tricksLeft -= each
			m.check()
		})
	}
}

// check makes every branch again, the live one last, because it has to be left
// for that.
func (m *monkey) check() {
	l := m.loop
	m.Helper()
	l.Open(len(l.Branches()))
	l.Pause()
	synctest.Wait()
	if s := l.Status(); s.Err != "" {
		m.Fatal(s.Err)
	}
	for i, b := range l.branches {
		journal := b.journal
		if b == l.live {
			journal = l.node.Journal()
		}
		r, err := NewReplay(l.app, l.origin, journal)
		if err != nil {
			m.Fatal(err)
		}
		for done := false; !done; {
			if done, err = r.Run(forever64, 1000); err != nil {
				m.Fatalf("branch %d: %v", i+1, err)
			}
		}
		was, is := b.facts.Since(nil, 0, everything), r.Node().Take(everything)
		if is = is[:min(len(is), len(was))]; !slices.EqualFunc(was, is, sameLine) {
			m.Fatalf("branch %d: %s", i+1, difference(strings.Join(lines(was), "\n"), strings.Join(lines(is), "\n")))
		}
		r.Close()
	}
}
