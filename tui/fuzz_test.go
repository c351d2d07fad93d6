package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// FuzzCommand types anything after a colon: the cursor stays on a fact that
// there is, and what is said about it is one line.
func FuzzCommand(f *testing.F) {
	for _, line := range []string{"#12", "1m3.5s", "01:03.500", "+10", "-10", "-9223372036854775808", "9999999h", "1:2:3",
		"speed 10", "speed max", "speed NaN", "mark a", "mark 世", "live", "branches", "foo\x1b[2J"} {
		f.Add(line)
	}
	session, _ := busy()
	m := New(session, Options{})
	m.Init()
	m.Update(tea.WindowSizeMsg{Width: 110, Height: 32})
	refresh(m)
	f.Fuzz(func(t *testing.T, line string) {
		m.moveTo(40)
		if err := m.execute(line); err != nil {
			m.notice = err.Error()
		}
		m.Update(clockMsg{})
		if m.at() < 1 || m.at() > 75 || m.world.Seq != m.at() {
			t.Fatalf("%q leads to fact %d, and shows fact %d", line, m.at(), m.world.Seq)
		}
		if lines := strings.Count(m.View().Content, "\n"); lines != 31 {
			t.Fatalf("%q makes %d lines of the screen", line, lines+1)
		}
		m.notice = ""
	})
}

// FuzzLuaLines cuts anything into pieces: they are the text.
func FuzzLuaLines(f *testing.F) {
	f.Add(workerSource)
	f.Add("--[==[ x ]=] ]==] \"\\\n'[[")
	f.Fuzz(func(t *testing.T, text string) {
		var again []string
		for _, line := range luaLines(text) {
			whole := ""
			for _, part := range line {
				whole += part.text
			}
			again = append(again, whole)
		}
		want := strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\t", "    ")
		if got := strings.Join(again, "\n"); got != want {
			t.Fatalf("%q became %q", text, got)
		}
	})
}
