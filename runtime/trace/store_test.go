package trace

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"echotui/runtime/codec"
	"echotui/runtime/wire"
	"echotui/runtime/wire/wiretest"

	"pgregory.net/rapid"
)

// shelf is a Store in memory that can be full, and can lose what it was given.
type shelf struct {
	mu     sync.Mutex
	pieces map[int64][]byte
	end    int64
	full   bool
}

var (
	errFull = errors.New("it is full")
	errGone = errors.New("it is gone")
)

func newShelf() *shelf { return &shelf{pieces: map[int64][]byte{}} }

func (s *shelf) Put(b []byte) (int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.full {
		return 0, errFull
	}
	s.end += 7
	s.pieces[s.end] = slices.Clone(b)
	return s.end, nil
}

func (s *shelf) Get(at int64, size int) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if b := s.pieces[at]; len(b) == size && size > 0 {
		return slices.Clone(b), nil
	}
	return nil, errGone
}

func (s *shelf) Drop(at int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.pieces, at)
}

// spillAll does all that there is to do for a log.
func spillAll(log *Log) {
	for s := log.Spilling(); s != nil; s = log.Spilling() {
		s.Do()
		log.Spilled(s)
	}
}

// stocked is a log with tiny bounds beside all facts that were added to it.
type stocked struct {
	*Log
	shelf    *shelf
	all      []wire.Event
	packings []*Packing
	moves    []*Spilling
	least    int // bytes of memory that it was left with at times
}

func (s *stocked) append(t *rapid.T) {
	facts := wiretest.Facts(t, s.Last()+1, 20)
	for round := rapid.IntRange(1, 100).Draw(t, "rounds"); round > 0; round-- { // few draws, many facts
		for i := range facts {
			facts[i].Seq = s.Last() + 1
			facts[i].Cause = min(facts[i].Cause, s.Last())
			s.all = append(s.all, facts[i])
			s.Append(facts[i])
		}
		if round%4 == 0 {
			spillAll(s.Log)
		}
	}
}

// TestStoredLogEqualsSlice compares a log that keeps next to nothing in memory
// with a slice: facts are added, packed, brought to the store, refused by it,
// let go of and read in any order.
func TestStoredLogEqualsSlice(t *testing.T) {
	stored := 0
	rapid.Check(t, func(t *rapid.T) {
		s := &stocked{Log: NewLog(1 << 30), shelf: newShelf()}
		s.fresh, s.size = rapid.IntRange(1, 5).Draw(t, "fresh"), rapid.IntRange(1, 30).Draw(t, "size")
		most := rapid.OneOf(rapid.IntRange(500, 4_000), rapid.IntRange(500, 100_000)).Draw(t, "most")
		s.least = most
		s.Bound(rapid.OneOf(rapid.Just(1<<30), rapid.IntRange(1, 500)).Draw(t, "limit"), most, s.shelf,
			rapid.OneOf(rapid.Just(int64(1<<40)), rapid.Int64Range(0, 9000)).Draw(t, "room"))
		s.append(t)
		t.Repeat(map[string]func(*rapid.T){
			"append": s.append,
			"pack": func(*rapid.T) {
				if p := s.Packing(); p != nil {
					p.Do(new(codec.Encoder))
					s.packings = append(s.packings, p)
				}
			},
			"packed": func(*rapid.T) {
				if len(s.packings) > 0 {
					s.Packed(s.packings[0])
					s.packings = s.packings[1:]
				}
			},
			"move": func(*rapid.T) {
				if m := s.Spilling(); m != nil {
					m.Do()
					s.moves = append(s.moves, m)
				}
			},
			"moved": func(*rapid.T) {
				if len(s.moves) > 0 {
					s.Spilled(s.moves[0])
					s.moves = s.moves[1:]
				}
			},
			"move all": func(*rapid.T) { spillAll(s.Log) },
			"full":     func(t *rapid.T) { s.shelf.full = rapid.Bool().Draw(t, "full") },
			"allow": func(*rapid.T) {
				if s.Refused() != nil {
					s.Allow()
				}
			},
			"settle": func(t *rapid.T) {
				s.Settle(rapid.IntRange(0, most).Draw(t, "bytes"))
				s.least = min(s.least, s.most)
			},
			"since":   s.readSome,
			"forward": func(t *rapid.T) { s.walk(t, 1) },
			"back":    func(t *rapid.T) { s.walk(t, -1) },
			"": func(t *rapid.T) {
				stored = max(stored, len(s.stored))
				s.check(t)
			},
		})
	})
	if stored == 0 {
		t.Error("no block was ever stored")
	}
}

