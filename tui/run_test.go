package tui

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/vt"

	"echotui/runtime/wire"
)

// output is a terminal that can be read while it is written to.
type output struct {
	mu   sync.Mutex
	data bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.data.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.data.String()
}

// screen is what a terminal of that size shows of what was written to it.
func (o *output) screen(t *testing.T, w, h int) string {
	t.Helper()
	e := vt.NewEmulator(w, h)
	if pipe, ok := e.InputPipe().(io.Closer); ok {
		pipe.Close() // nobody reads its answers
	}
	// Without a terminal as input, Bubble Tea counts on newlines being mapped.
	if _, err := e.Write([]byte(strings.ReplaceAll(o.String(), "\n", "\r\n"))); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for y := range h {
		var line strings.Builder
		for x := 0; x < w; x++ {
			cell := e.CellAt(x, y)
			if cell == nil || cell.Width == 0 {
				line.WriteByte(' ')
				continue
			}
			line.WriteString(cell.Content)
			x += cell.Width - 1
		}
		lines = append(lines, strings.TrimRight(line.String(), " "))
	}
	return strings.Join(lines, "\n")
}

// program runs a screen of f inside a bubble of virtual time.
type program struct {
	*tea.Program
	model *Model
	out   *output
	seen  atomic.Int64 // messages that arrived
	err   chan error
}

func start(ctx context.Context, f *fake) *program { return startWith(ctx, f, Options{}) }

func startWith(ctx context.Context, f *fake, options Options) *program {
	p := &program{model: New(f, options), out: &output{}, err: make(chan error, 1)}
	p.model.done = ctx.Done()
	p.Program = tea.NewProgram(p.model, tea.WithContext(ctx), tea.WithInput(nil), tea.WithOutput(p.out),
		tea.WithWindowSize(110, 32), tea.WithoutSignalHandler(), tea.WithEnvironment([]string{"TERM=xterm-256color"}),
		tea.WithFilter(func(_ tea.Model, msg tea.Msg) tea.Msg { p.seen.Add(1); return msg }))
	go func() {
		_, err := p.Run()
		p.err <- err
	}()
	return p
}

// ended is how the program ended, once its timers have run out too.
func (p *program) ended() error {
	err := <-p.err
	settled()
	return err
}

// settled lets the program draw what it has to draw.
func settled() {
	time.Sleep(time.Second)
	synctest.Wait()
}

// The whole program, from keys to what a terminal shows.
func TestProgram(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		f, e := newEcho()
		f.answer = func(_ *script, c wire.Command) {
			text := strings.TrimSuffix(c.Text, "\n")
			worker, sleep := e.line(text)
			e.reply(worker, sleep, strings.ToUpper(text))
		}
		p := start(ctx, f)
		settled()
		for _, r := range "hello 世界" {
			p.Send(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
		p.Send(keyNamed("enter"))
		settled()
		got := p.out.screen(t, 110, 32)
		for _, want := range []string{"  HELLO 世界", "from worker: {app:processes|0x00004}", "worker 0x00004", "✓ returned 0"} {
			if !strings.Contains(got, want) {
				t.Errorf("%q is not on the terminal", want)
			}
		}
		if want := plain(p.model); got != want {
			t.Errorf("the terminal shows:\n%s\nand should show:\n%s", got, want)
		}
		p.Send(keyNamed("ctrl+c"))
		if err := p.ended(); err != nil {
			t.Errorf("the program ends with %v", err)
		}
		if out := p.out.String(); !strings.Contains(out, "\x1b[?1049h") || !strings.Contains(out, "\x1b[?1049l") {
			t.Error("the terminal was not taken and given back")
		}
	})
}

// Facts reach the screen without a key, and not one by one.
func TestProgramIsWoken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		f, e := newEcho()
		f.set(func(s *Status) { s.Paused = true }) // no clock
		p := start(ctx, f)
		settled()
		before := p.seen.Load()
		for range 1000 {
			e.print(e.cli, "x")
			time.Sleep(time.Millisecond)
		}
		settled()
		if got := p.seen.Load() - before; got > 70 {
			t.Errorf("1,000 facts in a second made %d messages", got)
		}
		if !strings.Contains(p.out.screen(t, 110, 32), "1020 of 1020") {
			t.Errorf("not all facts are shown:\n%s", p.out.screen(t, 110, 32))
		}
		p.Quit()
		if err := p.ended(); err != nil {
			t.Error(err)
		}
	})
}

