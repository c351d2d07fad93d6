package scripts_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/scripts"
)

var update = flag.Bool("update", false, "rewrite what follows the orders in transcript.txt, and what demos show")

// A transcript looks as a session in a terminal does.
//
//	# words for the reader
//	$ echotui run NAME   start the app
//	$ facts KIND KIND    tell facts of these kinds, too, and no others
//	$ wait 2s            let time pass while the app waits for a line
//	> TEXT               type a line; ^C and ^D are what they are on a keyboard
//
// All other lines are what follows: what the app prints, without colours, and
// facts, which begin with "·" and their time.

// TestTranscripts does what each transcript says and compares what happens.
func TestTranscripts(t *testing.T) {
	for _, example := range scripts.All() {
		t.Run(example.Name, func(t *testing.T) {
			file, was := readTranscript(t, example.Name)
			now := retell(open(t, example.Name, 1), was)
			if now == was {
				return
			}
			if !*update {
				t.Fatalf("run again with -update and look at the difference; now it is:\n%s", now)
			}
			if err := os.WriteFile(file, []byte(now), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func readTranscript(t *testing.T, name string) (file, text string) {
	t.Helper()
	file = filepath.Join(name, "transcript.txt")
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return file, string(content)
}

// retell does the orders of a transcript and returns it with what follows them.
func retell(s *session, transcript string) string {
	p := page{world: s.world}
	for line := range strings.Lines(transcript) {
		line = strings.TrimSuffix(line, "\n")
		kinds, choosing := strings.CutPrefix(line, "$ facts")
		switch {
		case choosing:
			p.kinds = strings.Fields(kinds)
		case !isOrder(line) && !strings.HasPrefix(line, "#"):
			continue
		case strings.HasPrefix(line, ">"):
			// The line that was typed stands behind the prompt.
			if p.partial != "> " {
				s.t.Errorf("%q is typed behind %q", line, p.partial)
			}
			p.partial = ""
		}
		p.text.WriteString(line + "\n")
		told := len(s.facts)
		s.use(line)
		for i := range s.facts[told:] {
			p.add(&s.facts[told+i])
		}
	}
	if status, stopped := s.node.Stopped(); stopped {
		fmt.Fprintf(&p.text, "[status %d]\n", status)
	} else {
		s.t.Error("the app has not ended")
	}
	return p.text.String()
}

// page is a transcript while it is written.
type page struct {
	text    strings.Builder
	kinds   []string // of the facts that are told
	partial string   // the line that the app has not finished, without colours
	world   *trace.World
}

func (p *page) add(e *wire.Event) {
	p.world.Apply(e)
	if slices.Contains(p.kinds, e.Kind.String()) {
		sentence := trace.Describe(p.world, e)
		fmt.Fprintf(&p.text, "· %v %s\n", time.Duration(e.At), sentence.Text())
	}
	if e.Kind == wire.KindOutput {
		p.print(e.Text)
	}
}

var (
	lineErased = regexp.MustCompile(`^.*\r\x1b\[K`)
	colours    = regexp.MustCompile(`\x1b\[[0-9;]*m`)
)

func (p *page) print(text string) {
	p.partial += colours.ReplaceAllString(text, "")
	p.partial = lineErased.ReplaceAllString(p.partial, "")
	for {
		line, rest, whole := strings.Cut(p.partial, "\n")
		if !whole {
			return
		}
		p.text.WriteString(strings.TrimRight(line, " ") + "\n")
		p.partial = rest
	}
}
