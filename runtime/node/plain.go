package node

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"echotui/runtime/app"
	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// Plain is a plain terminal, or what stands in for one: pipes and files. What
// an app writes arrives there as it is, byte for byte.
//
//	wants a line ─▶ feeder reads In ─▶ command ─▶ Loop ─▶ facts ─▶ Out, Err
//	                       Signals ─▶ command ─┘
//
// In is read only while the app waits for input, so that what it does not read
// is left to whoever comes next. Reading may outlast the run: a read from a
// terminal cannot be taken back.
type Plain struct {
	In       io.Reader
	Out, Err io.Writer
	Signals  <-chan os.Signal // one asks the app to end, one more ends everything at once; may be nil
	Silent   bool             // nothing on Err but what the app writes, and why input or output failed

	Tracer Tracer // is told the run; may be nil

	// Test, if not zero, is a process with which the run ends. The status is
	// 0 if it has returned, and not false.
	Test wire.PID

	// Listing, if not nil, tells every fact on Out, instead of what the app
	// writes, which is part of that; and there are no log records then.
	Listing *Listing

	Logs   bool           // write log records
	Facts  bool           // and every other fact, as a sentence at level DEBUG
	Format LogFormat      // how, and to which of the streams
	Level  wire.Level     // the mildest that is written
	Colors bool           // in formats that have some
	Zone   *time.Location // for dates; nil for the system's
}

// Run drives n until it stops, and closes it. It returns the exit status, and
// an error when the run was not the app's own to end: its output could not be
// written, or something of ours broke. The status is 1 then.
//
// When nobody reads Out any more there is nobody to tell: that ends the run at
// once with status 1 and no error.
func (p *Plain) Run(n *Node, clock Clock) (status int, err error) {
	screen, feeder := p.screen(n), newFeeder(p.In)
	var loop *Loop
	var passed atomic.Bool
	loop = NewLoop(n, clock, func(facts []wire.Event) {
		for i := range facts {
			screen.show(&facts[i])
			feeder.watch(&facts[i])
			if e := &facts[i]; e.Kind == wire.KindExit && e.PID == p.Test {
				passed.Store(wire.Outcome(e.N) == wire.OutcomeReturned && (len(e.Args) == 0 || e.Args[0] != false))
			}
		}
		screen.flush()
		if loop != nil && clock == RealClock {
			// A process that computes without end keeps the loop from
			// resting; whoever waits for a line gets one all the same.
			loop.askForInput()
		}
	})
	if p.Tracer != nil {
		loop.Trace(p.Tracer)
	}
	loop.forgetSoon()
	if !p.Test.IsZero() { // what else is on the node may go on for ever
		loop.RunUntil(wire.Goal{Kind: wire.GoalEnd, PID: p.Test})
	}
	go loop.Run()
	go feeder.run(loop, screen.say)
	asked := false
	for {
		select {
		case <-loop.Changed():
			s := loop.Status()
			if s.Stopped {
				return end(loop, screen)
			}
			if s.Paused && !p.Test.IsZero() { // it has ended, or waits for ever
				if status, err = end(loop, screen); !passed.Load() {
					status = 1
				}
				return status, err
			}
		case <-screen.broken:
			loop.Close()
			return 1, screen.err
		case s := <-p.Signals:
			if asked || screen.ending.Load() {
				go loop.Close() // it may be stuck in a write, which is nothing to wait for
				return 1, nil
			}
			asked = true
			if !p.Logs && !p.Silent {
				screen.say(shuttingDown + "\n")
			}
			loop.Do(wire.Command{Kind: wire.CommandSignal, Name: signalName(s)})
		}
	}
}

// forgetSoon keeps few facts and no commands, once they have been told to whoever
// asked for them before: nobody looks back in a plain terminal.
func (l *Loop) forgetSoon() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.push(func(l *Loop) {
		l.mu.Lock()
		defer l.mu.Unlock()
		short := trace.NewLog(1)
		short.Append(l.live.log.Since(nil, 0, everything)...)
		l.live.log, l.live.facts, l.packer.logs = short, short, []*trace.Log{short}
		l.node.journal, l.node.unkept = Journal{}, true
	})
}

