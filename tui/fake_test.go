package tui

import (
	"fmt"
	"sync"
	"time"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// fake is a session that plays a script: facts are put into its log by hand,
// and what is asked of it is written down.
type fake struct {
	mu       sync.Mutex
	log      *trace.Log
	status   Status
	changed  chan struct{}
	commands []wire.Command
	calls    []string
	future   []wire.Event // what Step reveals, one by one
	answer   func(*script, wire.Command)
	script   *script
	breaks   []wire.Breakpoint
	inside   func(seq uint64, pid wire.PID) (*wire.Inspection, float64, error) // nil: as workerInside
	branches []wire.Branch
	opens    func(branch int)
}

func newFake() *fake {
	f := &fake{log: trace.NewLog(1 << 20), changed: make(chan struct{}, 1)}
	f.script = &script{f: f}
	f.status.Speed = 1
	return f
}

func (f *fake) Since(dst []wire.Event, seq uint64, limit int) []wire.Event {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.log.Since(dst, seq, limit)
}

func (f *fake) Status() Status {
	f.mu.Lock()
	defer f.mu.Unlock()
	s := f.status
	s.Last = f.log.Last()
	return s
}

func (f *fake) Changed() <-chan struct{} { return f.changed }

func (f *fake) Do(c wire.Command) {
	f.commands = append(f.commands, c)
	if f.answer != nil {
		f.answer(f.script, c)
	}
}

func (f *fake) Pause()  { f.call("pause"); f.set(func(s *Status) { s.Paused = true }) }
func (f *fake) Resume() { f.call("resume"); f.set(func(s *Status) { s.Paused = false }) }

func (f *fake) Step() {
	f.call("step")
	if len(f.future) > 0 {
		f.append(f.future[0])
		f.future = f.future[1:]
	}
}

func (f *fake) SetSpeed(speed float64) {
	f.call("speed " + number(speed))
	f.set(func(s *Status) { s.Speed = speed })
}

func (f *fake) RunUntil(g wire.Goal) {
	f.call(fmt.Sprintf("run until %d %s %d", g.Kind, g.PID, g.Seq))
}

func (f *fake) StepLine(pid wire.PID, co uint32, how wire.LineStep) {
	f.call(fmt.Sprintf("step line %s %d %d", pid, co, how))
}

func (f *fake) SetBreakpoints(list []wire.Breakpoint) { f.breaks = list }

func (f *fake) Breakpoints() []wire.Breakpoint { return f.breaks }

func (f *fake) Inspect(seq uint64, pid wire.PID) (*wire.Inspection, float64, error) {
	if f.inside != nil {
		return f.inside(seq, pid)
	}
	return workerInside(seq, pid), 1, nil
}

func (f *fake) Source(entry string) (string, bool) {
	return workerSource, entry == "app:worker"
}

func (f *fake) Continue(seq uint64) { f.call(fmt.Sprint("continue ", seq)) }

func (f *fake) Branches() []wire.Branch { return f.branches }

func (f *fake) Open(branch int) {
	f.call(fmt.Sprint("open ", branch))
	if f.opens != nil {
		f.opens(branch)
	}
}

func (f *fake) call(name string) { f.calls = append(f.calls, name) }

func (f *fake) set(change func(*Status)) {
	f.mu.Lock()
	change(&f.status)
	f.mu.Unlock()
	f.wake()
}

func (f *fake) append(e wire.Event) {
	f.mu.Lock()
	f.log.Append(e)
	f.status.Now = max(f.status.Now, e.At)
	f.mu.Unlock()
	f.wake()
}

func (f *fake) wake() {
	select {
	case f.changed <- struct{}{}:
	default:
	}
}

// script writes facts as a node would.
type script struct {
	f    *fake
	at   wire.Time
	pids uint64
	refs uint64
	hold bool // facts go to the future instead of the log
	seq  uint64
}

const (
	terminal  = "app:terminal"
	processes = "app:processes"
)

func (s *script) pass(d time.Duration) { s.at = s.at.Add(d) }

func (s *script) add(e wire.Event) uint64 {
	s.seq++
	e.Seq, e.At = s.seq, s.at
	if e.Cause == 0 && s.seq > 1 && e.Kind != wire.KindInput {
		e.Cause = s.seq - 1
	}
	if s.hold {
		s.f.future = append(s.f.future, e)
	} else {
		s.f.append(e)
	}
	return s.seq
}

func (s *script) host(id, kind string) {
	s.add(wire.Event{Kind: wire.KindHost, Name: id, N: int64(wire.StateRunning), Text: kind})
}

func (s *script) spawn(maker wire.PID, host, entry string, flags wire.SpawnFlags, text string, args ...wire.Value) wire.PID {
	s.pids++
	pid := wire.PID{Host: host, N: s.pids}
	s.add(wire.Event{Kind: wire.KindSpawn, PID: maker, Peer: pid, Name: entry, N: int64(flags), Text: text, Args: args})
	return pid
}

func (s *script) start(p wire.PID) { s.add(wire.Event{Kind: wire.KindStart, PID: p, Reds: 1}) }

func (s *script) wait(p wire.PID, co uint32, on, what string, d time.Duration, reds uint64) uint64 {
	s.refs++
	s.add(wire.Event{Kind: wire.KindWait, PID: p, Co: co, Name: on, Text: what, N: int64(d), Ref: s.refs, Reds: reds})
	return s.refs
}

func (s *script) print(p wire.PID, text string) {
	s.add(wire.Event{Kind: wire.KindOutput, PID: p, Text: text, N: wire.Stdout})
}

func (s *script) send(from, to wire.PID, topic string, args ...wire.Value) (ref, seq uint64) {
	s.refs++
	ref = s.refs
	seq = s.add(wire.Event{Kind: wire.KindSend, PID: from, Peer: to, Name: topic, Ref: ref, Args: args})
	return ref, seq
}

func (s *script) take(p, from wire.PID, topic string, ref, sent uint64) {
	s.add(wire.Event{Kind: wire.KindReceive, PID: p, Peer: from, Name: topic, Ref: ref, Cause: sent})
}

func (s *script) exit(p wire.PID, outcome wire.Outcome, err string, args ...wire.Value) {
	s.add(wire.Event{Kind: wire.KindExit, PID: p, N: int64(outcome), Text: err, Args: args, Reds: 73})
}

// echo is the script of the echo app.
type echo struct {
	*script
	relay, cli wire.PID
}

// newEcho plays the beginning of the echo app, up to its first prompt.
func newEcho() (*fake, *echo) {
	f := newFake()
	e := &echo{script: f.script}
	s := e.script
	s.add(wire.Event{Kind: wire.KindBoot, Name: "echo", N: 1, Text: "6 entries"})
	s.host(terminal, "terminal.host")
	s.host(processes, "process.host")
	s.add(wire.Event{Kind: wire.KindService, Name: "app:relay-service", N: int64(wire.StateStarting)})
	s.pids = 1
	e.relay = s.spawn(wire.PID{}, processes, "app:relay", wire.SpawnService, "app:relay-service")
	s.add(wire.Event{Kind: wire.KindService, Name: "app:relay-service", N: int64(wire.StateRunning), PID: e.relay})
	e.cli = s.spawn(wire.PID{}, terminal, "app:cli", wire.SpawnTerminal, "")
	s.start(e.relay)
	s.add(wire.Event{Kind: wire.KindRegister, PID: e.relay, Name: "relay", Reds: 20})
	s.add(wire.Event{Kind: wire.KindLog, PID: e.relay, Text: "relay started", Name: "app:relay:21",
		N: int64(wire.LevelInfo), Args: []wire.Value{wire.Record("pid", e.relay.String())}, Reds: 40})
	s.add(wire.Event{Kind: wire.KindCoroutine, PID: e.relay, Co: 1, Name: "stats_reporter", Text: "app:relay:9"})
	s.wait(e.relay, 0, "select", "inbox, events", 0, 57)
	stats := s.wait(e.relay, 1, "sleep", "", 5*time.Second, 61)
	s.start(e.cli)
	sleep := s.wait(e.cli, 0, "sleep", "", 200*time.Millisecond, 12)
	s.pass(200 * time.Millisecond)
	s.add(wire.Event{Kind: wire.KindFire, PID: e.cli, Ref: sleep})
	s.print(e.cli, "\x1b[36mEcho Client\x1b[0m\n")
	s.print(e.cli, "\x1b[2mType messages to echo. Ctrl+C to exit.\n\x1b[0m\n")
	s.prompt(e.cli)
	_ = stats
	return f, e
}

func (s *script) prompt(cli wire.PID) {
	s.print(cli, "\x1b[33m> \x1b[0m")
	s.wait(cli, 0, "readline", "", 0, 120)
}

// line plays what happens when a line is typed, up to the worker's sleep.
func (e *echo) line(text string) (worker wire.PID, sleep uint64) {
	s := e.script
	typed := s.add(wire.Event{Kind: wire.KindInput, PID: e.cli, Text: text + "\n"})
	s.add(wire.Event{Kind: wire.KindRead, PID: e.cli, Text: text, Cause: typed})
	ref, sent := s.send(e.cli, e.relay, "echo", wire.Record("data", text, "sender", e.cli.String()))
	s.wait(e.cli, 0, "select", "inbox, timeout", 0, 160)
	s.take(e.relay, e.cli, "echo", ref, sent)
	worker = s.spawn(e.relay, processes, "app:worker", wire.SpawnMonitored, "", e.cli.String(), text)
	s.wait(e.relay, 0, "select", "inbox, events", 0, 1203)
	s.start(worker)
	return worker, s.wait(worker, 0, "sleep", "", 100*time.Millisecond, 61)
}

// reply plays the end of the worker and its answer.
func (e *echo) reply(worker wire.PID, sleep uint64, text string) {
	s := e.script
	s.pass(100 * time.Millisecond)
	s.add(wire.Event{Kind: wire.KindFire, PID: worker, Ref: sleep})
	ref, sent := s.send(worker, e.cli, "echo_response", wire.Record("data", text, "worker", worker.String()))
	s.exit(worker, wire.OutcomeReturned, "", 0.0)
	s.refs++
	notice := s.refs
	told := s.add(wire.Event{Kind: wire.KindNotify, PID: worker, Peer: e.relay, Name: "EXIT", Ref: notice,
		Args: []wire.Value{wire.Record("kind", "EXIT", "from", worker.String(), "result", wire.Record("value", 0.0))}})
	s.take(e.cli, worker, "echo_response", ref, sent)
	s.print(e.cli, "\x1b[32m  "+text+"\x1b[0m\n")
	s.print(e.cli, "\x1b[2m  from worker: "+worker.String()+"\x1b[0m\n")
	s.prompt(e.cli)
	s.take(e.relay, worker, "EXIT", notice, told)
	s.add(wire.Event{Kind: wire.KindLog, PID: e.relay, Text: "worker exited", Name: "app:relay:37",
		N: int64(wire.LevelInfo), Args: []wire.Value{wire.Record("from", worker.String())}, Reds: 1300})
	s.wait(e.relay, 0, "select", "inbox, events", 0, 1320)
}

// stats plays a log record of the relay's coroutine.
func (e *echo) stats(messages, workers int) {
	e.add(wire.Event{Kind: wire.KindLog, PID: e.relay, Co: 1, Text: "stats", Name: "app:relay:12", N: int64(wire.LevelInfo),
		Args: []wire.Value{wire.Record("messages", float64(messages), "workers_spawned", float64(workers))}})
	e.wait(e.relay, 1, "sleep", "", 5*time.Second, 1400)
}

// busy is the echo app after a few messages, with one on its way.
func busy() (*fake, *echo) {
	f, e := newEcho()
	for i, text := range []string{"hello world", "もしもし 🎉", "and again"} {
		e.pass(1500 * time.Millisecond)
		worker, sleep := e.line(text)
		if i == 2 {
			e.pass(60 * time.Millisecond)
			f.set(func(s *Status) { s.Now = e.at })
			break
		}
		e.reply(worker, sleep, fmt.Sprintf("%s!", text))
		e.stats(i+1, i+1)
	}
	return f, e
}
