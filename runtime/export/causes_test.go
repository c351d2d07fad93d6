package export_test

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"echotui/scripts"
)

// What came of a typed line is one trace: from the reading over the relay and
// the worker to the answer.
func TestTraceOfLine(t *testing.T) {
	text, _ := exported(t, played(t, "echo"), "otlp", "")
	spans := otlpSpans(t, text)
	traces := map[string][]string{}
	for _, s := range spans {
		traces[s.TraceID] = append(traces[s.TraceID], s.Name)
	}
	lines := 0
	for _, root := range spans {
		if names := traces[root.TraceID]; root.Name == "cli readline" && len(names) > 2 {
			lines++
			slices.Sort(names)
			if want := []string{"cli echo_response", "cli readline", "relay EXIT", "relay echo", "worker"}; !slices.Equal(names, want) {
				t.Errorf("the trace of a line is %v, want %v", names, want)
			}
		}
	}
	if lines != 2 {
		t.Errorf("%d lines led to something", lines)
	}
}

// The parent of a span began before it, as causes and the order of each process
// tell. A filter takes spans away and changes nothing else about those that stay
// but to whom they hang.
func TestParentsCameBefore(t *testing.T) {
	parents := 0
	for _, e := range scripts.All() {
		r := played(t, e.Name)
		owners := make([]string, len(r.facts))
		for i := range r.facts {
			owners[i] = owner(&r.facts[i])
		}
		before := reachable(r.facts, owners)
		text, _ := exported(t, r, "otlp", "")
		whole := map[string]otlpSpan{}
		for _, s := range otlpSpans(t, text) {
			whole[s.SpanID] = s
		}
		for _, expr := range []string{"", "kind:receive", "kind:spawn"} {
			text, _ := exported(t, r, "otlp", expr)
			for _, s := range otlpSpans(t, text) {
				if s.TraceID != whole[s.SpanID].TraceID || s.Start != whole[s.SpanID].Start || s.End != whole[s.SpanID].End {
					t.Errorf("%s: with filter %q, %s %s is another one", e.Name, expr, s.SpanID, s.Name)
				}
				if s.Parent == "" {
					continue
				}
				parents++
				from, _ := strconv.ParseUint(s.Parent, 16, 64)
				to, _ := strconv.ParseUint(s.SpanID, 16, 64)
				if !before[to-1][from] {
					t.Errorf("%s: fact %d did not come before %d, but is the parent of %s", e.Name, from, to, s.Name)
				}
			}
		}
	}
	if parents < 20 {
		t.Errorf("only %d spans have a parent", parents)
	}
}

// A flow leaves once for every message and every spawn, and arrives after that,
// at most once, where it is taken or begins.
func TestFlows(t *testing.T) {
	for _, e := range scripts.All() {
		r := played(t, e.Name)
		text, _ := exported(t, r, "perfetto", "")
		var file struct {
			TraceEvents []traceEvent `json:"traceEvents"`
		}
		if err := json.Unmarshal([]byte(text), &file); err != nil {
			t.Fatal(err)
		}
		out, in := map[string]bool{}, map[string]bool{}
		var last float64
		for _, event := range file.TraceEvents {
			if event.Phase != "M" {
				if *event.TS < last {
					t.Fatalf("%s: time goes back to %v", e.Name, *event.TS)
				}
				last = *event.TS
			}
			switch {
			case event.FlowOut && out[event.Bind], event.FlowIn && in[event.Bind], event.FlowIn && !out[event.Bind]:
				t.Errorf("%s: flow %s of %q is wrong", e.Name, event.Bind, event.Name)
			case event.FlowOut:
				out[event.Bind] = true
			case event.FlowIn:
				in[event.Bind] = true
			}
		}
		leave, arrive := 0, 0
		for i := range r.facts {
			switch kind := r.facts[i].Kind.String(); kind {
			case "send", "notify", "spawn":
				leave++
				arrive += strings.Count(kind, "spawn")
			case "receive":
				arrive++
			}
		}
		if len(out) != leave || len(in) != arrive {
			t.Errorf("%s: %d flows leave and %d arrive, want %d and %d", e.Name, len(out), len(in), leave, arrive)
		}
	}
}
