package export_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"echotui/runtime/export"
	"echotui/runtime/filter"
	"echotui/runtime/tracefile"
	"echotui/runtime/wire"
)

// long is a run of any length that takes no memory: one process sends to
// another, which takes it.
type long uint64

func (n long) First() uint64            { return 1 }
func (n long) Header() tracefile.Header { return tracefile.Header{} }

func (n long) Since(dst []wire.Event, seq uint64, limit int) []wire.Event {
	one, two := wire.PID{Host: "app:processes", N: 1}, wire.PID{Host: "app:processes", N: 2}
	for ; seq < uint64(n) && limit > 0; limit-- {
		seq++
		e := wire.Event{Seq: seq, At: wire.Time(seq * 1000), Cause: seq - 1, PID: one, Peer: two, Kind: wire.KindSend, Ref: seq, Name: "m",
			Args: []wire.Value{wire.Record("n", float64(seq))}}
		switch {
		case seq <= 2:
			e.Kind, e.PID, e.Peer = wire.KindSpawn, wire.PID{}, wire.PID{Host: "app:processes", N: seq}
			e.Name = fmt.Sprintf("app:p%d", seq)
		case seq%2 == 0:
			e.Kind, e.PID, e.Peer, e.Ref = wire.KindReceive, two, one, seq-1
		}
		dst = append(dst, e)
	}
	return dst
}

// measuring is a writer that looks at how much memory is in use while most has
// been written.
type measuring struct {
	most  uint64
	bytes int
}

func (m *measuring) Write(b []byte) (int, error) {
	if m.bytes += len(b); m.bytes>>20 != (m.bytes-len(b))>>20 {
		var stats runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&stats)
		m.most = max(m.most, stats.HeapAlloc)
	}
	return len(b), nil
}

// Ten times as many facts take no more memory.
func TestMemory(t *testing.T) {
	for _, format := range []string{"jsonl", "csv", "perfetto", "otlp"} {
		used := func(facts long) uint64 {
			var m measuring
			f, _ := export.Find(format)
			sum, err := export.Write(&m, facts, f, filter.MustParse(""))
			if err != nil || sum.Facts != int(facts) {
				t.Fatalf("%s: %+v, %v", format, sum, err)
			}
			return m.most
		}
		few, many := used(10_000), used(50_000)
		if many > few+1<<20 {
			t.Errorf("%s: %d bytes are in use with 10,000 facts and %d with 50,000", format, few, many)
		}
	}
}

// What no tool shows is refused, with the bound, and nothing is written.
func TestTooMuch(t *testing.T) {
	for format, test := range map[string]struct {
		most, over long // facts that are just few enough, and one too many
		want       string
	}{
		"plantuml": {3998, 3999, "the diagram would have 2001 arrows and notes, and at most 2000 can be read"},
		"shiviz":   {20_000, 20_001, "the log would have 20001 facts of 3 processes"},
		"mermaid":  {1000, 3000, "Mermaid draws up to 50000"},
	} {
		f, _ := export.Find(format)
		if _, err := export.Write(io.Discard, test.most, f, filter.MustParse("")); err != nil {
			t.Errorf("%s: %v", format, err)
		}
		_, err := export.Write(io.Discard, test.over, f, filter.MustParse(""))
		if !errors.Is(err, export.ErrTooMuch) || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), "--filter") {
			t.Errorf("%s: %v", format, err)
		}
		if _, err := export.Write(io.Discard, test.over, f, filter.MustParse("t<100us")); err != nil {
			t.Errorf("%s: with a filter: %v", format, err)
		}
	}
	var out bytes.Buffer
	f, _ := export.Find("plantuml")
	if _, err := export.Write(&out, long(5000), f, filter.MustParse("")); err == nil || out.Len() > 0 {
		t.Errorf("%d bytes were written, %v", out.Len(), err)
	}
}

// A filter sees the node as it was right before each fact.
func TestFilterSeesTheWorldBefore(t *testing.T) {
	text, sum := exported(t, long(10), "csv", "kind:receive mailbox:1")
	if sum.Matched != 4 || strings.Count(text, "\n") != 5 {
		t.Errorf("%d match: a message that is taken lies in the mailbox right before\n%s", sum.Matched, text)
	}
	if _, sum := exported(t, long(10), "csv", "kind:send mailbox:0"); sum.Matched != 4 {
		t.Errorf("%d match: a message that is sent does not lie there yet", sum.Matched)
	}
}

type full struct{ room int }

var errFull = errors.New("no space left")

func (f *full) Write(b []byte) (int, error) {
	if f.room -= len(b); f.room < 0 {
		return 0, errFull
	}
	return len(b), nil
}

// A disk that is full is told, whatever the format and whenever it happens.
func TestDiskFull(t *testing.T) {
	for _, f := range export.Formats() {
		for _, room := range []int{0, 10, 70_000} {
			_, err := export.Write(&full{room}, long(900), f, filter.MustParse(""))
			if text, _ := exported(t, long(900), f.Name, ""); len(text) > room && !errors.Is(err, errFull) {
				t.Errorf("%s with room for %d: %v", f.Name, room, err)
			}
		}
	}
}

// A run without facts is sound, too.
func TestEmpty(t *testing.T) {
	for _, f := range export.Formats() {
		text, sum := exported(t, run{}, f.Name, "")
		if sum != (export.Summary{}) {
			t.Errorf("%s: %+v", f.Name, sum)
		}
		check(t, run{}, text, f.Name)
	}
}
