package tui

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// still is a state of the screen: a session, and the keys that lead there.
type still struct {
	title string
	start func() *fake // nil: busyFake
	keys  string
	first bool // somebody is here for the first time
}

// stills are all modes, and what else the screen can look like in them.
func stills() []still {
	var list []still
	for _, p := range places {
		list = append(list, still{title: p.mode.String(), start: p.start, keys: p.keys})
	}
	return append(list,
		still{title: "nothing has happened", start: newFake},
		still{title: "no mailbox holds anything", keys: "tab : 'mailboxes enter"},
		still{title: "a lot was written", start: talkative, keys: "pgup"},
		still{title: "time stands still", start: paused, keys: "tab"},
		still{title: "a breakpoint was met", start: stoppedBefore, keys: "tab 4"},
		still{title: "the past", keys: "tab : '#30 enter"},
		still{title: "the past is played", keys: "tab : '#30 enter space"},
		still{title: "a fact is followed", keys: "tab 4 : '#46 enter f"},
		still{title: "a filter holds", keys: "tab / 'EXIT enter"},
		still{title: "a filter is wrong", keys: "tab / 'kind:sent"},
		still{title: "nothing matches", keys: "tab / 'nowhere enter"},
		still{title: "a process is unfolded", keys: "tab end enter"},
		still{title: "lanes are folded", start: crowded, keys: "tab 4 t"},
		still{title: "a pane is zoomed", keys: "tab 4 Z"},
		still{title: "somebody is new here", first: true},
		still{title: "the letters that nobody got", start: post, keys: "tab : 'mailboxes enter D"},
		still{title: "marks", keys: "tab N m a N m b }"},
		still{title: "something cannot be done", keys: "tab n"},
		still{title: "the palette at first", keys: "tab :"},
		still{title: "nothing is called so", keys: "tab : 'xyzzy"},
		still{title: "some of the help", keys: "tab ? 'filter"},
		still{title: "none of the help", keys: "tab ? 'xyzzy"},
		still{title: "the app has ended", start: endedApp, keys: "tab"},
		still{title: "the app has failed", start: failedApp},
		still{title: "the node is broken", start: brokenNode, keys: "tab"},
	)
}

// endedApp is an app that has come to its end.
func endedApp() *fake {
	f, e := busy()
	e.exit(e.cli, wire.OutcomeReturned, "", 0.0)
	e.add(wire.Event{Kind: wire.KindShutdown, Text: "the terminal process has ended"})
	e.exit(e.relay, wire.OutcomeTerminated, "shutdown")
	e.add(wire.Event{Kind: wire.KindStopped})
	f.status.Stopped = true
	return f
}

// failedApp is an app whose terminal process has failed.
func failedApp() *fake {
	f, e := busy()
	e.exit(e.cli, wire.OutcomeFailed, "app:cli:7: boom")
	e.add(wire.Event{Kind: wire.KindService, Name: "app:relay-service", N: int64(wire.StateFailed), Text: "gone"})
	e.add(wire.Event{Kind: wire.KindStopped, N: 1})
	f.status.Stopped = true
	return f
}

func brokenNode() *fake {
	f := busyFake()
	f.status.Err = "the node broke: out of memory"
	return f
}

// Every state of the screen, at all sizes: its text in both sets of glyphs and,
// cell by cell, how that looks in all themes.
func TestGallery(t *testing.T) {
	for _, size := range sizes {
		t.Run(fmt.Sprint(size[0]), func(t *testing.T) {
			var text, ascii []frame
			var styles gallery
			for _, s := range stills() {
				m := s.screen(t, size)
				text = append(text, snap(s.title, m))
				styles.add(s.title, m)
				m.options.Glyphs = &draw.ASCII
				m.settle() // what is measured when it is made is as wide as it will be
				ascii = append(ascii, snap(s.title, m))
			}
			name := fmt.Sprintf("gallery-%dx%d", size[0], size[1])
			golden(t, name+"-unicode", once(text)...)
			golden(t, name+"-ascii", once(ascii)...)
			golden(t, name+"-styles", once(styles.frames())...)
		})
	}
}

