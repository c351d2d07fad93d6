package node

import (
	"regexp"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// address is longer than any name we give to an object or PID of a story.
var address = regexp.MustCompile(`0x[0-9a-f]{9,}`)

// TestNoAddress: no fact of any story tells where something lies in memory.
func TestNoAddress(t *testing.T) {
	eachStory(t, func(t *testing.T, _ string, archive *txtar.Archive) {
		if found := address.FindString(newStory(archive).session); found != "" {
			t.Errorf("a fact tells the address %s", found)
		}
	})
}
