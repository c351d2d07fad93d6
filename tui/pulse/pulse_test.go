package pulse

import (
	"bytes"
	"io"
	"os"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// counter is a model that looks for the ticker of its program as it begins.
type counter struct {
	program *tea.Program
	found   *time.Ticker
}

func (c *counter) Init() tea.Cmd {
	c.found = tickerOf(c.program)
	return tea.Quit
}
func (c *counter) Update(tea.Msg) (tea.Model, tea.Cmd) { return c, nil }
func (c *counter) View() tea.View                      { return tea.NewView("") }

// Bubble Tea has the ticker that is taken over. If this fails, all works as
// before, but an idle program wakes sixty times a second.
func TestTickerIsThere(t *testing.T) {
	c := &counter{}
	c.program = tea.NewProgram(c, tea.WithInput(nil), tea.WithOutput(io.Discard), tea.WithWindowSize(10, 2))
	if _, err := c.program.Run(); err != nil || c.found == nil {
		t.Errorf("the ticker is %v, %v", c.found, err)
	}
}

// screen stands for Bubble Tea: it writes at a tick what was shown since.
type screen struct {
	*Pulse
	out   io.Writer
	dirty atomic.Bool
	looks int
	at    []time.Duration // of writes
}

// run runs do with a screen of a pulse, in virtual time.
func run(t *testing.T, do func(s *screen)) {
	synctest.Test(t, func(t *testing.T) {
		s, end, began := &screen{Pulse: New()}, make(chan struct{}), time.Now()
		s.ticker = time.NewTicker(time.Second / time.Duration(FPS))
		s.out = s.Output(&bytes.Buffer{})
		go func() {
			for {
				select {
				case <-end:
					return
				case <-s.ticker.C:
					s.looks++
					if s.dirty.Swap(false) {
						s.at = append(s.at, time.Since(began))
						_, _ = s.out.Write(nil)
					}
				}
			}
		}()
		do(s)
		close(end)
		s.rest.Stop()
	})
}

// show shows something, and lets time pass.
func (s *screen) show(gap, pass time.Duration) {
	synctest.Wait()
	s.dirty.Store(true)
	s.Show(gap)
	time.Sleep(pass)
	synctest.Wait()
}

// What is shown once is written at once, whoever asks, and then there is rest.
func TestRest(t *testing.T) {
	for _, gap := range []time.Duration{Eager, Calm} {
		run(t, func(s *screen) {
			s.show(gap, time.Minute)
			if len(s.at) != 1 || s.at[0] != moment {
				t.Errorf("written at %v", s.at)
			}
			if s.looks < 59 || s.looks > 75 {
				t.Errorf("in a minute there were %d looks", s.looks)
			}
		})
	}
}

// However often something is shown, writes are the gap apart, and there are that
// many.
func TestGaps(t *testing.T) {
	for _, gap := range []time.Duration{Eager, Calm} {
		for _, period := range []time.Duration{time.Microsecond * 100, time.Millisecond, 7 * time.Millisecond} {
			run(t, func(s *screen) {
				for range 3 * time.Second / period {
					s.show(gap, period)
				}
				for i := 1; i < len(s.at); i++ {
					if d := s.at[i] - s.at[i-1]; d < gap || d > gap+period+moment {
						t.Fatalf("shown every %s: there are %s between two writes, not %s", period, d, gap)
					}
				}
			})
		}
	}
}

// Somebody who asks does not wait for what happens by itself.
func TestEagerAmongCalm(t *testing.T) {
	run(t, func(s *screen) {
		for range 100 {
			for range 10 {
				s.show(Calm, 7*time.Millisecond)
			}
			asked := time.Now()
			s.show(Eager, 0)
			for s.dirty.Load() {
				s.show(Calm, time.Millisecond)
			}
			if d := time.Since(asked); d > Eager+moment {
				t.Fatalf("what was asked for is written after %s", d)
			}
		}
	})
}

// What happens by itself does not put off what was asked for, though the tick is
// due and nobody has come to look at it yet: all others may have the processor.
func TestDueAndNotSeen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New()
		p.ticker = time.NewTicker(time.Hour)
		p.written()
		p.Show(Eager)
		time.Sleep(Eager)
		p.Show(Calm)
		if d := time.Until(p.next); d > moment {
			t.Errorf("it is looked at in %s", d)
		}
		for range 1 + eagerWrites {
			p.written() // and then nobody asks any more
		}
		p.Show(Calm)
		if d := time.Until(p.next); d != Calm {
			t.Errorf("what happens by itself is looked at in %s", d)
		}
		p.rest.Stop()
	})
}

// What is shown while a write goes on that does not have it yet is written, too.
func TestShownDuringWrite(t *testing.T) {
	run(t, func(s *screen) {
		s.show(Eager, time.Minute)
		s.Show(Eager) // Bubble Tea has begun before
		s.written()
		began := time.Now()
		s.dirty.Store(true)
		for s.dirty.Load() {
			time.Sleep(time.Millisecond)
			synctest.Wait()
		}
		if d := time.Since(began); d > Eager+moment {
			t.Errorf("it is written after %s", d)
		}
	})
}

// What nobody has noticed is written all the same.
func TestMissed(t *testing.T) {
	run(t, func(s *screen) {
		s.show(Eager, time.Minute)
		s.dirty.Store(true)
		time.Sleep(Slow)
		synctest.Wait()
		if s.dirty.Load() {
			t.Error("it is not written")
		}
	})
}

// A terminal is one to Bubble Tea, too, which asks for its size.
func TestOutput(t *testing.T) {
	p := New()
	if file, is := p.Output(os.Stdout).(term.File); !is || file.Fd() != os.Stdout.Fd() {
		t.Error("a file is none any more")
	}
	if _, is := p.Output(io.Discard).(term.File); is {
		t.Error("what is no file is one")
	}
}
