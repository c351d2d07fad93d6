package speed

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"echotui/runtime/node"
)

const everything = int(^uint(0) >> 1)

// slice is how far a stage goes at a time, in its own time.
const slice = 100 * time.Millisecond

// watched runs a load to its end with all facts kept and packed, in virtual
// time, on one goroutine. It returns how many facts there were.
func watched(b *testing.B, load map[string]string, args ...any) (facts float64) {
	s := node.NewStage(boot(b, load, args...), node.VirtualClock)
	defer s.Close()
	return toItsEnd(b, s)
}

// rest lets a load go on until nothing happens any more by itself, and returns
// when that is.
func rest(s *node.Stage) (at time.Duration) {
	for never := false; !never; {
		at += slice
		_, never = s.Advance(at)
	}
	return at
}

// toItsEnd lets a load go on to its end, and returns how many facts there were.
func toItsEnd(b *testing.B, s *node.Stage) (facts float64) {
	b.ResetTimer()
	for at := slice; !s.Status().Stopped; at += slice {
		s.Advance(at)
	}
	b.StopTimer()
	if s.Exit() != 0 {
		b.Fatalf("the load ended with status %d", s.Exit())
	}
	return float64(s.Status().Last)
}

// perSecond reports how many of something happened a second, and how many facts.
func perSecond(b *testing.B, n float64, unit string, facts float64) {
	b.ReportMetric(n/b.Elapsed().Seconds(), unit+"/s")
	b.ReportMetric(facts/b.Elapsed().Seconds(), "facts/s")
}

// BenchmarkEcho is a message to a relay, a monitored worker for it, and its
// answer. The goal is 100,000 a second one at a time, 120,000 with 64 under way.
func BenchmarkEcho(b *testing.B) {
	for _, flight := range []int{1, 64} {
		b.Run(fmt.Sprintf("flight=%d", flight), func(b *testing.B) { echoes(b, flight) })
	}
}

func echoes(b *testing.B, flight int) {
	perSecond(b, float64(b.N), "echoes", watched(b, echo, b.N, flight))
}

// BenchmarkPingPong is two processes that send a ball to and fro. The goal is a
// million messages a second.
func BenchmarkPingPong(b *testing.B) {
	perSecond(b, 2*float64(b.N), "messages", watched(b, pingpong, b.N))
}

// BenchmarkSpawn is processes that end at once. The goal is 250,000 a second.
func BenchmarkSpawn(b *testing.B) {
	perSecond(b, float64(b.N), "processes", watched(b, spawning, b.N))
}

// BenchmarkCapture runs the echo load twice, a while each in turn: with facts
// thrown away as they come, and with all of them kept and packed. "ratio" is
// how much longer the second one takes, in the median of the whiles, so what
// else the machine does happens to both. The goal is 1.15 at most.
func BenchmarkCapture(b *testing.B) { capture(b, b.N*factsOfEcho) }

// factsOfEcho is how many facts there are of an echo, about.
const factsOfEcho = 14

// capture runs the load until there are about so many facts.
func capture(b *testing.B, facts int) {
	echoes := max(1, facts/factsOfEcho)
	blind := boot(b, echo, echoes, 64)
	defer blind.Close()
	s := node.NewStage(boot(b, echo, echoes, 64), node.VirtualClock)
	defer s.Close()
	const turns = 512 // a while; the stage takes 32 in two milliseconds of its time
	at := time.Duration(0)
	runs := [2]func(){
		func() { blind.Pass(turns); blind.Take(everything) },
		func() { at += turns / 32 * 2 * time.Millisecond; s.Advance(at) },
	}
	var ratios []float64
	b.ResetTimer()
	for stopped := false; !stopped; _, stopped = blind.Stopped() {
		var took [2]time.Duration
		for i := range runs {
			i ^= len(ratios) % 2
			start := time.Now()
			runs[i]()
			took[i] = time.Since(start)
		}
		ratios = append(ratios, float64(took[1])/float64(took[0]))
	}
	b.StopTimer()
	slices.Sort(ratios)
	b.ReportMetric(ratios[len(ratios)/2], "ratio")
}

// BenchmarkTickers is processes that wake up every 0.5 to 3 seconds: the share
// of a core that a second of their time takes. The goal is 10 % for 10,000.
func BenchmarkTickers(b *testing.B) {
	for _, count := range []int{100, 1000, 10_000, 100_000} {
		b.Run(fmt.Sprintf("processes=%d", count), func(b *testing.B) { tickers(b, count) })
	}
}

func tickers(b *testing.B, count int) { tick(b, count, b.N) }

// tick measures so many seconds.
func tick(b *testing.B, count, seconds int) {
	s := node.NewStage(boot(b, ticking, count), node.VirtualClock)
	defer s.Close()
	at := rest(s) // until there are all; or most would begin late, and few be at it
	s.SetSpeed(1)
	at += 4 * time.Second // no two are in step any more
	s.Advance(at)
	b.ResetTimer()
	before := worked()
	for range seconds {
		at += time.Second
		s.Advance(at)
	}
	share := 100 * (worked() - before).Seconds() / float64(seconds)
	b.ReportMetric(share, "core-%")
	b.ReportMetric(share/float64(count)*10_000, "core-%/10000")
}
