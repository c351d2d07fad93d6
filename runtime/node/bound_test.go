package node

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"echotui/runtime/spill"
	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/runtime/wire/wiretest"
)

// leastRoom is so little memory that most facts of busyLoop's app go to the store.
const leastRoom = 400_000

// busyLoop is an app that writes so many lines that hardly become smaller when
// they are packed, each of them a few facts, and then reads.
func busyLoop(t *testing.T, lines int) *Loop {
	t.Helper()
	n := luaApp(t, "cli.lua", fmt.Sprintf(`return { main = function()
		for i = 1, %d do
			local said = {}
			for n = 1, 20 do said[n] = tostring(math.random(1, 1000000000)) end
			io.print(table.concat(said, " "))
			time.sleep("1ms")
		end
		while io.readline() do io.print("again") end
	end }`, lines))
	if err := n.Exec(cliExec, nil); err != nil {
		t.Fatal(err)
	}
	return NewLoop(n, VirtualClock, nil)
}

// store is one of temporary files, until the test ends.
func store(t *testing.T) *spill.Store {
	t.Helper()
	s := spill.New(t.TempDir())
	t.Cleanup(s.Close)
	return s
}

// sayNothing fails the test when something is said.
func sayNothing(t *testing.T) func(string) {
	return func(line string) { t.Errorf("it is said: %s", line) }
}

// TestBoundLoop: what is read from a loop whose facts are in a store is what is
// read from another one, while it runs and later, forwards and backwards.
func TestBoundLoop(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	const lines = 12_000
	whole, bound := busyLoop(t, lines), busyLoop(t, lines)
	bound.Bound(Room{Memory: leastRoom, Store: store(t), Say: sayNothing(t)})
	for _, l := range []*Loop{whole, bound} {
		go l.Run()
		defer l.Close()
	}
	var seen []wire.Event
	for ready := false; !ready; {
		select {
		case <-bound.wants:
			ready = true
		default:
		}
		seen = bound.Since(seen, uint64(len(seen)), everything)
	}
	seen = bound.Since(seen, uint64(len(seen)), everything)
	<-whole.wants
	want := facts(whole)
	if !wiretest.SameFacts(seen, want) {
		t.Fatalf("%d facts were read while it ran, want %d", len(seen), len(want))
	}
	stored := bound.live.log.Stored()
	if stored < leastRoom || bound.live.log.Bytes() > leastRoom {
		t.Errorf("%d bytes are stored, %d in memory", stored, bound.live.log.Bytes())
	}
	for seq := len(want) - 500; seq > 0; seq -= 499 {
		if got := bound.Since(nil, uint64(seq), 500); !wiretest.SameFacts(got, want[seq:seq+500]) {
			t.Fatalf("other facts follow on fact %d", seq)
		}
	}
}

// TestBoundBranches: the facts of branches that were left go to the store, but
// for little, and can be read from there.
func TestBoundBranches(t *testing.T) {
	l := busyLoop(t, 3000)
	l.Bound(Room{Memory: leastRoom, Store: store(t), Say: sayNothing(t)})
	go l.Run()
	defer l.Close()
	<-l.wants
	want := facts(l)
	for i := range 3 {
		seq := uint64(len(want) / (i + 2))
		l.Continue(seq)
		for l.Status().Branch != i+2 {
			<-l.Changed()
		}
		l.Resume()
		<-l.wants
		got := facts(l)
		if !wiretest.SameFacts(got, want) {
			t.Fatalf("branch %d has other facts: %d, want %d", i+2, len(got), len(want))
		}
	}
	l.Pause()
	l.packer.pack() // what there is to do
	memory := 0
	for _, b := range l.branches {
		memory += b.log.Bytes()
	}
	if memory > leastRoom {
		t.Errorf("all branches take %d bytes", memory)
	}
	l.Open(1)
	if !wiretest.SameFacts(facts(l), want) {
		t.Error("the first branch has changed")
	}
}

// TestBoundJournal: commands that are in a store are those that were added, in a
// journal and its clones; all but the first megabyte is there.
func TestBoundJournal(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 1))
	store := store(t)
	journal, twin := &Journal{}, &Journal{}
	var before []*Journal
	var a wire.Applied
	for len(twin.chunks) < firstChunks+20 {
		a.Place.Turns += dice.Uint64N(1 << 40)
		a.Command = wire.Command{Kind: wire.CommandAdvance, At: a.Command.At + wire.Time(dice.Int64N(1<<40))}
		if dice.IntN(5) == 0 {
			a.Command = wire.Command{Kind: wire.CommandInput, Text: fmt.Sprint(dice.Int())}
		}
		journal.add(a)
		twin.add(a)
		if dice.IntN(10_000) == 0 {
			before = append(before, journal.clone())
		}
		if len(twin.chunks) == firstChunks+10 && journal.store == nil {
			journal.keepIn(store)
		}
	}
	memory := 0
	for _, c := range journal.chunks {
		memory += len(c.bytes)
	}
	if most := firstChunks * (chunkBytes + 64); memory > most {
		t.Errorf("%d bytes are in memory, want at most %d", memory, most)
	}
	want := slices.Collect(twin.All())
	for _, j := range append(before, journal) {
		if got := slices.Collect(j.All()); len(got) != j.Len() || !wiretest.SameCommands(got, want[:len(got)]) {
			t.Errorf("a journal of %d commands holds %d, or others", j.Len(), len(got))
		}
	}
}

