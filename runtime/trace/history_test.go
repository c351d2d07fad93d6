package trace

import (
	"math/rand/v2"
	"slices"
	"testing"

	"echotui/runtime/wire"

	"pgregory.net/rapid"
)

// TestEchoLogIsSound: the log that histories are measured with is one that a
// node could have written.
func TestEchoLogIsSound(t *testing.T) {
	w := NewWorld()
	for _, e := range echoes(20_000) {
		w.Apply(&e)
	}
	waiting := 0
	for _, p := range w.processes.All() {
		waiting += p.Mailbox.Len
	}
	if w.Live < 3 || w.Live > 8 || w.Missed > 0 || waiting > 8 || w.Process(echoRelay).Received < 2000 || len(w.Stats) != 1 {
		t.Errorf("%d live, %d missed, %d waiting, %d series", w.Live, w.Missed, waiting, len(w.Stats))
	}
}

// TestHistoryEqualsFold jumps to 10,000 random moments of a log, with a budget
// that leaves a handful of checkpoints.
func TestHistoryEqualsFold(t *testing.T) {
	const facts, jumps, budget = 8_000, 10_000, 150 << 10
	random := rand.New(rand.NewPCG(1, 2))
	moments := make([]uint64, jumps)
	for i := range moments {
		moments[i] = random.Uint64N(facts + 1)
	}
	log := NewLog(facts)
	log.Append(echoes(facts)...)
	want := folded(echoes(facts), moments)
	h := NewHistory(log, NewWorld(), budget)
	for h.Follow(1000) {
	}
	if n := len(h.points); n < 4 || n > 40 || h.weight > budget {
		t.Errorf("%d checkpoints weigh %d, the budget is %d", n, h.weight, budget)
	}
	for _, seq := range moments {
		if w, at := h.At(seq); at != seq || dumped(w) != want[seq] {
			t.Fatalf("moment %d is %d, with\n%s\nand should be\n%s", seq, at, dumped(w), want[seq])
		}
	}
}

// folded is the dumps of the worlds at some moments, made by one fold from the
// start.
func folded(log []wire.Event, moments []uint64) map[uint64]string {
	w := NewWorld()
	dumps := map[uint64]string{0: dumped(w)}
	moments = slices.Clone(moments)
	slices.Sort(moments)
	for _, seq := range slices.Compact(moments) {
		for w.Seq < seq {
			w.Apply(&log[w.Seq])
		}
		dumps[seq] = dumped(w)
	}
	return dumps
}

// TestHistoryOfAnyLife lets a node do random things and looks at random moments
// meanwhile, by jumps and by steps, while the log forgets the oldest facts.
func TestHistoryOfAnyLife(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := newViewer(t)
		t.Repeat(map[string]func(*rapid.T){
			"live": v.live,
			"jump": func(t *rapid.T) { v.look(t, rapid.Uint64Range(0, v.head()+2).Draw(t, "moment")) },
			"seek": func(t *rapid.T) { v.seek(t, rapid.Uint64Range(0, v.head()+2).Draw(t, "moment")) },
			"back": func(t *rapid.T) {
				for range rapid.IntRange(1, 8).Draw(t, "steps") {
					v.look(t, v.at-min(v.at, 1))
				}
			},
			"forward": func(t *rapid.T) {
				for range rapid.IntRange(1, 8).Draw(t, "steps") {
					v.look(t, v.at+1)
				}
			},
		})
	})
}

// viewer looks at a life by its history, and knows how it really was.
type viewer struct {
	life    *life
	log     *Log
	history *History[*World]
	taken   []wire.Event // what the history got to see
	at      uint64       // the moment looked at last
}

func newViewer(t *rapid.T) *viewer {
	v := &viewer{life: newLife(), log: NewLog(rapid.SampledFrom([]int{1, 300, 100_000}).Draw(t, "limit"))}
	v.history = NewHistory(v.log, NewWorld(), rapid.SampledFrom([]int{0, 200 << 10, 1 << 20}).Draw(t, "budget"))
	v.history.space, v.history.near = rapid.Uint64Range(1, 50).Draw(t, "space"), rapid.Uint64Range(1, 20).Draw(t, "near")
	v.history.due = v.history.near
	return v
}

