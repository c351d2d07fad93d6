package export_test

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"echotui/runtime/filter"
	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/runtime/wire/wiretest"
	"echotui/scripts"
)

// stamped is a fact in the log, with its clock.
type stamped struct {
	host  string
	clock map[string]uint64
	fact  uint64
}

// stampedFacts reads a log with the expression that it brings along.
func stampedFacts(t fataler, text string) (list []stamped) {
	t.Helper()
	expression, log, found := strings.Cut(text, "\n\n")
	re, err := regexp.Compile(expression)
	if err != nil || !found {
		t.Fatalf("shiviz: %v: %.200q", err, text)
	}
	for _, m := range re.FindAllStringSubmatch(log, -1) {
		s := stamped{host: m[re.SubexpIndex("host")]}
		if err := json.Unmarshal([]byte(m[re.SubexpIndex("clock")]), &s.clock); err != nil {
			t.Fatalf("shiviz: the clock of %q: %v", m[0], err)
		}
		digits, _, _ := strings.Cut(m[re.SubexpIndex("event")], " ")
		s.fact = number(t, digits)
		list = append(list, s)
	}
	if lines := strings.Count(log, "\n"); lines != 2*len(list) {
		t.Fatalf("shiviz: %d lines are %d facts", lines, len(list))
	}
	return list
}

// soundShiViz is what ShiViz asks of a log: the numbers of a host go on one by
// one, and no clock knows of a fact that is not there.
func soundShiViz(t fataler, _ run, text string) {
	last := map[string]uint64{}
	for _, s := range stampedFacts(t, text) {
		if s.clock[s.host] != last[s.host]+1 {
			t.Fatalf("shiviz: fact %d is number %d of %s after %d", s.fact, s.clock[s.host], s.host, last[s.host])
		}
		last[s.host]++
		for host, n := range s.clock {
			if n == 0 || n > last[host] {
				t.Fatalf("shiviz: fact %d knows of number %d of %s, and that is at %d", s.fact, n, host, last[host])
			}
		}
	}
}

// below reports whether the fact of a happened before that of b, as clocks tell.
func below(a, b stamped) bool { return a.fact != b.fact && a.clock[a.host] <= b.clock[a.host] }

// reachable finds out the same from causes, in another way: which facts can be
// reached from a fact along the order of each host and from causes to effects.
func reachable(facts []wire.Event, hosts []string) []map[uint64]bool {
	first := facts[0].Seq
	before := make([]map[uint64]bool, len(facts)) // by fact: all that happened before
	latest := map[string]int{}
	for i := range facts {
		all := map[uint64]bool{}
		from := func(j int) {
			all[facts[j].Seq] = true
			for seq := range before[j] {
				all[seq] = true
			}
		}
		if j, found := latest[hosts[i]]; found {
			from(j)
		}
		if cause := facts[i].Cause; cause >= first && cause < facts[i].Seq {
			from(int(cause - first))
		}
		before[i], latest[hosts[i]] = all, i
	}
	return before
}

// owner is whose fact it is, told apart as the log does.
func owner(e *wire.Event) string {
	switch {
	case e.Kind == wire.KindInput, e.Kind == wire.KindSignal, e.Kind == wire.KindAct, e.Kind == wire.KindSend && e.PID.IsZero():
		return "you"
	case e.PID.IsZero(), e.PID.Host == wire.ControlHost:
		return "node"
	}
	return e.PID.String()
}

// Of any two facts, the clocks say that one happened before the other exactly
// when a way leads there.
func compareOrders(t fataler, r run, expr string) {
	f := filter.MustParse(expr)
	w := trace.NewWorld()
	hosts, shown := make([]string, len(r.facts)), map[uint64]bool{}
	for i := range r.facts {
		hosts[i] = owner(&r.facts[i])
		shown[r.facts[i].Seq] = f.Match(filter.World{World: w}, &r.facts[i])
		w.Apply(&r.facts[i])
	}
	before := reachable(r.facts, hosts)
	text, _ := exported2(t, r, formatOf("shiviz"), expr)
	list := stampedFacts(t, text)
	for i, b := range list {
		for _, a := range list[:i] {
			if want := before[b.fact-r.First()][a.fact]; below(a, b) != want || below(b, a) {
				t.Fatalf("did %d happen before %d? %v, the clocks say %v, and the other way round %v\n%s\n%s", a.fact, b.fact, want, below(a, b), below(b, a),
					r.facts[a.fact-r.First()].Line(), r.facts[b.fact-r.First()].Line())
			}
		}
		delete(shown, b.fact)
	}
	for seq, is := range shown {
		if is {
			t.Fatalf("fact %d is not in the log", seq)
		}
	}
}

func TestHappensBefore(t *testing.T) {
	for _, e := range scripts.All() {
		t.Run(e.Name, func(t *testing.T) {
			r := played(t, e.Name)
			if len(r.facts) > 400 {
				r.facts = r.facts[:400]
			}
			for _, expr := range []string{"", "kind:send or kind:receive", "not from:node", "topic~e or kind:exit"} {
				compareOrders(t, r, expr)
			}
		})
	}
}

// Runs of processes that send, take and make each other at random.
func TestHappensBeforeAtRandom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		compareOrders(t, run{facts: exchange(t)}, rapid.SampledFrom([]string{"", "kind:receive", "fact>10"}).Draw(t, "filter"))
	})
}

// exchange makes up a run of four processes.
func exchange(t *rapid.T) []wire.Event {
	pid := func(n uint64) wire.PID { return wire.PID{Host: "app:processes", N: n} }
	var facts []wire.Event
	last := map[wire.PID]uint64{}
	add := func(e wire.Event) {
		e.Seq = uint64(len(facts) + 1)
		if e.Cause == 0 {
			e.Cause = last[e.PID]
		}
		last[e.PID] = e.Seq
		facts = append(facts, e)
	}
	for n := range uint64(4) {
		add(wire.Event{Kind: wire.KindSpawn, Peer: pid(n + 1), Name: "app:p" + strconv.Itoa(int(n))})
	}
	var waiting []wire.Event
	for range rapid.IntRange(1, 60).Draw(t, "facts") {
		who, to := pid(rapid.Uint64Range(1, 4).Draw(t, "who")), pid(rapid.Uint64Range(1, 4).Draw(t, "to"))
		i := rapid.IntRange(0, 9).Draw(t, "which")
		switch {
		case i < len(waiting):
			e := waiting[i]
			waiting = append(waiting[:i:i], waiting[i+1:]...)
			add(wire.Event{Kind: wire.KindReceive, PID: e.Peer, Peer: e.PID, Ref: e.Ref, Name: e.Name, Cause: e.Seq})
		case i == 9:
			add(wire.Event{Kind: wire.KindLog, PID: who, Text: "x"})
		default:
			add(wire.Event{Kind: wire.KindSend, PID: who, Peer: to, Ref: uint64(len(facts)), Name: "m"})
			waiting = append(waiting, facts[len(facts)-1])
		}
	}
	return facts
}

// What makes no sense as a run still is a log that can be read.
func TestClocksOfNonsense(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := run{facts: wiretest.Facts(t, 1, 60)}
		text, _ := exported2(t, r, formatOf("shiviz"), "")
		soundShiViz(t, r, text)
	})
}
