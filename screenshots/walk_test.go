package screenshots

import (
	"errors"
	"hash/maphash"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/app"
	"echotui/runtime/node"
	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/scripts"
	"echotui/tui"
)

// walkedFacts is how many facts of an app are walked over.
const walkedFacts = 600

// record is a run that is over, as a session: nothing happens in it any more.
type record struct{ log *trace.Log }

func (r record) Since(dst []wire.Event, seq uint64, limit int) []wire.Event {
	return r.log.Since(dst, seq, limit)
}
func (r record) Status() tui.Status       { return tui.Status{Last: r.log.Last(), Stopped: true} }
func (r record) Changed() <-chan struct{} { return nil }
func (r record) Do(wire.Command)          {}
func (r record) Pause()                   {}
func (r record) Resume()                  {}
func (r record) Step()                    {}

// bootExample starts one of the apps that come along, in which nothing has
// happened yet.
func bootExample(t *testing.T, name string) *node.Node {
	t.Helper()
	files, err := scripts.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	a, err := app.Load(files, name)
	if err != nil {
		t.Fatal(err)
	}
	n, err := node.New(a, node.Config{Seed: 1, Files: files})
	if err != nil {
		t.Fatal(err)
	}
	x, err := a.ResolveExec(name, "")
	if err = errors.Join(err, n.Exec(x, nil)); err != nil {
		t.Fatal(err)
	}
	return n
}

// run lets an app do what its transcript says, and records it.
func run(t *testing.T, name string) record {
	t.Helper()
	n := bootExample(t, name)
	defer n.Close()
	transcript, err := os.ReadFile(filepath.Join("..", "scripts", name, "transcript.txt"))
	if err != nil {
		t.Fatal(err)
	}
	log := trace.NewLog(walkedFacts)
	for line := range strings.Lines(string(transcript)) {
		n.Settle(10_000)
		use(t, n, strings.TrimSuffix(line, "\n"))
		log.Append(n.Take(int(walkedFacts - log.Last()))...)
	}
	return record{log}
}

// use does what a line of a transcript says, if it says that something is to be
// done.
func use(t *testing.T, n *node.Node, line string) {
	t.Helper()
	command := wire.Command{Kind: wire.CommandInput}
	wait, waits := strings.CutPrefix(line, "$ wait ")
	typed, types := strings.CutPrefix(line, "> ")
	switch {
	case waits:
		d, err := time.ParseDuration(wait)
		if err != nil {
			t.Fatal(err)
		}
		command = wire.Command{Kind: wire.CommandAdvance, At: n.Now().Add(d)}
	case !types:
		return
	case typed == "^C":
		command = wire.Command{Kind: wire.CommandSignal, Name: "interrupt"}
	case typed == "^D":
		command.EOF = true
	default:
		command.Text = typed + "\n"
	}
	if err := n.Apply(command); err != nil {
		t.Fatal(err)
	}
}

// walker steps through a record and knows what each moment looked like.
type walker struct {
	t     *testing.T
	model *tui.Model
	seed  maphash.Seed
	seen  map[uint64]uint64 // hashes of frames, by fact
	words map[uint64]string // the frames without styles
}

func (w *walker) press(key rune) {
	w.model.Update(tea.KeyPressMsg{Code: key, Text: string(key)})
}

// look compares what a moment looks like with what it looked like before.
func (w *walker) look(fact uint64) {
	w.t.Helper()
	frame := w.model.View().Content
	hash := maphash.String(w.seed, frame)
	if was, seen := w.seen[fact]; seen && was != hash {
		w.t.Fatalf("fact %d looks like\n%s\nand looked like\n%s", fact, stripped(frame), w.words[fact])
	}
	w.seen[fact], w.words[fact] = hash, stripped(frame)
}

// Stepping all the way forward, all the way back and forward again over each
// app yields the same frames, byte for byte, whatever is shown.
func TestWalk(t *testing.T) {
	for _, example := range scripts.All() {
		t.Run(example.Name, func(t *testing.T) {
			session := run(t, example.Name)
			walk(t, session, "{")
			if example.Name == "echo" {
				walk(t, session, "4t{")  // the mailboxes
				walk(t, session, "2jj{") // a process that is selected
			}
		})
	}
}

// walk goes to the beginning by some keys and steps from there.
func walk(t *testing.T, session record, keys string) {
	t.Helper()
	last := session.log.Last()
	w := &walker{t: t, model: tui.New(session, tui.Options{}), seed: maphash.MakeSeed(),
		seen: map[uint64]uint64{}, words: map[uint64]string{}}
	w.model.Init()
	w.model.Update(tea.WindowSizeMsg{Width: 110, Height: 32})
	for _, key := range keys {
		w.press(key)
	}
	for _, step := range "nNn" {
		for i := range last {
			fact := i + 1
			if step == 'N' {
				fact = last - i
			}
			w.look(fact)
			if i < last-1 {
				w.press(step)
			}
		}
	}
	if different := distinct(w.words); len(w.seen) != int(last) || different < int(last)*9/10 {
		t.Errorf("%d facts have %d frames, of which %d differ", last, len(w.seen), different)
	}
}

func distinct(frames map[uint64]string) int {
	set := map[string]bool{}
	for _, frame := range frames {
		set[frame] = true
	}
	return len(set)
}
