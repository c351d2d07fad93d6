package contract

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"echotui/runtime/app"
	"echotui/runtime/node"
	"echotui/runtime/wire"
)

// terminal is the host that statements run on.
const terminal = "contract:terminal"

// settleTurns is how many turns a statement may take.
const settleTurns = 1_000_000

// tooLong is when a run with the real clock is taken for one that hangs.
const tooLong = 30 * time.Second

// trial is one entry to run and what has to come of it.
type trial struct {
	app   *app.App
	entry *app.Entry
	want  outcome
}

// outcome is what there is to see of a run from outside.
type outcome struct {
	stdout, stderr string
	status         int
	logs           []string
	failed         []string // the processes that failed, with why: no part of the comparison
}

func newTrial(a *app.App, e *app.Entry) trial {
	status, _ := e.Meta.Get("status").(float64)
	return trial{app: a, entry: e, want: outcome{
		stdout: text(e.Meta, "stdout"), stderr: text(e.Meta, "stderr"), status: int(status), logs: texts(e.Meta, "logs"),
	}}
}

func (tr trial) check(t *testing.T, clock node.Clock) {
	t.Helper()
	if text(tr.entry.Meta, "comment") == "" {
		t.Errorf("%s: no comment tells what it promises", tr.entry.ID)
	}
	config := node.Config{Seed: 1}
	if clock == node.RealClock {
		config.Epoch = time.Now()
	}
	n, err := node.New(tr.app, config)
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Exec(app.Exec{Entry: tr.entry.ID, Host: terminal}, texts(tr.entry.Meta, "args")); err != nil {
		n.Close()
		t.Fatal(err)
	}
	var got outcome
	if clock == node.VirtualClock {
		defer n.Close()
		got = tr.virtual(t, n)
	} else {
		got = tr.real(t, n)
	}
	tr.compare(t, got)
}

// virtual runs the node until it has stopped. The input is there as soon as
// the app asks for it.
func (tr trial) virtual(t *testing.T, n *node.Node) (got outcome) {
	t.Helper()
	fed := false
	for {
		rests := n.Settle(settleTurns)
		for _, e := range n.Take(1 << 30) {
			got.see(&e)
		}
		status, stopped := n.Stopped()
		switch {
		case stopped:
			got.status = status
			return got
		case !rests:
			t.Fatalf("%s never rests", tr.entry.ID)
		case n.Reading() && !fed:
			fed = true
			if err := n.Apply(tr.input()); err != nil {
				t.Fatal(err)
			}
		default:
			t.Fatalf("%s waits for ever; it has written %q and %q; failed: %v",
				tr.entry.ID, got.stdout, got.stderr, got.failed)
		}
	}
}

// real drives the node by a loop.
func (tr trial) real(t *testing.T, n *node.Node) (got outcome) {
	t.Helper()
	fed := false
	var loop *node.Loop
	loop = node.NewLoop(n, node.RealClock, func(facts []wire.Event) {
		for i := range facts {
			e := &facts[i]
			got.see(e)
			if e.Kind == wire.KindWait && strings.HasPrefix(e.Name, "read") && !fed {
				fed = true
				loop.Do(tr.input())
			}
		}
	})
	go loop.Run()
	guard := time.NewTimer(tooLong)
	defer guard.Stop()
	for {
		select {
		case <-loop.Changed():
		case <-guard.C:
			loop.Close()
			t.Fatalf("%s still runs after %v; it has written %q and %q; failed: %v",
				tr.entry.ID, tooLong, got.stdout, got.stderr, got.failed)
		}
		if status := loop.Status(); status.Stopped {
			loop.Close()
			if status.Err != "" {
				t.Fatal(status.Err)
			}
			got.status = loop.Exit()
			return got
		}
	}
}

func (tr trial) input() wire.Command {
	return wire.Command{Kind: wire.CommandInput, Text: text(tr.entry.Meta, "input"), EOF: true}
}

func (o *outcome) see(e *wire.Event) {
	switch e.Kind {
	case wire.KindOutput:
		if e.N == wire.Stdout {
			o.stdout += e.Text
		} else {
			o.stderr += e.Text
		}
	case wire.KindLog:
		text := e.Text
		if _, logger := e.Logged(); logger != "" {
			text = logger + ": " + text
		}
		o.logs = append(o.logs, text)
	case wire.KindExit:
		if wire.Outcome(e.N) != wire.OutcomeReturned {
			o.failed = append(o.failed, fmt.Sprintf("%s: %s", e.PID, e.Text))
		}
	}
}

func (tr trial) compare(t *testing.T, got outcome) {
	t.Helper()
	want := tr.want
	if got.stderr != want.stderr {
		t.Errorf("%s: standard error is %q, want %q", tr.entry.ID, got.stderr, want.stderr)
	}
	if got.stdout != want.stdout {
		t.Errorf("%s: standard output is %q, want %q", tr.entry.ID, got.stdout, want.stdout)
	}
	if got.status != want.status {
		t.Errorf("%s: status %d, want %d", tr.entry.ID, got.status, want.status)
	}
	if want.logs != nil && !slices.Equal(got.logs, want.logs) {
		t.Errorf("%s: logs are %q, want %q", tr.entry.ID, got.logs, want.logs)
	}
	if t.Failed() {
		t.Logf("it promises: %s", text(tr.entry.Meta, "comment"))
		t.Logf("processes that failed: %q", got.failed)
	}
}