// While nothing changes nothing is done; while time runs the clock ticks.
func TestProgramIdle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		f, _ := newEcho()
		p := start(ctx, f)
		settled()
		before := p.seen.Load()
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if got := p.seen.Load() - before; got < 9 || got > 11 {
			t.Errorf("10 s of a running app made %d messages", got)
		}
		f.Pause()
		settled()
		settled()
		before, written := p.seen.Load(), len(p.out.String())
		time.Sleep(time.Hour)
		synctest.Wait()
		if p.seen.Load() != before || len(p.out.String()) != written {
			t.Errorf("an hour of a paused app made %d messages and %d bytes", p.seen.Load()-before, len(p.out.String())-written)
		}
		p.Quit()
		if err := p.ended(); err != nil {
			t.Error(err)
		}
	})
}

// The end of the context is an orderly end.
func TestRunEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		f, _ := newEcho()
		out, done := &output{}, make(chan error, 1)
		go func() {
			done <- run(ctx, f, Options{}, out, tea.WithInput(nil), tea.WithWindowSize(80, 24))
		}()
		settled()
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
		settled()
		if !strings.Contains(out.String(), "\x1b[?1049l") {
			t.Error("the terminal was not given back")
		}
	})
}

// broken panics when it is asked for facts after the first frame.
type broken struct {
	*fake
	asked int
}

func (b *broken) Status() Status {
	if b.asked++; b.asked > 1 {
		panic("the session is broken")
	}
	return b.fake.Status()
}

// A panic gives the terminal back, and is an error that tells where the run is.
func TestRunPanics(t *testing.T) {
	f, _ := newEcho()
	out := &output{}
	options := Options{Rescue: func() (string, error) { return "run.trace", nil }}
	err := run(t.Context(), &broken{fake: f}, options, out, tea.WithInput(nil), tea.WithWindowSize(80, 24))
	var failed *Panic
	if !errors.As(err, &failed) || failed.Value != "the session is broken" || failed.File != "run.trace" {
		t.Errorf("a panic ends with %v", err)
	}
	if text := out.String(); strings.Contains(text, "\x1b[?1049h") && !strings.Contains(text, "\x1b[?1049l") {
		t.Error("the terminal was not given back")
	}
}

// writes are the times at which something was written.
type writes struct {
	output
	at []time.Time
}

func (w *writes) Write(p []byte) (int, error) {
	w.mu.Lock()
	w.at = append(w.at, time.Now())
	w.mu.Unlock()
	return w.output.Write(p)
}

func (w *writes) count() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.at)
}

func (w *writes) last() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.at[len(w.at)-1]
}

// However many facts come and keys are pressed, there is at most one frame in
// 16 ms, on the terminal and of the facts.
func TestFramesAreFew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		f, e := newEcho()
		out, taken := &writes{}, 0
		in, keys := io.Pipe()
		defer keys.Close()
		end := make(chan error, 1)
		go func() {
			end <- run(ctx, f, Options{}, out, tea.WithInput(in), tea.WithWindowSize(110, 32),
				tea.WithEnvironment([]string{"TERM=xterm-256color"}), tea.WithFilter(func(_ tea.Model, msg tea.Msg) tea.Msg {
					if _, is := msg.(changedMsg); is {
						taken++
					}
					return msg
				}))
		}()
		settled()
		before, began := len(out.at), taken
		for i := range 3000 {
			time.Sleep(time.Millisecond)
			e.pass(time.Millisecond)
			e.print(e.cli, fmt.Sprintln("line", i))
			if _, err := io.WriteString(keys, "x"); err != nil {
				t.Fatal(err)
			}
		}
		settled()
		gap := time.Hour
		for i := before + 1; i < len(out.at); i++ {
			if d := out.at[i].Sub(out.at[i-1]); d > 0 {
				gap = min(gap, d)
			}
		}
		if n := len(out.at) - before; n < 20 || gap < 16*time.Millisecond {
			t.Errorf("%d writes, two of them within %s", n, gap)
		}
		if n := taken - began; n < 20 || n > 4000/16 {
			t.Errorf("in 4 s facts were taken %d times", n)
		}
		stop()
		if err := <-end; err != nil {
			t.Error(err)
		}
		settled()
	})
}