func (s *stocked) readSome(t *rapid.T) {
	seq := rapid.IntRange(0, len(s.all)+2).Draw(t, "seq")
	limit := rapid.OneOf(rapid.IntRange(-1, 20), rapid.Just(len(s.all))).Draw(t, "limit")
	from := min(max(seq, int(s.Forgotten())), len(s.all))
	want := s.all[from:min(from+max(limit, 0), len(s.all))]
	if got := s.Since(nil, uint64(seq), limit); !wiretest.SameFacts(got, want) {
		t.Fatalf("Since(%d, %d) gave %d facts, want %d", seq, limit, len(got), len(want))
	}
}

// walk reads all facts, one by one, in a direction.
func (s *stocked) walk(t *rapid.T, step int) {
	seq := s.First()
	if step < 0 {
		seq = s.Last()
	}
	for n := int(s.Last() - s.Forgotten()); n > 0; n-- {
		if e, ok := s.At(seq); !ok || !wiretest.SameFacts([]wire.Event{e}, s.all[seq-1:seq]) {
			t.Fatalf("At(%d) = %v, %v", seq, e, ok)
		}
		seq += uint64(step)
	}
}

// check: what is counted is there, and nothing is forgotten but for a bound.
func (s *stocked) check(t *rapid.T) {
	bytes, plain, taken := len(s.stored)*storedWeight, 0, int64(0)
	for _, b := range s.blocks {
		if bytes += b.weight; b.facts != nil {
			plain += b.weight
		}
	}
	for _, b := range s.stored {
		taken += int64(b.size)
	}
	if bytes != s.bytes || plain != s.plain || taken != s.taken {
		t.Fatalf("%d, %d, %d bytes counted, but %d, %d, %d are there", s.bytes, s.plain, s.taken, bytes, plain, taken)
	}
	if pieces := len(s.shelf.pieces); pieces != len(s.stored) && len(s.moves) == 0 {
		t.Fatalf("%d pieces for %d blocks", pieces, len(s.stored))
	}
	if newest := s.newest(); newest != nil && s.plain-newest.weight > s.most/2 {
		t.Fatalf("%d bytes are not packed, of %d", s.plain, s.most)
	}
	if s.Last() != uint64(len(s.all)) || s.Last()-s.Forgotten() > uint64(max(s.limit, s.size)) {
		t.Fatalf("first %d, last %d of %d", s.First(), s.Last(), len(s.all))
	}
	if s.Forgotten() > 0 && s.limit == 1<<30 && s.room == 1<<40 && s.Last()*storedWeight <= uint64(s.least/4) {
		t.Fatalf("%d facts were forgotten for nothing", s.Forgotten())
	}
}

// TestStoredLogIsSmall: memory holds no more than it may once all is done that
// there is to do; all the rest is in the store, and can be read.
func TestStoredLogIsSmall(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		most := rapid.IntRange(50_000, 400_000).Draw(t, "most")
		log, shelf := NewLog(1<<30), newShelf()
		log.fresh, log.size = 3, 50
		log.Bound(1<<30, most, shelf, 1<<40)
		for range rapid.IntRange(1, 60).Draw(t, "batches") {
			for _, e := range wiretest.Facts(t, log.Last()+1, 20) {
				e.Text = strings.Repeat("x", rapid.SampledFrom([]int{0, 10, 1000, most / 4}).Draw(t, "length"))
				log.Append(e)
			}
			spillAll(log)
			if log.Bytes() > max(most, log.newest().weight+most/2) || log.Behind() || log.Refused() != nil {
				t.Fatalf("%d bytes of %d in %d blocks", log.Bytes(), most, len(log.blocks))
			}
		}
		if log.Forgotten() != 0 {
			t.Fatalf("%d facts were forgotten", log.Forgotten())
		}
	})
}

// facts are n ordinary facts.
func ordinary(n int) []wire.Event {
	facts := make([]wire.Event, n)
	random := rand.New(rand.NewPCG(1, 1))
	for i := range facts {
		facts[i] = wire.Event{Seq: uint64(i + 1), At: wire.Time(i * 7), Kind: wire.KindSend, Text: "text", Ref: random.Uint64()}
	}
	return facts
}