// screen is the screen in that state.
func (s still) screen(t *testing.T, size [2]int) *Model {
	t.Helper()
	start := s.start
	if start == nil {
		start = busyFake
	}
	options := Options{shell: func() string { return "" }} // also where tests have no shell
	if s.first {
		options.Hint = &shelf{}
	}
	m := show(t, start(), options, size[0], size[1])
	play(m, s.keys)
	return m
}

// once leaves out what is the same as before.
func once(frames []frame) []frame {
	first := map[string]string{}
	for i, f := range frames {
		if title, seen := first[f.text]; seen {
			frames[i].text = "the same as: " + title + "\n"
		} else {
			first[f.text] = f.title
		}
	}
	return frames
}

// gallery is how frames look: of each cell, what it is in every theme. The skins
// that there are have a letter each, and those stand in runs: "3a" is three cells
// that look alike.
type gallery struct {
	titles []string
	cells  [][][]skin // by frame and row
	names  map[skin]string
}

// skinNames are the themes in the order in which a skin tells of them.
var skinNames = [...]string{"dark", "light", "contrast", "16", "none"}

// skin is the style of a cell in each of the themes.
type skin [len(skinNames)]draw.Style

func (l skin) String() string {
	var b strings.Builder
	for i, name := range skinNames {
		fmt.Fprintf(&b, " %s: %s;", name, styleText(l[i]))
	}
	return b.String()
}

// add takes the skins of a screen.
func (g *gallery) add(title string, m *Model) {
	rows := make([][]skin, m.height)
	for y := range rows {
		rows[y] = make([]skin, m.width)
	}
	for i, name := range skinNames {
		m.options.Theme = draw.Themes()[name]
		c := picture(m)
		for y := range rows {
			for x := range rows[y] {
				_, _, rows[y][x][i] = c.At(x, y)
			}
		}
	}
	g.titles, g.cells = append(g.titles, title), append(g.cells, rows)
}

// frames are what the letters mean, and the letters of each frame.
func (g *gallery) frames() []frame {
	g.names = map[skin]string{}
	for _, rows := range g.cells {
		for _, row := range rows {
			for _, l := range row {
				g.names[l] = ""
			}
		}
	}
	skins := slices.SortedFunc(maps.Keys(g.names), func(a, b skin) int { return cmp.Compare(a.String(), b.String()) })
	var legend strings.Builder
	for i, l := range skins {
		g.names[l] = letter(i)
		fmt.Fprintf(&legend, "%s%s\n", letter(i), l)
	}
	frames := []frame{{"what the letters mean", legend.String()}}
	for i, title := range g.titles {
		frames = append(frames, frame{title, g.runs(g.cells[i])})
	}
	return frames
}

// letter is the name of skin number i: a, b, … z, A, … Z, aa, …
func letter(i int) string {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	if i < len(letters) {
		return letters[i : i+1]
	}
	return letter(i/len(letters)-1) + letter(i%len(letters))
}

// runs is the skins of a frame. Rows that look alike are told once.
func (g *gallery) runs(rows [][]skin) string {
	var b strings.Builder
	for y := 0; y < len(rows); {
		end := y + 1
		for end < len(rows) && slices.Equal(rows[end], rows[y]) {
			end++
		}
		fmt.Fprintf(&b, "%d", y+1)
		if end > y+1 {
			fmt.Fprintf(&b, "-%d", end)
		}
		for x := 0; x < len(rows[y]); {
			n := x + 1
			for n < len(rows[y]) && rows[y][n] == rows[y][x] {
				n++
			}
			fmt.Fprintf(&b, " %d%s", n-x, g.names[rows[y][x]])
			x = n
		}
		b.WriteByte('\n')
		y = end
	}
	return b.String()
}
