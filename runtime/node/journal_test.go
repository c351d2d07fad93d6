package node

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"echotui/runtime/wire"
)

// TestJournal: a journal yields what was added to it, and so do its clones,
// though all of them grow in different ways.
func TestJournal(t *testing.T) {
	type pair struct {
		journal *Journal
		twin    []wire.Applied
		at      wire.Applied
	}
	rapid.Check(t, func(t *rapid.T) {
		pairs := []*pair{{journal: &Journal{}}}
		for range rapid.IntRange(0, 300).Draw(t, "length") {
			p := rapid.SampledFrom(pairs).Draw(t, "journal")
			if len(pairs) < 5 && rapid.IntRange(0, 20).Draw(t, "clone") == 0 {
				p = &pair{p.journal.clone(), slices.Clone(p.twin), p.at}
				pairs = append(pairs, p)
			}
			p.at = drawApplied(t, p.at)
			p.journal.add(p.at)
			if last := len(p.twin) - 1; last >= 0 && isAdvance(p.at) && isAdvance(p.twin[last]) && samePlace(p.at.Place, p.twin[last].Place) {
				p.twin[last].Command = p.at.Command
			} else {
				p.twin = append(p.twin, p.at)
			}
		}
		for i, p := range pairs {
			got := slices.Collect(p.journal.All())
			if p.journal.Len() != len(p.twin) || len(got) != len(p.twin) || len(got) > 0 && !reflect.DeepEqual(got, p.twin) {
				t.Fatalf("journal %d holds\n%v\nwant\n%v", i, got, p.twin)
			}
		}
	})
}

// drawApplied draws a command that may come after another one.
func drawApplied(t *rapid.T, before wire.Applied) wire.Applied {
	a := wire.Applied{Place: before.Place}
	a.Command.At = before.Command.At
	if rapid.Bool().Draw(t, "elsewhere") {
		further := func(n *uint64) { *n += rapid.Uint64Range(0, 1<<40).Draw(t, "further") }
		further(&a.Place.Turns)
		further(&a.Place.Seq)
		further(&a.Place.Points)
		further(&a.Place.Reds)
		a.Place.Held = wire.Hold(rapid.IntRange(0, 2).Draw(t, "held"))
	}
	if rapid.Bool().Draw(t, "time") {
		a.Command = wire.Command{Kind: wire.CommandAdvance, At: before.Command.At + wire.Time(rapid.Int64Range(0, 1<<40).Draw(t, "by"))}
		return a
	}
	a.Command = wire.Command{Kind: wire.CommandInput, Text: rapid.String().Draw(t, "text")}
	return a
}

// TestJournalIsSmall: an hour of a real clock, which moves every millisecond
// while an app computes, takes some tens of megabytes.
func TestJournalIsSmall(t *testing.T) {
	const ticks, bytesEach = 10_000, 12
	j := &Journal{}
	for i := range uint64(ticks) {
		j.add(wire.Applied{
			Place:   wire.Place{Turns: 32 * i, Points: 60 * i, Seq: 64 * i, Reds: 100_000 * i},
			Command: wire.Command{Kind: wire.CommandAdvance, At: wire.Time(1_000_000 * i)},
		})
	}
	size := len(j.part)
	for _, chunk := range j.chunks {
		size += len(chunk.bytes)
	}
	if size > bytesEach*ticks {
		t.Errorf("%d ticks take %d bytes, want at most %d each", ticks, size, bytesEach)
	}
}