func signalName(s os.Signal) string {
	if s == os.Interrupt {
		return "interrupt"
	}
	return "terminate"
}

// end waits until the last facts are written.
func end(loop *Loop, screen *plainScreen) (status int, err error) {
	loop.Close()
	if screen.failed {
		return 1, screen.err
	}
	if why := loop.Status().Err; why != "" {
		return 1, errors.New(why)
	}
	return loop.Exit(), nil
}

// plainScreen writes facts. Two goroutines share it: the loop, which shows
// facts, and whoever has something to say meanwhile.
type plainScreen struct {
	out     io.Writer
	listing *Listing
	lines   []byte // of the listing, to be written at once
	partial bool   // what was written last was no whole line
	logs    bool
	console console
	hiding  map[string]bool // terminal hosts that want no log records while they are in use
	hidden  bool

	ending atomic.Bool   // processes have been asked to end
	broken chan struct{} // closed when out cannot be written any more
	failed bool          // and then: so
	err    error         // and then: why, unless nobody reads out

	mu      sync.Mutex
	problem io.Writer // standard error
}

func (p *Plain) screen(n *Node) *plainScreen {
	zone := p.Zone
	if zone == nil {
		zone = time.Local
	}
	s := &plainScreen{
		out: p.Out, problem: p.Err, logs: p.Logs && p.Listing == nil, listing: p.Listing,
		console: console{level: p.Level, epoch: n.epoch().In(zone), format: p.Format, colors: p.Colors},
		hiding:  map[string]bool{},
		broken:  make(chan struct{}),
	}
	if p.Facts {
		s.console.world = trace.NewWorld()
	}
	for _, e := range n.app.Entries {
		if host, ok := e.Def.(*app.TerminalHost); ok && host.HideLogs {
			s.hiding[e.ID] = true
		}
	}
	return s
}

// epoch is the date at virtual time 0.
func (n *Node) epoch() time.Time { return n.system.Clock().Add(-time.Duration(n.Now())) }

func (s *plainScreen) show(e *wire.Event) {
	switch e.Kind {
	case wire.KindOutput:
		if s.listing != nil {
			break
		}
		if e.N == wire.Stdout {
			s.write(e.Text)
		} else {
			s.say(e.Text)
		}
	case wire.KindSpawn:
		if wire.SpawnFlags(e.N)&wire.SpawnTerminal != 0 {
			s.hidden = s.hiding[e.Peer.Host]
		}
	case wire.KindShutdown:
		s.ending.Store(true)
	}
	if s.listing != nil {
		s.lines = s.listing.Append(s.lines, e)
	}
	hidden := s.hidden && e.Kind == wire.KindLog || s.ending.Load() && e.Kind == wire.KindSignal
	if s.logs && !hidden {
		s.log(e)
	}
}

// write puts text on standard output. Only the loop calls it.
func (s *plainScreen) write(text string) {
	if s.failed {
		return
	}
	s.partial = !strings.HasSuffix(text, "\n")
	if _, err := io.WriteString(s.out, text); err != nil {
		if !nobodyReads(err) {
			s.err = fmt.Errorf("writing to standard output: %w", err)
		}
		s.failed = true
		close(s.broken)
	}
}

// flush writes the lines of the listing.
func (s *plainScreen) flush() {
	if len(s.lines) > 0 {
		s.write(string(s.lines))
		s.lines = s.lines[:0]
	}
}

// say puts text on standard error. If that fails there is nowhere to say so.
func (s *plainScreen) say(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, _ = io.WriteString(s.problem, text)
}

func (s *plainScreen) log(e *wire.Event) {
	line := s.console.appendFact(nil, e)
	switch {
	case line == nil:
	case s.console.format == LogDated:
		s.say(string(line))
	case s.partial: // such as a prompt: a record is a line of its own
		s.write("\n" + string(line))
	default:
		s.write(string(line))
	}
}

// nobodyReads reports whether writing failed because the reader has gone, as
// it has in "echotui run | head -1".
func nobodyReads(err error) bool {
	if errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe) {
		return true
	}
	// What Windows says instead: the pipe is being closed, the pipe has ended.
	return runtime.GOOS == "windows" && (errors.Is(err, syscall.Errno(232)) || errors.Is(err, syscall.Errno(109)))
}
