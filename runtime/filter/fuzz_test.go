package filter

import (
	"testing"

	"echotui/runtime/trace"
)

// FuzzParse: what is read is written so that it is read as the same, what is
// wrong is pointed at, and nothing panics while facts are looked at or while
// something is completed.
func FuzzParse(f *testing.F) {
	for _, name := range []string{"expressions.txt", "mistakes.txt"} {
		for _, expr := range expressions(f, name) {
			f.Add(expr)
		}
	}
	log := echo()
	var words Vocabulary
	for i := range log {
		words.Apply(&log[i])
	}
	f.Fuzz(func(t *testing.T, expr string) {
		for cursor := range min(len(expr)+1, 50) {
			if from, _ := Complete(expr, cursor, words.Values); from < 0 || from > cursor {
				t.Fatalf("%q at %d: completed from %d", expr, cursor, from)
			}
		}
		filter, err := Parse(expr)
		if err != nil {
			wrong := err.(*Error)
			if filter != nil || wrong.Text == "" || wrong.Column() < 1 {
				t.Errorf("%q: %v", expr, err)
			}
			wrong.Render()
			return
		}
		text := filter.String()
		again, err := Parse(text)
		if err != nil {
			if len(text) > longestExpr {
				return // quotes made it longer
			}
			t.Fatalf("%q is written %q, which is wrong: %v", expr, text, err)
		}
		if again.String() != text {
			t.Errorf("%q is written %q, and that %q", expr, text, again)
		}
		set := NewSet([]*Filter{filter, again})
		w := trace.NewWorld()
		for i := range log {
			matches := filter.Match(World{w}, &log[i])
			if found := set.Match(World{w}, &log[i]); matches != (len(found) == 2) || len(found) == 1 {
				t.Errorf("%q: fact %d matches: %v, in a set %v", expr, log[i].Seq, matches, found)
			}
			w.Apply(&log[i])
		}
	})
}
