package filter

import (
	"fmt"
	"testing"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// echoes is what happens over and over in the echo app, and the world in which
// it happens.
func echoes() ([]wire.Event, *trace.World) {
	log := echo()
	w := trace.NewWorld()
	for i := range log[:20] {
		w.Apply(&log[i])
	}
	facts := append(log[10:21:21], log[8]) // one with a number
	return facts, w
}

// armed are breakpoints as people set them. None is met.
func armed(count int) []*Filter {
	var list []*Filter
	for i := range count {
		expr := []string{"kind:send topic:order%d", "to:0x0010%d", "text~\"refund +%d\"", "mailbox>%d00", "from:client%d kind:spawn"}[i%5]
		list = append(list, MustParse(fmt.Sprintf(expr, 10+i)))
	}
	return list
}

// BenchmarkSet looks at a fact of the echo app with breakpoints armed. The goal
// is at most 80 ns a fact for 100 of them: 5 % of an echo, which is some ten
// facts in 16 µs.
func BenchmarkSet(b *testing.B) {
	facts, w := echoes()
	for _, count := range []int{1, 10, 100} {
		b.Run(fmt.Sprint("armed=", count), func(b *testing.B) {
			set := NewSet(armed(count))
			ctx := Context(World{w})
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if found := set.Match(ctx, &facts[i%len(facts)]); len(found) > 0 {
					b.Fatal("a breakpoint was met")
				}
			}
		})
	}
}

// BenchmarkMatch looks at a fact with one filter, as the log does: at most 2 µs
// where words are looked for anywhere, so that 5,000 facts fit into a frame.
func BenchmarkMatch(b *testing.B) {
	facts, w := echoes()
	for _, expr := range []string{"kind:send topic:echo", "from:relay mailbox>3", `text~"hel+o"`, "hello", "(hello or world) not kind:wait t>2s"} {
		b.Run(expr, func(b *testing.B) {
			f := MustParse(expr)
			ctx := Context(World{w})
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				f.Match(ctx, &facts[i%len(facts)])
			}
		})
	}
}