// live lets some facts happen, and the history follow. Where the log keeps less
// than what happens at once, facts are missed.
func (v *viewer) live(t *rapid.T) {
	from := len(v.life.log)
	v.life.live(t)
	for fresh := v.life.log[from:]; len(fresh) > 0; {
		n := rapid.IntRange(1, len(fresh)).Draw(t, "piece")
		v.log.Append(fresh[:n]...)
		fresh = fresh[n:]
		v.taken = v.log.Since(v.taken, v.head(), n)
		limit := rapid.IntRange(1, 100).Draw(t, "limit")
		for v.history.Follow(limit) {
		}
	}
}

func (v *viewer) head() uint64 {
	if len(v.taken) == 0 {
		return 0
	}
	return v.taken[len(v.taken)-1].Seq
}

// look compares a moment with a fold from the start.
func (v *viewer) look(t *rapid.T, seq uint64) {
	w, at := v.history.At(seq)
	if _, head := v.history.Head(); head != v.head() {
		t.Fatalf("the head is at fact %d, not %d", head, v.head())
	}
	if want := min(max(seq, v.history.Oldest()), v.head()); at != want || w.Seq != want {
		t.Fatalf("moment %d is %d and says %d, should be %d", seq, at, w.Seq, want)
	}
	want := NewWorld()
	for i := range v.taken {
		if v.taken[i].Seq <= at {
			want.Apply(&v.taken[i])
		}
	}
	if got, want := dumped(w), dumped(want); got != want {
		t.Fatalf("moment %d is\n%s\nand should be\n%s", at, got, want)
	}
	v.at = at
}

// seek goes to a moment in pieces, and turns to another on the way now and then.
// What was looked at last stays as it is.
func (v *viewer) seek(t *rapid.T, seq uint64) {
	before, _ := v.history.At(v.at)
	was := dumped(before)
	_, last := v.history.Head()
	for there := false; !there; {
		pieces := rapid.IntRange(0, 3).Draw(t, "pieces")
		var at uint64
		if _, at, there = v.history.Seek(seq, func() bool { pieces--; return pieces >= 0 }); !there && (at > seq || at > last) {
			t.Fatalf("on the way to %d it is at %d", seq, at)
		}
		if !there && rapid.IntRange(0, 5).Draw(t, "turn") == 0 {
			seq = rapid.Uint64Range(0, last+2).Draw(t, "other")
		}
	}
	if got := dumped(before); got != was {
		t.Fatalf("moment %d was\n%s\nand is now\n%s", v.at, was, got)
	}
	v.look(t, seq)
}

// TestHistoryLeavesThePast: who only looks at the present for a while does not
// keep what leads to where he was in the past; who looks there again in time
// does, and finds the same moment in any case.
func TestHistoryLeavesThePast(t *testing.T) {
	const past = 3_000
	facts := echoes(past + 3*mostSpace)
	log := NewLog(len(facts))
	h := NewHistory(log, NewWorld(), 1<<20)
	present := func(n int) {
		for ; n > 0; n-- {
			h.Append(&facts[h.head.seq])
			log.Append(facts[h.head.seq-1])
			h.At(h.head.seq)
		}
	}
	present(2 * past)
	want, _ := h.At(past)
	dump := dumped(want)
	present(mostSpace)
	if h.cursor == nil || len(h.trail) == 0 {
		t.Error("the way to the past is forgotten too soon")
	}
	h.At(past)
	present(mostSpace)
	if h.cursor == nil {
		t.Error("the way to the past is forgotten although it was asked for")
	}
	present(2)
	if h.cursor != nil || h.trail != nil {
		t.Errorf("the way to fact %d is kept, after %d facts", past, h.head.seq)
	}
	if w, at := h.At(past); at != past || dumped(w) != dump {
		t.Errorf("moment %d is %d, with\n%s\nand was\n%s", past, at, dumped(w), dump)
	}
}
