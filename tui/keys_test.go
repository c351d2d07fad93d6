package tui

import (
	"regexp"
	"testing"
)

// Settings name actions by their IDs: each has one, and no two the same.
func TestActionIDs(t *testing.T) {
	wellFormed := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	seen := map[string]bool{}
	for _, a := range actions() {
		if !wellFormed.MatchString(a.id) {
			t.Errorf("%q (%v): the ID %q is not words joined by \"-\"", a.name, a.keys, a.id)
		}
		if seen[a.id] {
			t.Errorf("two actions have the ID %q", a.id)
		}
		seen[a.id] = true
	}
}

// actions is the table without its headings.
func actions() []action { return flat(groups()) }
