package page

import (
	"testing"

	"echotui/tui/film"
	"echotui/tui/film/filmtest"
)

func TestTextWithoutMarks(t *testing.T) {
	f := filmtest.Of("one", "two\n  日本  \n\nlast ")
	if got, want := written(t, "txt", f, film.Options{}), "two\n  日本\n\nlast\n"; got != want {
		t.Errorf("%q, not %q", got, want)
	}
}
