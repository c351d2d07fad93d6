// Package pulse decides when a Bubble Tea program writes to its terminal.
//
// Bubble Tea looks by a ticker of its own, at one rate for ever, whether there is
// something to write. A rate that brings keys at once takes half a percent of a
// core while nothing happens at all, and one that does not is felt at every key.
// It has no option for that, so a Pulse takes the ticker over: it looks when
// there is something to see, and hardly ever when there is not.
//
//	Pulse   when one program writes
//	gap     the least time between a write and the next: of what a person has
//	        asked for, Eager; of what happens by itself, Calm
//	pulse   the ticker of the program, set to the next time that it may write
//
// Invariants:
//   - What was shown is written, in Slow at the latest: the ticker is never
//     stopped, since nobody can know that nothing was missed.
//   - Two writes are Eager apart at least, as far as the system wakes in time.
//   - Where Bubble Tea has no such ticker any more, the program writes as it
//     does by itself; a test says when that is so.
package pulse

import (
	"io"
	"reflect"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"
)

const (
	// Eager is the gap of what a person has asked for.
	Eager = 16 * time.Millisecond
	// Calm is the gap of what happens by itself.
	Calm = 50 * time.Millisecond
	// Slow is the time between two looks when nothing was shown for a while.
	Slow = time.Second

	// moment is the least time until a look. What belongs together comes within.
	moment = 2 * time.Millisecond
	// while is how long Bubble Tea looks on after something was shown last: it
	// may be late, and a terminal may be slow.
	while = 150 * time.Millisecond
	// eagerWrites is how many writes a person is thought of: one may have begun
	// before what was asked for was shown, or that has only been asked for and
	// what comes of it is shown next.
	eagerWrites = 2
)

// FPS is what a program is to be made with: its rate until Start, and from then
// on where there is no ticker to be taken over.
const FPS = int(time.Second / (Eager + 500*time.Microsecond))

// Pulse is when one program writes. Its methods may be called from any goroutine.
type Pulse struct {
	mu     sync.Mutex
	ticker *time.Ticker // of the program; nil: not known
	rest   *time.Timer  // runs out when nothing was shown for a while
	shown  time.Time    // when something was shown last
	wrote  time.Time    // when something was written last
	next   time.Time    // when the ticker ticks first, as it was set last
	eager  int          // how many more writes are soon to be followed by another

	// owed is the least gap of what was shown and not written yet; 0: there is
	// nothing. A tick may be due that nobody has come to look at yet. Whoever sets
	// the ticker takes it back, and what is owed must not wait for longer then.
	owed time.Duration
}

// New makes a Pulse that is idle until Start.
func New() *Pulse {
	p := &Pulse{}
	p.rest = time.AfterFunc(while, p.slow)
	p.rest.Stop()
	return p
}

// Start takes over the ticker of a program that runs: Bubble Tea has it by the
// time it calls Init.
func (p *Pulse) Start(program *tea.Program) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ticker = tickerOf(program)
}

// tickerOf is the ticker by which a program writes; nil if there is none that is
// known.
func tickerOf(program *tea.Program) *time.Ticker {
	field := reflect.ValueOf(program).Elem().FieldByName("ticker")
	if !field.IsValid() || field.Type() != reflect.TypeFor[*time.Ticker]() {
		return nil
	}
	return (*time.Ticker)(field.UnsafePointer())
}

// Show says that something new is to be written, not before gap after the last
// write.
func (p *Pulse) Show(gap time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ticker == nil {
		return
	}
	now := time.Now()
	p.stay(now)
	if gap <= Eager {
		p.eager = eagerWrites
	}
	if p.owed == 0 || gap < p.owed {
		p.owed = gap
	}
	due := p.wrote.Add(p.owed)
	if soonest := now.Add(moment); due.Before(soonest) {
		due = soonest
	}
	if p.next.After(now) && !p.next.After(due) {
		return // or one that shows all the time would never be written
	}
	p.set(now, due)
}

// written says that the program writes.
func (p *Pulse) written() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ticker == nil {
		return
	}
	now, gap := time.Now(), Calm
	if p.eager > 0 {
		p.eager--
		gap = Eager
	}
	p.wrote, p.owed = now, 0
	p.stay(now)
	p.set(now, now.Add(gap))
}

// stay puts off the time from which on Bubble Tea hardly looks. The caller holds
// the lock.
func (p *Pulse) stay(now time.Time) {
	p.shown = now
	p.rest.Reset(while)
}

// set sets the ticker. The caller holds the lock.
func (p *Pulse) set(now, next time.Time) {
	p.next = next
	p.ticker.Reset(next.Sub(now))
}

// slow is called when nothing was shown for a while.
func (p *Pulse) slow() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if now := time.Now(); now.Sub(p.shown) >= while { // else something was just now
		p.eager, p.owed = 0, 0
		p.set(now, now.Add(Slow))
	}
}

// Output is where the program is to write to, so that it is known when it does.
// A terminal remains one.
func (p *Pulse) Output(out io.Writer) io.Writer {
	if file, is := out.(term.File); is {
		return terminal{file, p}
	}
	return writer{out, p}
}

type writer struct {
	io.Writer
	pulse *Pulse
}

func (w writer) Write(b []byte) (int, error) {
	w.pulse.written()
	return w.Writer.Write(b)
}

type terminal struct {
	term.File
	pulse *Pulse
}

func (t terminal) Write(b []byte) (int, error) {
	t.pulse.written()
	return t.File.Write(b)
}
