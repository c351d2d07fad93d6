// Package suite runs the tests that an app brings along: the processes and
// functions whose meta.type is "test".
//
//	Test    an entry to be run
//	Result  what became of it under one seed
//
// Each test runs on a node of its own, with the app's services beside it, in
// virtual time: a test that sleeps an hour takes no time, and one that fails
// fails again when it is run again. It passes when it ends without an error and
// its first value is not false.
package suite

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"echotui/runtime/app"
	"echotui/runtime/node"
	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// Test is an entry that is a test.
type Test struct {
	ID   string
	Skip string // why it is not to be run; "" if it is
}

// List returns the tests of an app whose IDs match pattern (nil matches all),
// in load order.
func List(a *app.App, pattern *regexp.Regexp) []Test {
	var tests []Test
	for _, e := range a.Entries {
		_, isFunction := e.Def.(*app.Function)
		_, isProcess := e.Def.(*app.Process)
		if e.Meta.Get("type") != "test" || !isFunction && !isProcess {
			continue
		}
		if pattern == nil || pattern.MatchString(e.ID) {
			tests = append(tests, Test{ID: e.ID, Skip: skipped(e.Meta.Get("skip"))})
		}
	}
	return tests
}

// skipped reads meta.skip: true, or a text that says why.
func skipped(v wire.Value) string {
	switch v := v.(type) {
	case string:
		return v
	case bool:
		if v {
			return "it says so"
		}
	}
	return ""
}

// Status is how a test ended.
type Status string

// The ways in which a test may end.
const (
	Pass Status = "pass"
	Fail Status = "fail"
	Skip Status = "skip"
)

// Result is what became of a test.
type Result struct {
	ID      string
	Seed    int64
	Status  Status
	Elapsed time.Duration // virtual
	Error   string        // why it failed or was skipped, with file:line where that is known
}

const (
	// turnLimit ends a test that computes or talks without end: it is a
	// second or two of a core.
	turnLimit = 50_000
	// timeLimit ends a test that waits without end, in virtual time.
	timeLimit = time.Hour
)

// Keep is told the run of a test that has failed: the node on which it
// happened, and its facts.
type Keep func(r Result, n *node.Node, facts *trace.Log)

// keptFacts is how many facts of a run are there to be kept.
const keptFacts = 10_000_000

// Run runs a test under a seed. Keep may be nil.
func Run(a *app.App, t Test, config node.Config, keep Keep) Result {
	r := Result{ID: t.ID, Seed: config.Seed, Status: Fail}
	if t.Skip != "" {
		r.Status, r.Error = Skip, t.Skip
		return r
	}
	n, err := node.New(a, config)
	if err != nil {
		r.Error = err.Error()
		return r
	}
	defer n.Close()
	if _, err := n.Test(t.ID); err != nil {
		r.Error = err.Error()
		return r
	}
	w := watch{app: a, result: &r}
	if keep != nil {
		w.facts = trace.NewLog(keptFacts)
	}
	for turns := 0; !w.over; turns += batch {
		more := n.Pass(batch)
		w.look(n)
		switch {
		case w.over:
		case !more:
			w.fail("it waits for something that never comes: nothing can happen any more")
		case turns >= turnLimit:
			w.fail(fmt.Sprintf("it did not end within %d turns", turnLimit))
		case n.Now() > wire.Time(timeLimit):
			w.fail(fmt.Sprintf("it did not end within %s of virtual time", timeLimit))
		}
	}
	if keep != nil && r.Status == Fail {
		keep(r, n, w.facts)
	}
	return r
}

// batch is how many turns are taken between looks at what has happened.
const batch = 64

// watch waits for the end of the test's process among the facts of its node.
type watch struct {
	app    *app.App
	result *Result
	facts  *trace.Log // all of them; nil if nobody wants them
	pid    wire.PID
	over   bool
}

func (w *watch) look(n *node.Node) {
	taken := n.Take(1 << 30)
	if w.facts != nil {
		w.facts.Append(taken...)
	}
	for _, e := range taken {
		switch {
		case e.Kind == wire.KindSpawn && e.Name == w.result.ID && w.pid.IsZero() && e.PID.IsZero():
			w.pid = e.Peer
		case e.Kind == wire.KindExit && e.PID == w.pid && !w.over:
			w.result.Elapsed = time.Duration(e.At)
			w.judge(e)
		}
	}
	if !w.over {
		w.result.Elapsed = time.Duration(n.Now())
	}
}

func (w *watch) judge(e wire.Event) {
	w.over = true
	switch {
	case wire.Outcome(e.N) != wire.OutcomeReturned:
		w.fail(w.placed(e))
	case len(e.Args) > 0 && e.Args[0] == false:
		w.fail("it returned false")
	default:
		w.result.Status = Pass
	}
}

func (w *watch) fail(why string) {
	w.over = true
	w.result.Status, w.result.Error = Fail, w.located(why)
}

// placed is why a process has failed. Where that names no line, as with assert,
// the first one on the stack is put before it.
func (w *watch) placed(e wire.Event) string {
	if len(e.Args) == 0 || w.located(e.Text) != e.Text {
		return e.Text
	}
	if failure, ok := e.Args[0].(*wire.Error); ok {
		if at := position.FindString(failure.Stack); at != "" {
			return at + ": " + e.Text
		}
	}
	return e.Text
}

// position is how messages of Lua errors begin: entry:line.
var position = regexp.MustCompile(`[\w.\-]+:[\w.\-]+:\d+`)

// located puts file:line in the place of the first entry:line of a message.
func (w *watch) located(message string) string {
	at := position.FindStringIndex(message)
	if at == nil {
		return message
	}
	found := message[at[0]:at[1]]
	colon := strings.LastIndexByte(found, ':')
	e := w.app.Entry(found[:colon])
	if e == nil || e.Code() == nil {
		return message
	}
	var line int
	if _, err := fmt.Sscan(found[colon+1:], &line); err != nil {
		return message
	}
	return message[:at[0]] + e.Position(line) + message[at[1]:]
}
