package wire

import (
	"math"
	"strings"
	"testing"
	"unicode"
)

func TestLine(t *testing.T) {
	cli, relay := PID{"app:terminal", 3}, PID{"app:processes", 2}
	for want, e := range map[string]Event{
		"0 0s none": {},
		"21 3.101s send {app:terminal|0x00003} -> {app:processes|0x00002} echo ref=4 arg={data=\"x\"} reds=412 <20": {
			Seq: 21, At: 3_101_000_000, Cause: 20, Kind: KindSend, PID: cli, Peer: relay, Reds: 412, Ref: 4, Name: "echo",
			Args: []Value{Record("data", "x")},
		},
		"7 0.000000001s wait {app:processes|0x00002}~2 sleep n=-5": {
			Seq: 7, At: 1, Kind: KindWait, PID: relay, Co: 2, Name: "sleep", N: -5,
		},
		`8 0s output {app:terminal|0x00003} text="a b\n" n=2`: {
			Seq: 8, Kind: KindOutput, PID: cli, Text: "a b\n", N: Stderr,
		},
		`9 0s lost {app:terminal|0x00003} "topic with spaces" text=nobody arg=nil arg=""`: {
			Seq: 9, Kind: KindLost, PID: cli, Name: "topic with spaces", Text: "nobody", Args: []Value{nil, ""},
		},
		"10 0s unknown": {Seq: 10, Kind: 255},
	} {
		if got := e.Line(); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

// TestLinesTellApart: what differs in one field differs in the line, also when
// the text of one field looks like another.
func TestLinesTellApart(t *testing.T) {
	tricky := []string{
		"", "a", "a b", "<5", "~1", "-> {a|0x00001}", "->", "text=x", "n=1", "ref=1", "arg=1", "reds=1", "x <5", `"a"`, "\"", "a=b",
		"\n", "é", "{a|0x00001}", "…", `\n`, "nil",
	}
	pids := []PID{{}, {"a", 1}, {"a", 2}, {"b", 1}, {"a|0x00001} -> {b", 1}, {"a b", 1}, {"a\nb", 1}, {"", 1}}
	var events []Event
	for _, s := range tricky {
		events = append(events, Event{Name: s}, Event{Text: s}, Event{Args: []Value{s}}, Event{Name: "x", Text: s}, Event{Name: s, Cause: 5},
			Event{Name: s, Args: []Value{1.0}})
	}
	for _, p := range pids {
		events = append(events, Event{PID: p}, Event{Peer: p}, Event{PID: p, Peer: PID{"b", 1}}, Event{PID: p, Co: 1})
	}
	for _, n := range []int64{0, 1, -1, math.MaxInt64, math.MinInt64} {
		events = append(events, Event{N: n}, Event{At: Time(n)}, Event{Ref: uint64(n)}, Event{Reds: uint64(n)}, Event{Cause: uint64(n)}, Event{Seq: uint64(n)})
	}
	events = append(events, Event{Args: []Value{nil}}, Event{Args: []Value{nil, nil}}, Event{At: math.MaxInt64 - 1})
	seen := map[string]Event{}
	for _, e := range events {
		line := e.Line()
		if strings.ContainsFunc(line, func(r rune) bool { return r != ' ' && !unicode.IsPrint(r) }) {
			t.Errorf("%q holds what cannot be shown", line)
		}
		if other, there := seen[line]; there && !same(e, other) {
			t.Errorf("%#v\nand %#v\nare both %s", e, other, line)
		}
		seen[line] = e
	}
}

func same(a, b Event) bool {
	if len(a.Args) != len(b.Args) {
		return false
	}
	for i := range a.Args {
		if a.Args[i] != b.Args[i] {
			return false
		}
	}
	a.Args, b.Args = nil, nil
	return a.Seq == b.Seq && a.At == b.At && a.Cause == b.Cause && a.Kind == b.Kind && a.Co == b.Co && a.PID == b.PID &&
		a.Peer == b.Peer && a.Reds == b.Reds && a.Ref == b.Ref && a.N == b.N && a.Name == b.Name && a.Text == b.Text
}

func TestKindNames(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range Kinds() {
		if name := k.String(); name == "" || name == "unknown" || seen[name] || strings.ContainsAny(name, " =\"") {
			t.Errorf("kind %d is called %q", k, name)
		} else {
			seen[name] = true
		}
	}
	if KindNone.String() != "none" || Kind(255).String() != "unknown" {
		t.Error("what is no kind has the name of one")
	}
	for _, name := range []string{State(-1).String(), State(99).String(), State(math.MaxInt64).String()} {
		if name != "unknown" {
			t.Errorf("what is no state is %q", name)
		}
	}
	if Level(-1).String() != "INFO" || Level(99).String() != "INFO" || LevelError.String() != "ERROR" {
		t.Error("levels are called something else")
	}
}
