package tracefile

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"echotui/runtime/wire"
	"echotui/runtime/wire/wiretest"
)

// run is a small run: what is written, in batches, with a flush after each.
type run struct {
	header   Header
	facts    []wire.Event
	commands []wire.Applied
	stands   []wire.Place // after each batch
	batches  int
}

// smallRun is one of a few batches: some bring facts, some commands, one
// neither.
func smallRun() run {
	r := run{
		header: Header{
			App: "echo", Hash: "0123", Version: "devel", Clock: "real", Seed: -1 << 63, Epoch: 1 << 62, ShutdownTimeout: 5,
			Variables: []Pair{{"app:token", "\xff secret"}},
			Overrides: []Pair{{"app:cli:modules", "[io]"}},
			Files:     []Pair{{"src/_index.yaml", "namespace: app\n"}, {"src/cli.lua", "日本語"}, {"../lib/empty", ""}},
		},
		batches: 6,
	}
	for i := range 30 {
		r.facts = append(r.facts, wire.Event{
			Seq: uint64(i + 1), Cause: uint64(i), Kind: wire.KindSend, PID: wire.PID{Host: "app:processes", N: uint64(1 + i%3)},
			Name: "echo", Text: strings.Repeat("x", i), Args: []wire.Value{wire.Record("n", float64(i))},
		})
	}
	for i := range 4 {
		r.commands = append(r.commands, wire.Applied{
			Command: wire.Command{Kind: wire.CommandInput, Text: fmt.Sprintf("line %d\n", i)},
			Place:   wire.Place{Turns: uint64(i), Seq: uint64(5 * i), Held: wire.HeldPoint},
		})
	}
	for i := range r.batches {
		r.stands = append(r.stands, wire.Place{Turns: uint64(i + 1), Seq: uint64(5 * (i + 1))})
	}
	return r
}

// write writes the run, and closes it if asked to. It returns the bytes, and
// where each flush ended.
func (r run) write(t testing.TB, closed bool) (file []byte, ends []int) {
	t.Helper()
	var out bytes.Buffer
	w, err := NewWriter(&out, r.header)
	if err != nil {
		t.Fatal(err)
	}
	for i := range r.batches {
		facts := r.facts[len(r.facts)*i/r.batches : len(r.facts)*(i+1)/r.batches]
		commands := r.commands[len(r.commands)*i/r.batches : len(r.commands)*(i+1)/r.batches]
		if err := w.Append(facts, commands, r.stands[i]); err != nil {
			t.Fatal(err)
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		ends = append(ends, out.Len())
	}
	if closed {
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes(), ends
}

// content is all that can be read of a file.
type content struct {
	facts    []wire.Event
	commands []wire.Applied
	stand    wire.Place
	problem  error
}

// read reads a file, in parts, and fails if that is not a beginning of the run.
func (r run) read(t *testing.T, file []byte) (c content, err error) {
	t.Helper()
	reader, err := Open(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return c, err
	}
	if fmt.Sprint(reader.Header()) != fmt.Sprint(r.header) {
		t.Fatalf("the header is %+v", reader.Header())
	}
	for {
		before := len(c.facts)
		if c.facts = reader.Since(c.facts, uint64(before), 7); len(c.facts) == before {
			break
		}
	}
	for a := range reader.Commands() {
		c.commands = append(c.commands, a)
	}
	c.stand, c.problem = reader.Stand(), reader.Problem()
	if len(c.facts) > len(r.facts) || !wiretest.SameFacts(c.facts, r.facts[:len(c.facts)]) {
		t.Fatalf("%d facts were read that were not written", len(c.facts))
	}
	if len(c.commands) > len(r.commands) || !wiretest.SameCommands(c.commands, r.commands[:len(c.commands)]) {
		t.Fatalf("%d commands were read that were not written", len(c.commands))
	}
	if reader.Last() != uint64(len(c.facts)) || reader.First() != 1 {
		t.Fatalf("facts %d to %d, but %d were read", reader.First(), reader.Last(), len(c.facts))
	}
	return c, nil
}
