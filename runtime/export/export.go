package export

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"echotui/runtime/filter"
	"echotui/runtime/trace"
	"echotui/runtime/tracefile"
	"echotui/runtime/wire"
)

// Run is a run that is over, as a file holds it. A *tracefile.Reader is one.
type Run interface {
	trace.Facts
	First() uint64 // number of the first fact
	Header() tracefile.Header
}

// Format is a form in which a run can be written.
type Format struct {
	Name string
	Help string // what it is for, a phrase
	open func(*bufio.Writer, tracefile.Header) exporter
}

// Formats lists all formats.
func Formats() []Format {
	return []Format{
		{"mermaid", "a sequence diagram for pages that draw Mermaid", openMermaid},
		{"plantuml", "a sequence diagram for PlantUML", openPlantUML},
		{"perfetto", "lives, waits and messages on a line of time, for ui.perfetto.dev", openPerfetto},
		{"otlp", "traces in OpenTelemetry's JSON, one for what each typed line led to", openOTLP},
		{"shiviz", "a log with vector clocks, for ShiViz", openShiViz},
		{"jsonl", "a JSON object for each fact, one a line", openJSONL},
		{"csv", "a row for each fact", openCSV},
	}
}

// Find returns the format of a name, and whether there is one.
func Find(name string) (Format, bool) {
	for _, f := range Formats() {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}

// Summary says how much was written.
type Summary struct {
	Facts   int // of the run, as far as it can be read
	Matched int // those that the filter lets through
	Written int // those of them that the format has a place for
}

// ErrTooMuch is wrapped by the error of Write when a run is larger than what
// the format, or the tools that read it, can hold.
var ErrTooMuch = errors.New("narrow it with --filter")

// exporter writes one format.
type exporter interface {
	// fact takes in the next fact, right after which the world is; shown tells
	// whether the filter lets it through. It reports whether the fact is in what
	// is written.
	fact(world *trace.World, e *wire.Event, shown bool) (written bool)
	// end writes what is left. An error says that nothing of it all is of use.
	end(world *trace.World) error
}

// atOnce is how many facts are read at a time.
const atOnce = 1024

// Write writes a run in a format: the facts that the filter lets through, which
// is asked with the node as it was right before each. An error wraps ErrTooMuch,
// or is one of writing.
func Write(out io.Writer, run Run, format Format, keep *filter.Filter) (Summary, error) {
	var s Summary
	w := bufio.NewWriterSize(out, 1<<16)
	x := format.open(w, run.Header())
	world := trace.NewWorld()
	set := filter.NewSet([]*filter.Filter{keep})
	var facts []wire.Event
	for seq := run.First() - 1; ; seq = facts[len(facts)-1].Seq {
		if facts = run.Since(facts[:0], seq, atOnce); len(facts) == 0 {
			break
		}
		for i := range facts {
			e := &facts[i]
			shown := len(set.Match(filter.World{World: world}, e)) > 0
			world.Apply(e)
			s.count(shown, x.fact(world, e, shown))
		}
		if _, err := w.Write(nil); err != nil { // one that came before
			return s, err
		}
	}
	if err := x.end(world); err != nil {
		return s, err
	}
	return s, w.Flush()
}

func (s *Summary) count(matched, written bool) {
	s.Facts++
	if matched {
		s.Matched++
	}
	if written {
		s.Written++
	}
}

func tooMuch(format string, args ...any) error {
	return fmt.Errorf("%s: %w", fmt.Sprintf(format, args...), ErrTooMuch)
}
