package export_test

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"echotui/runtime/app"
	"echotui/runtime/export"
	"echotui/runtime/filter"
	"echotui/runtime/node"
	"echotui/runtime/tracefile"
	"echotui/runtime/wire"
	"echotui/scripts"
)

// run is a run that is held in memory.
type run struct {
	facts []wire.Event
	epoch int64
}

func (r run) Since(dst []wire.Event, seq uint64, limit int) []wire.Event {
	first := r.First()
	if seq+1 < first {
		seq = first - 1
	}
	rest := r.facts[min(int(seq+1-first), len(r.facts)):]
	return append(dst, rest[:min(len(rest), limit)]...)
}

func (r run) First() uint64 {
	if len(r.facts) == 0 {
		return 1
	}
	return r.facts[0].Seq
}

func (r run) Header() tracefile.Header {
	return tracefile.Header{App: "test", Hash: "0123", Version: "devel", Clock: "virtual", Seed: 1, Epoch: r.epoch}
}

// played is a run of one of the apps that come along: what its transcript types
// is typed, and then nothing any more.
func played(t *testing.T, name string) run {
	t.Helper()
	files, err := scripts.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	a, err := app.Load(files, name)
	if err != nil {
		t.Fatal(err)
	}
	n, err := node.New(a, node.Config{Seed: 1, Files: files})
	if err != nil {
		t.Fatal(err)
	}
	defer n.Close()
	x, err := a.DefaultExec("")
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Exec(x, nil); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("../../scripts/" + name + "/transcript.txt")
	if err != nil {
		t.Fatal(err)
	}
	lines := slices.Collect(strings.Lines(string(text)))
	for _, line := range append(lines, "> ^D\n") {
		typed, prompted := strings.CutPrefix(line, "> ")
		if n.Settle(10_000); !prompted || !n.Reading() {
			continue
		}
		c := wire.Command{Kind: wire.CommandInput, Text: typed, EOF: typed == "^D\n"}
		if c.EOF {
			c.Text = ""
		}
		if err := n.Apply(c); err != nil {
			t.Fatal(err)
		}
	}
	n.Settle(10_000)
	return run{slices.Clone(n.Take(1 << 30)), n.Origin().Epoch}
}

// exported is what a run is in a format.
func exported(t testing.TB, r export.Run, format, expr string) (string, export.Summary) {
	t.Helper()
	f, known := export.Find(format)
	if !known {
		t.Fatalf("no format %s", format)
	}
	var out bytes.Buffer
	sum, err := export.Write(&out, r, f, filter.MustParse(expr))
	if err != nil {
		t.Fatalf("%s: %v", format, err)
	}
	return out.String(), sum
}

func formatOf(name string) export.Format {
	f, _ := export.Find(name)
	return f
}
