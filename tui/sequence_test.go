package tui

import (
	"fmt"
	"testing"
)

// The log as a picture, at all sizes: as it begins, in the middle with a fact
// followed, and at the end.
func TestSequence(t *testing.T) {
	for _, look := range looks {
		for _, size := range sizes[:4] {
			name := fmt.Sprintf("sequence-%dx%d-%s", size[0], size[1], look.name)
			t.Run(name, func(t *testing.T) {
				m := show(t, busyFake(), look.options, size[0], size[1])
				play(m, "esc 4 4")
				frames := []frame{snap("now", m)}
				play(m, ": '#23 enter f")
				frames = append(frames, snap("what came of a message", m))
				play(m, "esc {")
				frames = append(frames, snap("the beginning", m))
				golden(t, name, frames...)
			})
		}
	}
}
