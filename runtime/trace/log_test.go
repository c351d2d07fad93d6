package trace

import (
	"reflect"
	"strings"
	"testing"

	"echotui/runtime/codec"
	"echotui/runtime/wire"
	"echotui/runtime/wire/wiretest"

	"pgregory.net/rapid"
)

// TestLogEqualsSlice compares a Log with a slice that keeps everything, whether
// blocks are packed early or late and whoever packs them.
func TestLogEqualsSlice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.OneOf(rapid.IntRange(0, 40), rapid.IntRange(2_000, 10_000)).Draw(t, "limit")
		log := NewLog(limit)
		log.fresh = rapid.IntRange(1, freshBlocks).Draw(t, "fresh")
		var all []wire.Event
		var work []*Packing
		t.Repeat(map[string]func(*rapid.T){
			"append": func(t *rapid.T) {
				var batch []wire.Event
				for range rapid.OneOf(rapid.IntRange(0, 9), rapid.IntRange(0, 3_000)).Draw(t, "count") {
					seq := uint64(len(all) + 1)
					e := wire.Event{Seq: seq, At: wire.Time(seq * 7), Text: "日本語", Args: []wire.Value{float64(seq), wire.Record("a", "b")}}
					all, batch = append(all, e), append(batch, e)
				}
				log.Append(batch...)
			},
			"lend": func(t *rapid.T) {
				if p := log.Packing(); p != nil {
					work = append(work, p)
				}
			},
			"help": func(t *rapid.T) {
				if len(work) > 0 {
					work[0].Do(new(codec.Encoder))
					log.Packed(work[0])
					work = work[1:]
				}
			},
			"since": func(t *rapid.T) {
				seq := rapid.IntRange(0, len(all)+2).Draw(t, "seq")
				limit := rapid.OneOf(rapid.IntRange(-1, 20), rapid.Just(int(^uint(0)>>1))).Draw(t, "limit")
				dst := []wire.Event{{Name: "mine"}}
				want := dst
				for _, e := range all {
					if e.Seq > uint64(seq) && e.Seq > log.Forgotten() && len(want) <= limit {
						want = append(want, e)
					}
				}
				if got := log.Since(dst, uint64(seq), limit); !reflect.DeepEqual(got, want) {
					t.Fatalf("Since(%d, %d) gave %d facts, want %d", seq, limit, len(got), len(want))
				}
			},
			"": func(t *rapid.T) { checkLog(t, log, all, max(limit, 1)) },
		})
	})
}

func checkLog(t *rapid.T, log *Log, all []wire.Event, limit int) {
	kept := int(log.Last() - log.Forgotten())
	if log.Last() != uint64(len(all)) || log.First() != log.Forgotten()+1 {
		t.Fatalf("first %d, last %d, forgotten %d of %d", log.First(), log.Last(), log.Forgotten(), len(all))
	}
	if kept > limit || kept < min(len(all), limit-limit/8) {
		t.Fatalf("keeps %d of %d facts, limit %d", kept, len(all), limit)
	}
	for _, seq := range []uint64{0, 1, log.Forgotten(), log.First(), log.Last(), log.Last() + 1} {
		e, found := log.At(seq)
		if found != (seq >= log.First() && seq <= log.Last()) || found && !reflect.DeepEqual(e, all[seq-1]) {
			t.Fatalf("At(%d) = %v, %v", seq, e, found)
		}
	}
}

func TestLogPanicsOnGap(t *testing.T) {
	for _, seq := range []uint64{0, 1, 3} {
		log := NewLog(10)
		log.Append(wire.Event{Seq: 1})
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("fact %d after fact 1 was taken", seq)
				}
			}()
			log.Append(wire.Event{Seq: seq})
		}()
	}
}

// TestLogBytes: a log never holds more bytes than it may, but for its newest
// block; it counts all it holds, and forgets the same with help and without.
func TestLogBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		most := rapid.IntRange(0, 200_000).Draw(t, "most")
		alone, helped := NewBoundedLog(1000, most), NewBoundedLog(1000, most)
		alone.fresh, helped.fresh = 2, 2
		for range rapid.IntRange(1, 60).Draw(t, "batches") {
			for _, e := range wiretest.Facts(t, alone.Last()+1, 20) {
				e.Text = strings.Repeat("x", rapid.SampledFrom([]int{0, 10, 10_000, blockBytes}).Draw(t, "length"))
				alone.Append(e)
				helped.Append(e)
				for p := helped.Packing(); p != nil && rapid.Bool().Draw(t, "help"); p = helped.Packing() {
					p.Do(new(codec.Encoder))
					helped.Packed(p)
				}
			}
			if alone.First() != helped.First() || alone.Bytes() != helped.Bytes() {
				t.Fatalf("from %d in %d bytes alone, from %d in %d bytes with help", alone.First(), alone.Bytes(), helped.First(), helped.Bytes())
			}
			if alone.Bytes() > most && len(alone.blocks) > 1 {
				t.Fatalf("%d bytes of %d in %d blocks", alone.Bytes(), most, len(alone.blocks))
			}
			sum := 0
			for _, b := range alone.blocks {
				sum += b.weight
			}
			if sum != alone.Bytes() {
				t.Fatalf("%d bytes counted, but %d are there", alone.Bytes(), sum)
			}
		}
		if a, b := alone.Since(nil, 0, 1000), helped.Since(nil, 0, 1000); !wiretest.SameFacts(a, b) {
			t.Fatal("they do not hold the same facts")
		}
	})
}

// TestLogReleases: a forgotten or packed payload is nowhere in the log any more.
func TestLogReleases(t *testing.T) {
	log := NewLog(8)
	log.fresh = 1
	for seq := range uint64(100) {
		log.Append(wire.Event{Seq: seq + 1, Text: "payload"})
	}
	log.Since(nil, 0, 100) // decodes all
	for _, e := range log.spare[:cap(log.spare)] {
		if e.Text != "" {
			t.Error("an array to be used again still holds facts")
		}
	}
	packed := 0
	for _, b := range log.blocks {
		if b.packed != nil && b.facts == nil {
			packed++
		}
	}
	if packed != len(log.blocks)-1 {
		t.Errorf("%d of %d blocks are packed", packed, len(log.blocks))
	}
}

// TestLogAfter: a log may begin after any fact, and is empty at first.
func TestLogAfter(t *testing.T) {
	log := NewLogAfter(7, 10)
	if log.First() != 8 || log.Last() != 7 || log.Forgotten() != 7 || len(log.Since(nil, 0, 9)) != 0 {
		t.Errorf("an empty log after fact 7 goes from %d to %d", log.First(), log.Last())
	}
	if _, there := log.At(7); there {
		t.Error("fact 7 is there")
	}
	log.Append(wire.Event{Seq: 8}, wire.Event{Seq: 9})
	if got := log.Since(nil, 0, 9); len(got) != 2 || got[0].Seq != 8 || log.Last() != 9 {
		t.Errorf("then it holds %+v", got)
	}
}

// TestHostileFacts: whatever facts say, a world of them can be made, and each
// has a sentence.
func TestHostileFacts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := NewWorld()
		for _, e := range wiretest.Facts(t, 1, 60) {
			if rapid.Bool().Draw(t, "known") {
				e.Kind = rapid.SampledFrom(wire.Kinds()).Draw(t, "kind")
			}
			w.Apply(&e)
			_ = Describe(w, &e)
			_ = w.Clone()
		}
	})
}
