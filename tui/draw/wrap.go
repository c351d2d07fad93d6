package draw

import (
	"github.com/charmbracelet/x/ansi"
)

// Breaks is where rows begin, in bytes, when all of s is drawn in rows of a
// given width, at least 1: a newline ends a row, and so does the lack of room,
// between any two characters. One that needs more has a row to itself. The first
// row begins at 0. It reads all of s.
func Breaks(s string, width int, method ansi.Method) []int {
	w := walker{rest: s, method: method}
	breaks, used := []int{0}, 0
	for w.rest != "" {
		at := len(s) - len(w.rest)
		if w.rest[0] == '\n' {
			w.rest = w.rest[1:]
			if w.rest != "" {
				breaks = append(breaks, at+1)
			}
			used = 0
			continue
		}
		_, columns, _ := w.next()
		columns += len(w.escaped)
		w.escaped = ""
		if used > 0 && used+columns > width {
			breaks = append(breaks, at)
			used = 0
		}
		used += columns
	}
	return breaks
}
