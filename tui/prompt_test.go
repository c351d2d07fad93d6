package tui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"echotui/runtime/wire"
)

// While the app is paused, lines can still be typed.
func TestTypingWhilePaused(t *testing.T) {
	f := paused()
	m := show(t, f, Options{}, 110, 32)
	play(m, "'queued enter")
	sent("queued\n")(t, m, f, nil)
}

// What was typed is shown where the app's prompt ends, and again when the fact
// of it arrives.
func TestTypedLine(t *testing.T) {
	f, e := newEcho()
	f.answer = func(_ *script, c wire.Command) { e.line(strings.TrimSuffix(c.Text, "\n")) }
	m := show(t, f, Options{}, 110, 32)
	write(m, "日本 e\u0301")
	want(t, m, "> 日本 e\u0301")
	cursor := m.View().Cursor
	if cursor == nil || cursor.X != 1+2+6 {
		t.Errorf("the cursor is at %+v", cursor)
	}
	press(m, "backspace left left")
	want(t, m, "> 日本")
	if cursor := m.View().Cursor; cursor.X != 1+2+2 {
		t.Errorf("the cursor is at %+v", cursor)
	}
	press(m, "enter")
	want(t, m, "> 日本", "──types──▶ cli", `──echo──▶ relay {data="日本 "`)
}

// A long line wraps as it will when the app's terminal shows it, and the
// terminal moves up to make room.
func TestLongLine(t *testing.T) {
	f, e := newEcho()
	f.answer = func(_ *script, c wire.Command) {
		e.add(wire.Event{Kind: wire.KindInput, PID: e.cli, Text: c.Text})
	}
	m := show(t, f, Options{}, 110, 32)
	for range 30 {
		press(m, "enter")
	}
	write(m, strings.Repeat("long 長い ", 20))
	before := plain(m)
	press(m, "enter")
	after := plain(m)
	column := func(screen string) (lines []string) {
		for _, line := range strings.Split(screen, "\n")[1:20] {
			if text := []rune(line)[1:20]; strings.TrimSpace(string(text)) != "" {
				lines = append(lines, string(text))
			}
		}
		return lines
	}
	if want, got := column(before), column(after); len(want) < 4 || !slices.Equal(want[:3], got[:3]) && !slices.Equal(want[1:4], got[:3]) {
		t.Errorf("before:\n%s\nafter:\n%s", before, after)
	}
}

// Of several lines that are pasted, each is sent, and the rest can be edited.
func TestPaste(t *testing.T) {
	f := busyFake()
	m := show(t, f, Options{}, 110, 32)
	write(m, "a")
	m.Update(tea.PasteMsg{Content: "b\r\nc\nd\re\x1b[2Jf"})
	sent("ab\n", "c\n", "d\n")(t, m, f, nil)
	want(t, m, "e[2Jf")
}

// The editor takes no more than a terminal would, and says so.
func TestLineLimit(t *testing.T) {
	m := show(t, busyFake(), Options{}, 110, 32)
	m.Update(tea.PasteMsg{Content: strings.Repeat("x", editorLimit+10)})
	want(t, m, "the line is full: 4096 characters")
	if n := len(m.prompt.editor.text()); n != editorLimit {
		t.Errorf("the line has %d characters", n)
	}
}

// When the terminal process has ended, nothing is typed into nowhere.
func TestTerminalProcessEnds(t *testing.T) {
	f, e := newEcho()
	m := show(t, f, Options{}, 110, 32)
	e.exit(e.cli, wire.OutcomeReturned, "", 0.0)
	e.add(wire.Event{Kind: wire.KindShutdown, N: 0})
	refresh(m)
	want(t, m, "✓ cli finished, status 0", "q quits")
	write(m, "lost")
	wantNot(t, m, "lost")
	quits(t, m, f, press(m, "q"))
	if len(f.commands) > 0 {
		t.Errorf("sent %+v", f.commands)
	}
}

// The line about the end takes no row from what was written before, as long as
// there is a blank one; what it does take can be scrolled back to.
func TestEndLeavesTheScreen(t *testing.T) {
	const rows = 20 // of the pane at 110x32
	for _, test := range []struct {
		name  string
		lines int
		last  string // after the last line
		shown int    // the first line that is shown
	}{
		{"room", rows - 3, "\n", 1},
		{"only the cursor's row is blank", rows - 1, "\n", 1},
		{"full", rows, "", 2},
		{"scrolled", rows + 5, "\n", 7},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, e := newEcho()
			m := show(t, f, Options{}, 110, 32)
			if m.layout.inner[panePrompt].H != rows {
				t.Fatalf("the pane has %d rows", m.layout.inner[panePrompt].H)
			}
			e.print(e.cli, "\x1bc")
			for i := range test.lines {
				e.print(e.cli, fmt.Sprintf("line %d", i+1))
				if i < test.lines-1 {
					e.print(e.cli, "\n")
				}
			}
			e.print(e.cli, test.last)
			e.exit(e.cli, wire.OutcomeReturned, "", 0.0)
			refresh(m)
			shows := func(first, last int) {
				t.Helper()
				lines := strings.Split(inside(m, panePrompt), "\n")
				if got, want := strings.TrimSpace(lines[0]), fmt.Sprintf("line %d", first); got != want {
					t.Errorf("the first row is %q, not %q", got, want)
				}
				if row := last - first; strings.TrimSpace(lines[row]) != fmt.Sprintf("line %d", last) {
					t.Errorf("row %d is %q", row, lines[row])
				}
				if got := lines[rows-1]; !strings.Contains(got, "cli finished") {
					t.Errorf("the last row is %q", got)
				}
			}
			shows(test.shown, test.lines)
			press(m, "1 home")
			shows(1, min(test.lines, rows-1))
		})
	}
}

func TestTerminalProcessFails(t *testing.T) {
	f, e := newEcho()
	m := show(t, f, Options{}, 110, 32)
	e.exit(e.cli, wire.OutcomeFailed, "app:cli:7: boom\nstack traceback:")
	refresh(m)
	want(t, m, "✗ cli failed: app:cli:7: boom")
}

// The enter key of the keypad is one, too.
func TestKeypadEnter(t *testing.T) {
	f := busyFake()
	m := show(t, f, Options{}, 110, 32)
	write(m, "x")
	m.Update(tea.KeyPressMsg{Code: tea.KeyKpEnter})
	sent("x\n")(t, m, f, nil)
}

// Once the terminal has said that it measures whole characters, so do we.
func TestTerminalMeasuresCharacters(t *testing.T) {
	m := show(t, busyFake(), Options{}, 110, 32)
	write(m, "👨‍👩‍👧")
	press(m, "backspace")
	m.Update(tea.PasteMsg{Content: "👨‍👩‍👧"})
	before := m.View().Cursor.X
	m.Update(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
	if after := m.View().Cursor.X; before != 1+6 || after != 1+2 {
		t.Errorf("the cursor is at %d, then at %d", before, after)
	}
}
