package scripts_test

import (
	"strings"
	"testing"
	"time"

	"echotui/runtime/app"
	"echotui/runtime/node"
	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/scripts"
)

// restTurns is how many turns an app may take to come to rest.
const restTurns = 10_000

const everything = int(^uint(0) >> 1)

// session is an app that is being used, in virtual time.
type session struct {
	t     *testing.T
	name  string
	node  *node.Node
	rest  func(*session) // runs until the app waits for a line or has ended
	world *trace.World
	facts []wire.Event // all so far
}

// open boots an app and starts its command. Nothing has happened yet.
func open(t *testing.T, name string, seed int64) *session {
	t.Helper()
	files, err := scripts.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	a, err := app.Load(files, name)
	if err != nil {
		t.Fatal(err)
	}
	n, err := node.New(a, node.Config{Seed: seed, Files: files})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(n.Close)
	x, err := a.ResolveExec(name, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Exec(x, nil); err != nil {
		t.Fatal(err)
	}
	return &session{t: t, name: name, node: n, rest: run, world: trace.NewWorld()}
}

// run rests as fast as it can.
func run(s *session) {
	if !s.node.Settle(restTurns) {
		s.t.Fatalf("%s never rests", s.name)
	}
	s.take()
}

// standStill rests as fast as it can, however often it has to stand still.
func standStill(s *session) {
	for run(s); s.node.Met() != nil; run(s) {
		s.node.GoOn()
	}
}

// step rests by one fact after the other.
func step(s *session) { stepUntil(s, func() bool { return false }) }

// stepUntil is step that may be enough before. Time stands still while the app
// waits for a line.
func stepUntil(s *session, enough func() bool) {
	for !enough() && (s.node.Next() || !s.node.Reading() && s.node.Step()) {
		s.take()
	}
}

// do hands in a command and lets the app come to rest.
func (s *session) do(c wire.Command) {
	s.t.Helper()
	if err := s.node.Apply(c); err != nil {
		s.t.Fatal(err)
	}
	s.rest(s)
}

// tick is how finely time passes while the app waits for a line: timers of the
// apps are set to multiples of it.
const tick = time.Millisecond

// wait lets time pass.
func (s *session) wait(d time.Duration) {
	s.t.Helper()
	for end := s.node.Now().Add(d); s.node.Now() < end; {
		if err := s.node.Apply(wire.Command{Kind: wire.CommandAdvance, At: s.node.Now().Add(tick)}); err != nil {
			s.t.Fatal(err)
		}
		for s.node.Run(restTurns) || s.node.Met() != nil {
			s.node.GoOn()
		}
	}
	s.take()
}

// take collects what has happened.
func (s *session) take() { s.facts = append(s.facts, s.node.Take(everything)...) }

// log is every fact so far, a line each.
func (s *session) log() string {
	var lines strings.Builder
	for i := range s.facts {
		lines.WriteString(s.facts[i].Line() + "\n")
	}
	return lines.String()
}

// use does one line of a transcript. Those that it does not know are what the
// app printed, and do nothing.
func (s *session) use(line string) {
	s.t.Helper()
	typed, prompted := strings.CutPrefix(line, ">")
	order, argument, _ := strings.Cut(strings.TrimPrefix(line, "$ "), " ")
	switch {
	case prompted && !s.node.Reading():
		s.t.Fatalf("%s does not wait for %q", s.name, line)
	case prompted && typed == " ^C":
		s.do(wire.Command{Kind: wire.CommandSignal, Name: "interrupt"})
	case prompted && typed == " ^D":
		s.do(wire.Command{Kind: wire.CommandInput, EOF: true})
	case prompted:
		s.do(wire.Command{Kind: wire.CommandInput, Text: strings.TrimPrefix(typed, " ") + "\n"})
	case line == "$ echotui run "+s.name:
		s.rest(s)
	case isOrder(line) && order == "wait":
		d, err := time.ParseDuration(argument)
		if err != nil {
			s.t.Fatal(err)
		}
		s.wait(d)
	case isOrder(line) && order != "facts":
		s.t.Fatalf("nobody knows what to do about %q", line)
	}
}

// isOrder reports whether a line of a transcript is to be done.
func isOrder(line string) bool {
	return strings.HasPrefix(line, ">") || strings.HasPrefix(line, "$ ")
}
