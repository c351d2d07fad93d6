package screen

import "testing"

// BenchmarkPicture makes the picture of as much output as is kept: what a step
// back over a line of output costs at most. Target: below 50 ms.
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
