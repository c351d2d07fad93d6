package trace

import (
	"reflect"
	"testing"

	"echotui/runtime/wire"

	"pgregory.net/rapid"
)

// TestLogEqualsSlice compares a Log with a slice that keeps everything.
func TestLogEqualsSlice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.OneOf(rapid.IntRange(0, 40), rapid.IntRange(2_000, 10_000)).Draw(t, "limit")
		log := NewLog(limit)
		var all []wire.Event
		t.Repeat(map[string]func(*rapid.T){
			"append": func(t *rapid.T) {
				var batch []wire.Event
				for range rapid.OneOf(rapid.IntRange(0, 9), rapid.IntRange(0, 3_000)).Draw(t, "count") {
					seq := uint64(len(all) + 1)
					e := wire.Event{Seq: seq, At: wire.Time(seq * 7), Args: []wire.Value{float64(seq)}}
					all, batch = append(all, e), append(batch, e)
				}
				log.Append(batch...)
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
