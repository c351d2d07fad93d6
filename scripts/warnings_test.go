package scripts_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"echotui/runtime/watch"
	"echotui/scripts"
)

// provoked is what somebody brings about on purpose in the transcript of an
// app, to see how that copes.
var provoked = map[string][]string{
	// The store is sent to sleep, and then asked.
	"keyvalue": {"no answer: got no answer to \"set\" from store 0x00002 in time",
		"no answer: got no answer to \"get\" from store 0x00002 in time"},
	// The counter is crashed, and asked before it is back.
	"restarts": {"dead letter: sent \"count\" to \"counter\", and nobody was there",
		"dead letter: sent \"crash\" to \"counter\", and nobody was there"},
}

// TestWarnings: nothing is wrong with the apps but what was provoked, whatever
// the seed, whichever way time passes.
func TestWarnings(t *testing.T) {
	for _, example := range scripts.All() {
		t.Run(example.Name, func(t *testing.T) {
			_, transcript := readTranscript(t, example.Name)
			for seed := int64(1); seed <= 4; seed++ {
				s := open(t, example.Name, seed)
				if seed%2 == 0 {
					s.rest = realtime(rand.New(rand.NewPCG(uint64(seed), 0)))
				}
				follow(s, transcript)
				s.node.Close()
				got := warnings(s)
				if want := provoked[example.Name]; !slices.Equal(got, want) {
					t.Errorf("seed %d: it warns of\n%q\nand should of\n%q", seed, got, want)
				}
			}
		})
	}
}

func warnings(s *session) (list []string) {
	w := watch.New()
	for i := range s.facts {
		w.Apply(&s.facts[i])
	}
	for _, warning := range w.Warnings {
		text, _, _ := strings.Cut(warning.Text, "; it was not even read") // that depends on the clock
		list = append(list, warning.Kind.String()+": "+text)
	}
	return list
}
