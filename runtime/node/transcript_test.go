package node

import (
	"flag"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the facts in testdata/transcripts/*.txtar")

// eachStory runs a test for every transcript.
func eachStory(t *testing.T, test func(t *testing.T, file string, archive *txtar.Archive)) {
	t.Helper()
	for file, archive := range transcripts(t) {
		t.Run(storyName(file), func(t *testing.T) { test(t, file, archive) })
	}
}

// eachStoryThat runs a test for every transcript that can be told in some way.
func eachStoryThat(t *testing.T, can func(name string, s story) bool, test func(t *testing.T, s story)) {
	t.Helper()
	told := 0
	for file, archive := range transcripts(t) {
		if s := newStory(archive); can(storyName(file), s) {
			told++
			t.Run(storyName(file), func(t *testing.T) { test(t, s) })
		}
	}
	if told == 0 {
		t.Fatal("no transcript can be told so")
	}
}

func storyName(file string) string { return strings.TrimSuffix(filepath.Base(file), ".txtar") }

// transcripts yields the files of all transcripts, in order, with what is in them.
func transcripts(t *testing.T) iter.Seq2[string, *txtar.Archive] {
	t.Helper()
	files, err := filepath.Glob("testdata/transcripts/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no transcripts: %v", err)
	}
	return func(yield func(string, *txtar.Archive) bool) {
		for _, file := range files {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !yield(file, archive) {
				return
			}
		}
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
