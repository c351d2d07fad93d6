package screen

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// BenchmarkPicture makes the picture of as much output as is kept: what a jump
// costs. Target: 50 ms, with all else that a jump costs.
func BenchmarkPicture(b *testing.B) {
	s := New(80, 24)
	s.Write(lines(1200))
	for b.Loop() {
		s.picture.emulator = nil
		s.Lines()
	}
	b.ReportMetric(float64(s.tail.bytes), "bytes")
}

// BenchmarkFlood writes 5 KB a frame and looks each time. Target: a third of a
// frame, 10 ms.
func BenchmarkFlood(b *testing.B) {
	s, text := New(80, 24), lines(100)
	for b.Loop() {
		s.Write(text)
		s.Lines()
	}
	b.ReportMetric(float64(len(text)), "bytes")
}

// BenchmarkClone copies a screen on which much was written. Target: 2 µs.
func BenchmarkClone(b *testing.B) {
	s := New(80, 24)
	s.Write(lines(5000))
	b.ReportAllocs()
	for b.Loop() {
		s.Clone()
	}
}

// BenchmarkStepBack goes back over facts of which every seventh is output, as in
// the echo app, when as much is kept as there may be. Target: 16 ms in 99 of 100
// cases, with what the rest costs.
func BenchmarkStepBack(b *testing.B) {
	s := New(80, 24)
	s.Write(lines(1000))
	var moments []*Screen
	for i := range 320 {
		moments = append(moments, s.Clone())
		s.Write(fmt.Sprintf("line %d\n", i))
	}
	s.Lines()
	var times []time.Duration
	for i := 0; b.Loop(); i++ {
		begun := time.Now()
		moments[len(moments)-1-i/7%len(moments)].Lines()
		times = append(times, time.Since(begun))
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(times[len(times)*99/100].Microseconds())/1000, "p99-ms")
}

// BenchmarkWrite takes output that nobody looks at. Target: 100 MB a second of
// plain text, as fast as a log can be read.
func BenchmarkWrite(b *testing.B) {
	s := New(80, 24)
	text := "a line of plain text, as most of them are, of eighty characters or thereabouts\n"
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		s.Write(text)
	}
}
