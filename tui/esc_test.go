package tui

import (
	"testing"

	"pgregory.net/rapid"
)

// levels is how deep somebody is in: what lies over the panes, and what of the
// log's pane is not as it is at first.
func levels(m *Model) int {
	n := 0
	for _, level := range []bool{
		m.help.open,
		m.help.open && m.help.editor.text() != "",
		m.over != 0,
		m.over == inBreakLine && !m.breaks.direct, // opened from the list
		m.over == inPayloadFind || m.over == inPayload && m.payload.find.text != "",
		m.log.filter.typing,
		m.log.filter.on() && (!m.log.filter.typing || m.log.filter.before != ""), // what is being typed is no filter yet
		m.desk.zoomed,
		m.followed.on(),
		m.tab != inLog,
		m.beneath() == inPrompt && m.focus == panePrompt,
	} {
		if level {
			n++
		}
	}
	return n
}

// Wherever keys have led, esc goes back one level at a time and never leaves the
// program; after a few there is nothing to go back from.
func TestEsc(t *testing.T) {
	var keys []string
	for _, a := range actions() {
		keys = append(keys, a.keys...)
	}
	keys = append(keys, "x", "9", "backspace")
	phrases := []string{"4 / e enter", "4 / e", "B a", "b", "? x", "4 t", "4 s", "f", ": x", "1", "tab", "m", "'", "N c", "4 enter", "4 enter / a", "4 enter / a enter"}
	rapid.Check(t, func(t *rapid.T) {
		f, e := newEcho()
		world := &zoo{echo: e, t: t}
		m := New(f, Options{})
		m.Init()
		resize(m, t)
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			if rapid.IntRange(0, 9).Draw(t, "what") == 0 {
				world.live()
				m.Update(changedMsg{})
			}
			if rapid.Bool().Draw(t, "a phrase") {
				press(m, rapid.SampledFrom(phrases).Draw(t, "phrase"))
			} else {
				press(m, rapid.SampledFrom(keys).Draw(t, "key"))
			}
		}
		if m.mode() == inNothing {
			return // there is nothing to see, and only q does something
		}
		for left := 10; ; left-- {
			before, in := levels(m), m.mode()
			a := m.find(in, "esc")
			if a == nil || a.cannot(m) != "" {
				break
			}
			if m.key(keyNamed("esc")) != nil {
				t.Fatalf("esc in %s does something outside, such as leaving the program", in)
			}
			m.settle()
			if after := levels(m); after != before-1 {
				t.Fatalf("esc in %s, which is to %q, leads from level %d to %d", in, a.name, before, after)
			}
			if left == 0 {
				t.Fatalf("there is no end of going back; this is %s", m.mode())
			}
		}
	})
}

// At the outermost level esc says so, and what leaves.
func TestEscAtTheBase(t *testing.T) {
	m := show(t, busyFake(), Options{}, 110, 32)
	press(m, "esc esc")
	want(t, m, "there is nothing to go back from; q leaves")
	focused(paneProcesses)(t, m, nil, nil)
	press(m, "N esc")
	want(t, m, "there is nothing to go back from; } goes to the present, q leaves")
}

// Esc goes back from a tab to the pane from whose row it was asked for, unless
// somebody has gone elsewhere since.
func TestEscGoesBackToTheRow(t *testing.T) {
	for keys, back := range map[string]pane{
		"2 p": paneProcesses, "3 !": paneStats, "2 p s": paneProcesses, "4 p": paneLog, "2 p 2 4 t": paneLog,
		"2 p t": paneLog, "2 p tab shift+tab": paneLog, "2 s 4 4 4 4 4 4 4 p": paneLog,
	} {
		m := show(t, paused(), Options{}, 110, 32)
		press(m, "tab "+keys)
		focused(paneLog)(t, m, nil, nil)
		press(m, "esc")
		if m.focus != back || m.tab != inLog {
			t.Errorf("%s: esc gives the keys to pane %d, tab %s; want pane %d", keys, m.focus+1, m.tab, back+1)
		}
	}
}
