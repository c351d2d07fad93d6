package export_test

import (
	"encoding/hex"
	"encoding/json"
	"strconv"
	"strings"
)

// traceEvent is one as Chrome describes them.
type traceEvent struct {
	Phase   string   `json:"ph"`
	Name    string   `json:"name"`
	Cat     string   `json:"cat"`
	PID     int32    `json:"pid"`
	TID     int32    `json:"tid"`
	TS      *float64 `json:"ts"`
	Dur     *float64 `json:"dur"`
	Bind    string   `json:"bind_id"`
	FlowIn  bool     `json:"flow_in"`
	FlowOut bool     `json:"flow_out"`
}

// soundPerfetto: slices of a thread lie in each other, each ends, and every
// process and thread has a name before it does something.
func soundPerfetto(t fataler, _ run, text string) {
	var file struct {
		TraceEvents []traceEvent `json:"traceEvents"`
	}
	if err := json.Unmarshal([]byte(text), &file); err != nil {
		t.Fatalf("perfetto: %v", err)
	}
	type thread struct{ pid, tid int32 }
	open, named := map[thread][]string{}, map[string]bool{}
	for i, e := range file.TraceEvents {
		at := thread{e.PID, e.TID}
		if e.TS == nil || e.Cat == "" || e.Phase == "X" != (e.Dur != nil) {
			t.Fatalf("perfetto: event %d lacks something: %+v", i, e)
		}
		switch e.Phase {
		case "M":
			named[e.Name+strconv.Itoa(int(e.PID))+"/"+strconv.Itoa(int(e.TID))] = true
			continue
		case "B":
			open[at] = append(open[at], e.Name)
		case "E":
			stack := open[at]
			if len(stack) == 0 || stack[len(stack)-1] != e.Name {
				t.Fatalf("perfetto: event %d ends %q, and open are %q", i, e.Name, stack)
			}
			open[at] = stack[:len(stack)-1]
		case "X", "i", "C":
		default:
			t.Fatalf("perfetto: event %d is a %q", i, e.Phase)
		}
		if !named["thread_name"+strconv.Itoa(int(e.PID))+"/"+strconv.Itoa(int(e.TID))] {
			t.Fatalf("perfetto: event %d is of a thread without a name", i)
		}
	}
	for at, stack := range open {
		if len(stack) > 0 {
			t.Fatalf("perfetto: %q of %v never end", stack, at)
		}
	}
}

// otlpFile is what is read of OpenTelemetry's JSON.
type otlpFile struct {
	ResourceSpans []struct {
		ScopeSpans []struct {
			Spans []otlpSpan `json:"spans"`
		} `json:"scopeSpans"`
	} `json:"resourceSpans"`
}

type otlpSpan struct {
	TraceID string `json:"traceId"`
	SpanID  string `json:"spanId"`
	Parent  string `json:"parentSpanId"`
	Name    string `json:"name"`
	Kind    int    `json:"kind"`
	Start   string `json:"startTimeUnixNano"`
	End     string `json:"endTimeUnixNano"`
	Links   []struct {
		TraceID string `json:"traceId"`
		SpanID  string `json:"spanId"`
	} `json:"links"`
}

func otlpSpans(t fataler, text string) []otlpSpan {
	t.Helper()
	var file otlpFile
	d := json.NewDecoder(strings.NewReader(text))
	if err := d.Decode(&file); err != nil || len(file.ResourceSpans) != 1 || len(file.ResourceSpans[0].ScopeSpans) != 1 {
		t.Fatalf("otlp: %v: %.200s", err, text)
	}
	return file.ResourceSpans[0].ScopeSpans[0].Spans
}

// soundOTLP: IDs are as long as they must be, no two spans share one, and
// parents and links are spans that are there.
func soundOTLP(t fataler, _ run, text string) {
	spans := otlpSpans(t, text)
	there := map[string]bool{}
	for _, s := range spans {
		id := s.TraceID + s.SpanID
		if raw, err := hex.DecodeString(id); err != nil || len(s.TraceID) != 32 || len(raw) != 24 || there[id] ||
			strings.Trim(s.TraceID, "0") == "" || strings.Trim(s.SpanID, "0") == "" {
			t.Fatalf("otlp: the IDs of %q are %s %s", s.Name, s.TraceID, s.SpanID)
		}
		there[id] = true
		if s.Name == "" || s.Kind == 0 {
			t.Fatalf("otlp: %+v", s)
		}
		if _, err := strconv.ParseUint(s.Start, 10, 63); err != nil {
			t.Fatalf("otlp: %v", err)
		}
		if _, err := strconv.ParseUint(s.End, 10, 63); err != nil {
			t.Fatalf("otlp: %v", err)
		}
	}
	for _, s := range spans {
		if s.Parent != "" && !there[s.TraceID+s.Parent] {
			t.Fatalf("otlp: the parent of %q is not there", s.Name)
		}
		for _, l := range s.Links {
			if !there[l.TraceID+l.SpanID] {
				t.Fatalf("otlp: what %q is linked to is not there", s.Name)
			}
		}
	}
}
