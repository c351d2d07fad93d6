package node

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"echotui/runtime/author"
	"echotui/runtime/share"
	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// Whatever processes do, in programs that are drawn and driven in any way, the
// log makes sense (see auditor), what can be known from it is what there is,
// any of its moments can be gone to and back, the run ends when it is told to,
// and it can be made again.
//
// TestChaos and TestReplay do this to one program, which does what it is told;
// here every statement can stand inside every other.
//
//	go test ./runtime/node -run Society -rapid.checks 20000 -timeout 1h
//	go test ./runtime/node -run '^$' -fuzz Society -fuzztime 10m
func TestSociety(t *testing.T) { rapid.Check(t, societyLives) }

func FuzzSociety(f *testing.F) { author.Fuzz(f, societyLives) }

// manyFacts is after how many of them nothing is done any more but to end.
const manyFacts = 1000

func societyLives(t *rapid.T) {
	a, programs := society(t)
	d := newDriver(t, a, 1, func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "pick") })
	defer d.node.Close()
	t.Log(programs)
	auditor := newAuditor()
	look := func() {
		d.facts = append(d.facts, d.node.Take(everything)...)
		for len(auditor.log) < len(d.facts) {
			auditor.see(t, &d.facts[len(auditor.log)])
		}
		if !auditor.cutOff() {
			compareLive(t, d.node, auditor.world)
		} else if left := d.node.system.Processes(); len(left) > 0 {
			t.Fatalf("after the end there are %v", left)
		}
	}
	for range rapid.IntRange(0, 30).Draw(t, "length") {
		d.act()
		if look(); len(d.facts) > manyFacts {
			break // Go's fuzzer takes what lasts for seconds for a deadlock
		}
	}
	d.node.EndStep()
	d.node.GoOn()
	d.node.Settle(2000)
	look()
	d.signal()
	d.node.Settle(50_000)
	look()
	if _, stopped := d.node.Stopped(); !stopped {
		t.Fatal("it does not end")
	}
	auditor.end(t)
	checkReplay(t, d.node, d.facts)
	checkReplayTo(t, d, rapid.IntRange(1, len(d.facts)).Draw(t, "fact"))
	checkMoments(t, d.facts)
}

// cutOff reports whether somebody did not wait for the end: then the node has
// stopped at once, and no fact tells of those who lived.
func (a *auditor) cutOff() bool {
	if !a.stopped {
		return false
	}
	last := a.log[len(a.log)-1]
	return last.Cause > 0 && a.log[last.Cause-1].Kind == wire.KindSignal
}

// compareLive holds the world that facts make against the node they are of.
func compareLive(t *rapid.T, n *Node, w *trace.World) {
	t.Helper()
	live := 0
	for _, pid := range n.system.Processes() {
		p, known := n.system.Process(pid), w.Process(pid)
		if known == nil || known.Ended {
			t.Fatalf("%s lives, and the world knows %+v", pid, known)
		}
		live++
		is := fmt.Sprintf("%d waiting, %d coroutines, trap %t, names %q", p.Waiting(), len(p.Tasks()), p.Trap(), sorted(p.Names()))
		told := fmt.Sprintf("%d waiting, %d coroutines, trap %t, names %q", known.Mailbox.Len, len(known.Coroutines), known.Trap, sorted(known.Names))
		if is != told {
			t.Fatalf("%s has %s; the world tells %s", pid, is, told)
		}
	}
	if w.Live != live {
		t.Fatalf("%d live, and the world tells %d", live, w.Live)
	}
}

func sorted(list []string) []string { return slices.Sorted(slices.Values(list)) }

// checkMoments goes to moments of a log, back and forth, and expects to find what
// a fold from the beginning finds.
func checkMoments(t *rapid.T, facts []wire.Event) {
	t.Helper()
	log := trace.NewLog(len(facts))
	log.Append(facts...)
	h := trace.NewHistory(log, trace.NewWorld(), rapid.SampledFrom([]int{0, 100 << 10, 1 << 20}).Draw(t, "budget"))
	for h.Follow(100) {
	}
	for range 10 {
		seq := rapid.Uint64Range(0, uint64(len(facts))).Draw(t, "moment")
		for range rapid.IntRange(0, 3).Draw(t, "back") {
			found, at := h.At(seq)
			folded := trace.NewWorld()
			for i := range facts[:seq] {
				folded.Apply(&facts[i])
			}
			if is, was := picture(found), picture(folded); at != seq || is != was {
				t.Fatalf("moment %d is %d: %s", seq, at, difference(was, is))
			}
			seq = max(seq, 1) - 1
		}
	}
}

// picture tells a world in words.
func picture(w *trace.World) string {
	var b strings.Builder
	fmt.Fprintln(&b, w.Seq, w.At, w.Live, w.Ready, w.Waiting, w.Boxes, w.Spawned, w.Lost, w.Losses, w.Ended, w.Stopped, w.Status)
	for _, s := range w.Services {
		fmt.Fprintln(&b, s.ID, s.State, s.PID, s.Text, s.Made, s.Told)
	}
	for _, host := range w.Hosts {
		fmt.Fprintln(&b, host.ID, host.State, host.Gone)
		family(&b, w, w.Roots(host), 1)
	}
	for _, l := range w.Dead {
		fmt.Fprintln(&b, "letter", l.Ref, l.From, l.Topic, l.To, l.Why, l.Lost)
	}
	return b.String()
}

func family(b *strings.Builder, w *trace.World, siblings trace.Siblings, depth int) {
	for _, p := range siblings.From(0) {
		fmt.Fprintln(b, strings.Repeat(" ", depth), p.PID, p.Entry, p.Names, tied(p), p.Trap, p.Started, p.Ended, p.Outcome, p.Error, p.Reds, p.Sent, p.Received, p.Last)
		for _, m := range p.Mailbox.Messages {
			fmt.Fprintln(b, strings.Repeat(" ", depth), "message", m.Ref, m.Topic)
		}
		for _, c := range p.Coroutines {
			fmt.Fprintln(b, strings.Repeat(" ", depth), "coroutine", c.Co, c.Name, c.Waiting, c.On, c.For, c.Since, c.Until)
		}
		family(b, w, w.Children(p), depth+1)
	}
}

// tied is the numbers of those that a process has to do with.
func tied(p *trace.Process) (numbers [3][]uint64) {
	for i, set := range []share.Set{p.Ties.Links, p.Ties.Watches, p.Ties.Watchers} {
		for place := range set.Len() {
			numbers[i] = append(numbers[i], set.At(place))
		}
	}
	return numbers
}
