package tui

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"echotui/runtime/wire"
	"echotui/tui/draw"
)

var update = flag.Bool("update", false, "write the golden frames anew")

// golden compares frames with those in testdata/name.golden. Each has a title.
func golden(t *testing.T, name string, frames ...frame) {
	t.Helper()
	var b strings.Builder
	for _, f := range frames {
		fmt.Fprintf(&b, "=== %s\n%s\n", f.title, f.text)
	}
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != b.String() {
		t.Errorf("%s differs; go test ./tui -update writes it anew. Now:\n%s", path, b.String())
	}
}

type frame struct{ title, text string }

// snap takes the screen as it is.
func snap(title string, m *Model) frame { return frame{title, plain(m)} }

var sizes = [][2]int{{200, 60}, {110, 32}, {80, 24}, {40, 12}, {20, 6}}

var looks = []struct {
	name    string
	options Options
}{
	{"unicode", Options{}},
	{"ascii", Options{Theme: &draw.NoColour, Glyphs: &draw.ASCII}},
}

// Frames of a busy app at all sizes; where one pane is shown at a time, all of
// them in turn.
func TestFrames(t *testing.T) {
	for _, look := range looks {
		for _, size := range sizes {
			name := fmt.Sprintf("%dx%d-%s", size[0], size[1], look.name)
			t.Run(name, func(t *testing.T) {
				f, _ := busy()
				m := show(t, f, look.options, size[0], size[1])
				write(m, "and then?")
				frames := []frame{snap("prompt", m)}
				for _, key := range []string{"tab", "tab", "tab", "t", "t"} {
					press(m, key)
					if m.layout.shape == shapeSingle {
						frames = append(frames, snap(m.paneTitle(m.focus), m))
					}
				}
				golden(t, name, frames...)
			})
		}
	}
}

// What a pane says when it has nothing to show.
func TestFramesEmpty(t *testing.T) {
	for _, look := range looks {
		m := show(t, newFake(), look.options, 110, 32)
		frames := []frame{snap("nothing has happened", m)}
		press(m, "4 4 4")
		frames = append(frames, snap("mailboxes", m))
		golden(t, "empty-"+look.name, frames...)
	}
}

// The states of the screen that the others do not show.
func TestFramesStates(t *testing.T) {
	for _, size := range sizes[1:4] {
		t.Run(fmt.Sprint(size[0]), func(t *testing.T) {
			f, e := busy()
			m := show(t, f, Options{}, size[0], size[1])
			press(m, "tab 4 / e c h o")
			frames := []frame{snap("typing a filter", m)}
			press(m, "enter up up right")
			frames = append(frames, snap("details of a fact", m))
			press(m, "esc 2 end enter")
			frames = append(frames, snap("details of a process", m))
			press(m, ": # 3 0 enter m a n n m b N")
			frames = append(frames, snap("the past, with marks", m))
			press(m, ":")
			frames = append(frames, snap("typing a place", m))
			press(m, "esc } space ?")
			frames = append(frames, snap("paused, with help", m))
			press(m, "esc space 1")
			e.exit(e.cli, wire.OutcomeFailed, "app:cli:7: boom")
			e.add(wire.Event{Kind: wire.KindShutdown, N: 1, Text: "the terminal process ended"})
			e.add(wire.Event{Kind: wire.KindService, Name: "app:relay-service", N: int64(wire.StateFailed), Text: "gone"})
			e.exit(e.relay, wire.OutcomeTerminated, "shutdown")
			e.add(wire.Event{Kind: wire.KindStopped, N: 1})
			f.set(func(s *Status) { s.Stopped = true })
			refresh(m)
			frames = append(frames, snap("ended", m))
			f.set(func(s *Status) { s.Err = "the node broke: out of memory" })
			refresh(m)
			frames = append(frames, snap("broken", m))
			golden(t, fmt.Sprintf("states-%dx%d", size[0], size[1]), frames...)
		})
	}
}

// Everything a program chooses is full of bytes that terminals obey.
func TestFramesHostile(t *testing.T) {
	const evil = "\x1b[2J\x1b]0;owned\x07\x00\r\n\u202e\xff\u200bé"
	f := newFake()
	s := f.script
	s.add(wire.Event{Kind: wire.KindBoot, Name: evil, Text: evil})
	s.host(evil, "process.host")
	p := s.spawn(wire.PID{}, evil, "app:"+evil, wire.SpawnTerminal, evil, evil)
	q := s.spawn(p, evil, "app:worker", wire.SpawnMonitored, "", evil)
	s.start(p)
	s.start(q)
	s.add(wire.Event{Kind: wire.KindRegister, PID: p, Name: evil})
	s.print(p, evil+"after\n")
	s.send(p, q, evil, evil, wire.Record(evil, evil))
	s.add(wire.Event{Kind: wire.KindCoroutine, PID: p, Co: 1, Name: evil, Text: evil})
	s.add(wire.Event{Kind: wire.KindLog, PID: p, Text: evil, N: int64(wire.LevelError), Name: evil,
		Args: []wire.Value{wire.Record(evil, 1.0)}})
	s.wait(p, 0, evil, evil, 0, 1)
	s.add(wire.Event{Kind: wire.KindService, Name: evil, N: int64(wire.StateFailed), Text: evil})
	s.exit(q, wire.OutcomeFailed, evil+"\nstack")
	s.send(p, p, evil, evil)
	m := show(t, f, Options{}, 110, 32)
	frames := []frame{snap("panes", m)}
	press(m, "tab 4 end k k right")
	frames = append(frames, snap("details of a fact", m))
	press(m, "4 4 down right")
	frames = append(frames, snap("a message", m))
	for _, f := range frames {
		for _, r := range f.text {
			if r < ' ' && r != '\n' || r == 0x7f || r == 0x202e || r == 0x200b {
				t.Errorf("%s: %q reaches the screen", f.title, r)
			}
		}
	}
	golden(t, "hostile", frames...)
}

// A long log, a long tree and a long mailbox are shown in part, and nothing
// jumps when more is added.
func TestFramesLong(t *testing.T) {
	f, e := newEcho()
	for i := range 3000 {
		e.spawn(e.relay, processes, "app:worker", wire.SpawnMonitored, "", float64(i))
		e.send(e.cli, e.relay, "echo", wire.Record("data", strings.Repeat("長い", i%40)))
	}
	m := show(t, f, Options{}, 110, 32)
	press(m, "tab end")
	frames := []frame{snap("ends", m)}
	press(m, "pgup 4 home pgdown down")
	for range 100 {
		e.pass(time.Second)
		e.spawn(e.relay, processes, "app:worker", wire.SpawnMonitored, "")
	}
	refresh(m)
	frames = append(frames, snap("a page up, a page down, and more has happened", m))
	press(m, "4 4 end")
	frames = append(frames, snap("mailboxes", m))
	golden(t, "long", frames...)
}
