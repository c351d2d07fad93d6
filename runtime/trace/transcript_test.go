package trace

import (
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"echotui/runtime/wire"
)

var update = flag.Bool("update", false, "rewrite the answers in testdata/*.txt")

// TestTranscripts folds the facts of each file and compares what the world
// looks like at every question, a line that begins with "?".
func TestTranscripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no transcripts: %v", err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			old, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			now := transcript(string(old))
			if *update {
				err = os.WriteFile(name, []byte(now), 0o644)
			} else if now != string(old) {
				t.Errorf("run again with -update and look at the difference; now it is:\n%s", now)
			}
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}

// transcript answers the questions anew; everything else stays.
func transcript(text string) string {
	var out strings.Builder
	story := teller{world: NewWorld()}
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		switch {
		case strings.HasPrefix(line, "  "):
			continue // an old answer
		case strings.HasPrefix(line, "? "):
			out.WriteString(line + "\n" + story.answer(split(line[2:])))
			continue
		case line != "" && line[0] != '#':
			story.apply(line)
		}
		out.WriteString(line + "\n")
	}
	return out.String()
}

type teller struct {
	notation
	world *World
	told  []wire.Event // since the last question for sentences

	before []wire.Event // that question was about these
}

// apply takes a fact. "repeat 9" in front of it makes nine of it, in which %
// is the number of the repetition, from 1.
func (s *teller) apply(line string) {
	for _, line := range repeated(line) {
		e := s.fact(line)
		s.world.Apply(&e)
		s.told = append(s.told, e)
	}
}

func repeated(line string) []string {
	rest, found := strings.CutPrefix(line, "repeat ")
	if !found {
		return []string{line}
	}
	count, rest, _ := strings.Cut(rest, " ")
	var lines []string
	for i := range must(strconv.Atoi(count)) {
		lines = append(lines, strings.ReplaceAll(rest, "%", strconv.Itoa(i+1)))
	}
	return lines
}

func (s *teller) answer(words []string) string {
	switch words[0] {
	case "node":
		return nodePicture(s.world)
	case "tree":
		return treePicture(s.world)
	case "mailbox":
		pid, _ := pidOf(words[1])
		return mailboxPicture(s.world, s.world.Process(pid))
	case "dead":
		return deadPicture(s.world)
	case "stats":
		return statsPicture(s.world)
	case "sentences":
		return s.sentences(Sentence.Text)
	case "words":
		return s.sentences(Sentence.Words)
	}
	panic("no answer to " + words[0])
}

// sentences tells the facts since the last question that were not told in this
// way.
func (s *teller) sentences(how func(Sentence) string) string {
	var p page
	if len(s.told) == 0 {
		s.told = s.before
	}
	for i := range s.told {
		p.line(0, "%s", how(Describe(s.world, &s.told[i])))
	}
	s.told, s.before = nil, s.told
	return p.String()
}
