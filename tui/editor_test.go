package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"
)

// One key moves over, or removes, what people see as one character.
func TestEditorClusters(t *testing.T) {
	const family, combined = "👨‍👩‍👧", "e\u0301"
	tests := []struct{ keys, want string }{
		{"", "a" + family + combined + "|b"},
		{"left", "a" + family + "|" + combined + "b"},
		{"left left", "a|" + family + combined + "b"},
		{"left left right", "a" + family + "|" + combined + "b"},
		{"backspace", "a" + family + "|b"},
		{"backspace backspace", "a|b"},
		{"backspace backspace backspace backspace", "|b"},
		{"left left delete", "a|" + combined + "b"},
		{"right delete", "a" + family + combined + "b|"},
		{"home delete", "|" + family + combined + "b"},
		{"ctrl+u", "|b"},
		{"ctrl+k", "a" + family + combined + "|"},
	}
	for _, test := range tests {
		e := newEditor()
		e.insert("a" + family + combined + "b")
		e.key(keyNamed("left"))
		for _, key := range strings.Fields(test.keys) {
			e.key(keyNamed(key))
		}
		before, after := e.split()
		if got := before + "|" + after; got != test.want {
			t.Errorf("%q: %q, want %q", test.keys, got, test.want)
		}
	}
}

// Text that is typed or pasted takes the place of a suggestion; other keys make
// it text like any other.
func TestEditorSuggestion(t *testing.T) {
	for keys, want := range map[string]string{
		"":              "write run.trace|",
		"a":             "write a|",
		"a b":           "write ab|",
		"end a":         "write run.tracea|",
		"left a":        "write run.traca|e",
		"backspace a":   "write run.traca|",
		"home a":        "a|write run.trace",
		"paste":         "write pasted|",
		"right paste":   "write run.tracepasted|",
		"ctrl+u a left": "|a",
	} {
		e := newEditor()
		e.suggest("write ", "run.trace")
		for _, key := range strings.Fields(keys) {
			if key == "paste" {
				e.insert("pasted")
				continue
			}
			e.key(keyNamed(key))
		}
		before, after := e.split()
		if got := before + "|" + after; got != want {
			t.Errorf("%q: %q, want %q", keys, got, want)
		}
	}
}

// Nothing a terminal would obey gets into a line, and it stays within its
// limit.
func TestEditorIsSafe(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := newEditor()
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			if rapid.Bool().Draw(t, "paste") {
				e.insert(rapid.String().Draw(t, "text"))
			} else {
				key := rapid.SampledFrom([]string{"left", "right", "home", "end", "backspace", "delete", "ctrl+w", "x"}).Draw(t, "key")
				e.key(keyNamed(key))
			}
			before, after := e.split()
			if before+after != e.text() {
				t.Fatalf("%q and %q are not %q", before, after, e.text())
			}
			for _, r := range e.text() {
				if r < ' ' || r == 0x7f {
					t.Fatalf("%q is in the line", r)
				}
			}
		}
	})
}

func TestCutLines(t *testing.T) {
	lines, rest := cutLines("a\r\nb\rc\n\nd")
	if got := strings.Join(lines, "|") + "/" + rest; got != "a|b|c|/d" {
		t.Error(got)
	}
}

// The keys of the editor that the prompt leaves to it work there.
func TestPromptEditing(t *testing.T) {
	m := show(t, busyFake(), Options{}, 110, 32)
	write(m, "ab")
	press(m, "home")
	write(m, "c")
	press(m, "delete end")
	m.Update(tea.KeyPressMsg{Code: 'x', Text: "x"})
	want(t, m, "┃cbx ")
}