// TestStoreRefuses: what a store does not take stays in memory, which is told
// once it is more than allowed, and goes there when there is room again.
func TestStoreRefuses(t *testing.T) {
	facts := ordinary(20_000)
	log, shelf := NewLog(1<<30), newShelf()
	log.fresh, log.size = 1, 64
	log.Bound(1<<30, 64<<10, shelf, 1<<40)
	shelf.full = true
	allowed := 0
	for _, e := range facts {
		log.Append(e)
		spillAll(log)
		if log.Behind() {
			t.Fatal("somebody would wait for a store that is full")
		}
		if err := log.Refused(); err != nil {
			if !errors.Is(err, errFull) || log.Bytes() <= 64<<10*(allowed+1) {
				t.Fatalf("%v at %d bytes", err, log.Bytes())
			}
			log.Allow()
			allowed++
		}
	}
	if allowed < 2 || len(log.stored) != 0 || log.Forgotten() != 0 {
		t.Fatalf("allowed %d times, %d blocks stored, %d facts forgotten", allowed, len(log.stored), log.Forgotten())
	}
	shelf.full = false
	for seq := log.Last(); len(log.stored) == 0; seq++ {
		log.Append(wire.Event{Seq: seq + 1})
		spillAll(log)
	}
	if log.Bytes() > 64<<10 || log.more != 0 {
		t.Errorf("%d bytes when there is room again, and %d more are allowed", log.Bytes(), log.more)
	}
	if got := log.Since(nil, 0, len(facts)); !wiretest.SameFacts(got, facts) {
		t.Error("the facts are not the same")
	}
}

// TestStoreLoses: facts that cannot be read back are forgotten with all before
// them, and why is known. Nothing is read across the gap.
func TestStoreLoses(t *testing.T) {
	facts := ordinary(2000)
	for _, at := range []bool{false, true} {
		log, shelf := NewLog(1<<30), newShelf()
		log.fresh, log.size = 1, 64
		log.Bound(1<<30, 16<<10, shelf, 1<<40)
		for _, e := range facts {
			log.Append(e)
			spillAll(log)
		}
		lost := log.stored[9]
		shelf.pieces[lost.at] = nil
		if first := log.Since(nil, 0, 2000); len(first) != 9*64 || log.Lost() == nil {
			t.Fatalf("%d facts before the gap, %v", len(first), log.Lost())
		}
		if _, there := log.At(lost.first); at && there {
			t.Error("a fact that was lost is there")
		}
		want := facts[lost.first-1+64:]
		if got := log.Since(nil, 0, 2000); !wiretest.SameFacts(got, want) || log.Forgotten() != 10*64 {
			t.Errorf("%d facts after the gap, want %d", len(got), len(want))
		}
		if len(shelf.pieces) != len(log.stored) {
			t.Errorf("%d pieces for %d blocks", len(shelf.pieces), len(log.stored))
		}
	}
}

// TestReadWhileSpilling: whoever reads sees the same while others add, pack and
// move. The race detector looks on.
func TestReadWhileSpilling(t *testing.T) {
	facts := ordinary(20_000)
	log, shelf := NewLog(1<<30), newShelf()
	log.size = 64
	log.Bound(1<<30, 64<<10, shelf, 1<<40)
	var mu sync.Mutex
	var group sync.WaitGroup
	done := make(chan struct{})
	group.Go(func() { // as the packer of a loop does
		var encoder codec.Encoder
		for open := true; open; {
			select {
			case <-done:
				open = false
			default:
			}
			mu.Lock()
			p, s := log.Packing(), log.Spilling()
			mu.Unlock()
			if p != nil {
				p.Do(&encoder)
			}
			if s != nil {
				s.Do()
			}
			mu.Lock()
			if p != nil {
				log.Packed(p)
			}
			if s != nil {
				log.Spilled(s)
			}
			mu.Unlock()
		}
	})
	for _, step := range []int{1, -1} {
		group.Go(func() {
			random := rand.New(rand.NewPCG(uint64(step), 2))
			for open := true; open; {
				select {
				case <-done:
					open = false
				default:
				}
				mu.Lock()
				from := random.IntN(int(log.Last()) + 1)
				got := log.Since(nil, uint64(from), 100)
				want := facts[from:min(from+100, int(log.Last()))]
				mu.Unlock()
				if !wiretest.SameFacts(got, want) {
					t.Errorf("%d facts after %d, want %d", len(got), from, len(want))
					return
				}
			}
		})
	}
	for part := range slices.Chunk(facts, 100) {
		mu.Lock()
		log.Append(part...)
		mu.Unlock()
	}
	close(done)
	group.Wait()
	spillAll(log)
	if len(log.stored) == 0 || len(shelf.pieces) != len(log.stored) {
		t.Errorf("%d blocks are stored, and %d pieces", len(log.stored), len(shelf.pieces))
	}
}
