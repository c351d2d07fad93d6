package node

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the facts in testdata/transcripts/*.txtar")

// eachStory runs a test for every transcript.
func eachStory(t *testing.T, test func(t *testing.T, name string, archive *txtar.Archive)) {
	t.Helper()
	files, err := filepath.Glob("testdata/transcripts/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no transcripts: %v", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			test(t, name, archive)
		})
	}
}

// TestTranscripts does what the session of each archive says and compares the
// facts with those in it.
func TestTranscripts(t *testing.T) {
	eachStory(t, func(t *testing.T, name string, archive *txtar.Archive) {
		s := newStory(archive)
		now := s.play(&player{node: s.node(t)})
		if now == s.session {
			return
		}
		if !*update {
			t.Errorf("run again with -update and look at the difference; now it is:\n%s", difference(s.session, now))
			return
		}
		for i := range archive.Files {
			if archive.Files[i].Name == "session" {
				archive.Files[i].Data = []byte(now)
			}
		}
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	})
}

// difference is what comes after the lines that are equal.
func difference(old, now string) string {
	was, is := strings.SplitAfter(old, "\n"), strings.SplitAfter(now, "\n")
	for len(was) > 0 && len(is) > 0 && was[0] == is[0] {
		was, is = was[1:], is[1:]
	}
	const shown = 12
	return "was:\n" + strings.Join(was[:min(shown, len(was))], "") + "is:\n" + strings.Join(is[:min(shown, len(is))], "")
}
