package cast

import (
	"bytes"
	"fmt"
	"io"
	"testing"
	"time"

	"echotui/tui/draw"
	"echotui/tui/film"
)

// demo is 30 seconds of a screen of 100x30 on which much changes: a log that
// scrolls, clocks and numbers.
func demo() *film.Film {
	f := &film.Film{Palette: film.Dark, Length: 30 * time.Second}
	c := draw.NewCanvas(100, 30)
	c.Fill(c.Bounds(), "│", draw.In(draw.Border))
	var before *film.Grid
	for i := range 350 {
		for y := 2; y < 15; y++ {
			n := i/3 + y
			c.Text(41, y, 58, fmt.Sprintf("%4d %d.%03ds relay  ──echo──▶ worker {data=\"hello %d\"}", n, n/7, n*143%1000, n), draw.In(draw.Name))
			c.Text(41, y, 4, fmt.Sprintf("%4d", n), draw.In(draw.Faint))
		}
		c.Text(1, 20, 38, fmt.Sprintf("messages %8d ▁▂▃▄▅▆▇█", i), draw.In(draw.Number))
		c.Text(10, 0, 20, fmt.Sprintf("fact %d/%d", i, i), draw.In(draw.Accent))
		frame := film.Frame{At: time.Duration(i) * 85 * time.Millisecond}
		frame.Grid, _ = film.SnapAfter(c, before)
		before = frame.Grid
		f.Frames = append(f.Frames, frame)
	}
	return f
}

// BenchmarkWrite writes a demo of 30 seconds. Target: 20 ms, so that recording
// and writing it take 0.2 s.
func BenchmarkWrite(b *testing.B) {
	f := demo()
	var size countWriter
	for b.Loop() {
		size = 0
		if err := Write(&size, f, Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(size), "bytes")
}

// BenchmarkRead reads it. Target: 100 ms, so that it is there at once.
func BenchmarkRead(b *testing.B) {
	var text bytes.Buffer
	if err := Write(&text, demo(), Options{}); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Read(bytes.NewReader(text.Bytes())); err != nil {
			b.Fatal(err)
		}
	}
}

type countWriter int

func (w *countWriter) Write(p []byte) (int, error) { *w += countWriter(len(p)); return len(p), nil }

var _ io.Writer = new(countWriter)
