package typed

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/yuin/gopher-lua/parse"
)

var update = flag.Bool("update", false, "rewrite the right side of testdata/*.txt")

// A story is one section of a file in testdata: a title, and under it typed
// Lua on the left of a bar and what Erase makes of it on the right, line by
// line. Where Erase fails, the right side is the error alone.
type story struct {
	title string
	typed []string
	plain []string
}

const bar = "│"

func readStories(t testing.TB, path string) []story {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var stories []story
	for number, line := range strings.Split(string(content), "\n") {
		left, right, row := strings.Cut(line, bar)
		switch {
		case row && len(stories) > 0:
			s := &stories[len(stories)-1]
			s.typed = append(s.typed, strings.TrimRight(left, " "))
			s.plain = append(s.plain, strings.TrimPrefix(right, " "))
		case strings.HasPrefix(line, "# "):
			stories = append(stories, story{title: line[2:]})
		case line != "":
			t.Fatalf("%s:%d: neither a title, nor a row with a bar: %q", path, number+1, line)
		}
	}
	return stories
}

// tell runs Erase and gives the right side.
func (s story) tell(t *testing.T) []string {
	t.Helper()
	plain, err := Erase(strings.Join(s.typed, "\n"))
	rows := make([]string, len(s.typed))
	if err != nil {
		var mistake *Error
		if !errors.As(err, &mistake) {
			t.Fatalf("%s: not an *Error: %v", s.title, err)
		}
		if mistake.Line < 1 || mistake.Line > len(rows) {
			t.Fatalf("%s: no such line: %v", s.title, err)
		}
		rows[mistake.Line-1] = "! " + err.Error()
		return rows
	}
	if _, err := parse.Parse(strings.NewReader(plain), s.title); err != nil {
		t.Errorf("%s: the compiler refuses the result: %v", s.title, err)
	}
	if again, err := Erase(plain); err != nil || again != plain {
		t.Errorf("%s: erasing twice differs: %q, %v", s.title, again, err)
	}
	lines := strings.Split(plain, "\n")
	if len(lines) != len(rows) {
		t.Fatalf("%s: %d lines became %d", s.title, len(rows), len(lines))
	}
	for i, line := range lines {
		rows[i] = strings.TrimRight(line, " ")
	}
	return rows
}

func (s story) format(plain []string) string {
	width := 0
	for _, line := range s.typed {
		width = max(width, utf8.RuneCountInString(line))
	}
	var out strings.Builder
	out.WriteString("# " + s.title + "\n")
	for i, line := range s.typed {
		padding := strings.Repeat(" ", width-utf8.RuneCountInString(line))
		out.WriteString(strings.TrimRight(line+padding+" "+bar+" "+plain[i], " ") + "\n")
	}
	return out.String()
}

func TestStories(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	for _, path := range paths {
		var sections []string
		for _, s := range readStories(t, path) {
			rows := s.tell(t)
			sections = append(sections, s.format(rows))
			for i := range rows {
				if !*update && rows[i] != s.plain[i] {
					t.Errorf("%s: %s: line %d\ntyped %s\ngot   %s\nwant  %s", path, s.title, i+1, s.typed[i], rows[i], s.plain[i])
				}
			}
		}
		if *update {
			if err := os.WriteFile(path, []byte(strings.Join(sections, "\n")), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