// TestJournalLost: a run whose commands cannot be read back is not made again as
// another one, and not without them.
func TestJournalLost(t *testing.T) {
	l := busyLoop(t, 50)
	go l.Run()
	defer l.Close()
	<-l.wants
	journal := l.node.Journal() // the loop waits for input
	journal.chunks, journal.part = []chunk{{store: &refusing{lost: true}, size: len(journal.part)}}, nil
	if all := slices.Collect(journal.All()); len(all) >= journal.Len() {
		t.Errorf("%d commands of %d when the store has burnt", len(all), journal.Len())
	}
	r, err := NewReplay(l.app, l.origin, journal)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if done, err := r.Run(^uint64(0), everything); done || err == nil || !strings.Contains(err.Error(), "cannot be read back: /tmp: it has burnt") {
		t.Errorf("done %v, %v", done, err)
	}
}

// TestPlainKeepsNoJournal: a run that nobody can go back in does not keep what
// led to it.
func TestPlainKeepsNoJournal(t *testing.T) {
	s := &Stage{Loop: busyLoop(t, 100)}
	s.packer.atOnce = true
	s.forgetSoon()
	for s.node.Now() < wire.Time(50*time.Millisecond) {
		s.work()
	}
	if n := s.node.journal.Len(); n != 0 {
		t.Errorf("%d commands are kept", n)
	}
	s.Close()
}

// refusing is a store that takes nothing while it is full, and may lose all it
// has.
type refusing struct {
	trace.Store
	full, lost bool
}

func (r *refusing) Put(b []byte) (int64, error) {
	if r.full {
		return 0, errors.New("/tmp: it is full")
	}
	return r.Store.Put(b)
}

func (r *refusing) Get(at int64, size int) ([]byte, error) {
	if r.lost {
		return nil, errors.New("/tmp: it has burnt")
	}
	return r.Store.Get(at, size)
}

// TestNoRoom: a store that is full stops time, once memory is full, too. It goes
// on when somebody says so, and nothing is lost; on a stage, so that it is known
// what has been done when.
func TestNoRoom(t *testing.T) {
	s := &Stage{Loop: busyLoop(t, 12_000)}
	s.packer.atOnce = true
	var said []string
	store := &refusing{Store: store(t), full: true}
	s.Bound(Room{Memory: leastRoom, Store: store, Say: func(line string) { said = append(said, line) }})
	full := 0
	for at := time.Duration(0); s.Loop.wanted == false; at += time.Minute {
		s.Advance(at)
		if stop := s.Status().Stop; s.Status().Paused {
			if stop == nil || stop.Text != "the log is full: /tmp: it is full" {
				t.Fatalf("it is paused: %+v", stop)
			}
			if bytes := s.live.log.Bytes(); bytes > leastRoom*(full+1)+leastRoom/2 {
				t.Fatalf("when it stops for the %d. time, the log takes %d bytes", full+1, bytes)
			}
			if full++; full == 2 {
				store.full = false
			}
			s.Resume()
		}
	}
	if full != 2 || len(said) != 1 || !strings.Contains(said[0], "its 400000 bytes of memory") || !strings.Contains(said[0], "(/tmp: it is full)") {
		t.Errorf("it was full %d times, and it is said: %q", full, said)
	}
	got := facts(s.Loop)
	if n := uint64(len(got)); n < 24_000 || got[0].Seq != 1 || s.live.log.Last() != n || s.live.log.Bytes() > leastRoom {
		t.Errorf("%d facts are left of %d, in %d bytes", n, s.live.log.Last(), s.live.log.Bytes())
	}

	store.lost = true
	rest := facts(s.Loop)
	if len(rest) == 0 || rest[0].Seq != s.live.log.First() || s.live.log.First() == 1 {
		t.Errorf("after the store has burnt there are %d facts", len(rest))
	}
	if len(said) != 2 || !strings.Contains(said[1], "are lost: they cannot be read back (/tmp: it has burnt)") {
		t.Errorf("it is said: %q", said)
	}
	s.Close()
}
