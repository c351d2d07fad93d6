package record_test

import (
	"os"
	"testing"
)

// thirtySeconds is a demo of half a minute in which somebody types.
const thirtySeconds = `
App echo
Wait
Type "hello world" Enter
Sleep 2s
Type "and again" Enter
Sleep 2s
Escape
Type "4" Down@200ms 5 Up@200ms 5
Type "t" Sleep 3s
Type "T" Sleep 1s
Space Sleep 1s
Type "nnnnnnnnNNNNN" Sleep 1s
Space Sleep 5s
Escape Type "1"
Type "one more line to echo" Enter
Sleep 8s
`

// BenchmarkPlay makes a film of half a minute.
func BenchmarkPlay(b *testing.B) {
	script := parse(b, thirtySeconds)
	for b.Loop() {
		take, err := play(script)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(take.Film.Length.Seconds(), "s-of-film")
		b.ReportMetric(float64(len(take.Film.Frames)), "frames")
	}
}

// BenchmarkRecord makes the files of that film, from the tape on. The goals are
// 0.2 s for the cast, 1 s more for the GIF and 0.5 s more for the SVG.
func BenchmarkRecord(b *testing.B) {
	for _, kind := range []string{"cast", "gif", "svg"} {
		b.Run(kind, func(b *testing.B) {
			name := written(b, "Set FontSize 16\nSet Padding 10\n"+thirtySeconds)
			s, _ := studio()
			for b.Loop() {
				if _, err := s.Record(name, []string{"demo." + kind}); err != nil {
					b.Fatal(err)
				}
			}
			info, err := os.Stat("demo." + kind)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(info.Size())/1000, "kB")
		})
	}
}

// BenchmarkHour waits for an hour.
func BenchmarkHour(b *testing.B) {
	script := parse(b, "App echo\nSleep 1h")
	for b.Loop() {
		if _, err := play(script); err != nil {
			b.Fatal(err)
		}
	}
}
