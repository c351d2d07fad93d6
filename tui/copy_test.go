package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/literal"
	"echotui/runtime/wire"
)

// What is copied of a row, wherever it is.
func TestCopy(t *testing.T) {
	for _, test := range []struct {
		name   string
		start  func() *fake
		keys   string
		notice string
		text   string
	}{
		{"process", nil, "tab end", "copied the PID of worker, 23 bytes", "{app:processes|0x00006}"},
		{"host", nil, "tab home", "copied the host", "app:terminal"},
		{"service", nil, "tab down down down", "copied the service", "app:relay-service"},
		{"coroutine", nil, "tab down down down down down", "copied the PID of relay", "{app:processes|0x00002}"},
		{"line of a process", nil, "tab end enter down", "copied a line", "{app:processes|0x00006}"},
		{"line of a fact", nil, "tab 4 right down", "copied a line", "#75 wait at 00:04.900"},
		{"fact in the sequence", nil, "tab 4 t", "copied fact #75", "#75 4.900s worker 0x00006 sleeps 100ms"},
		{"message", waiting, "tab 4 t t down", "copied the payload", `{item="tea"}`},
		{"mailbox", waiting, "tab 4 t t", "copied the PID of relay", "{app:processes|0x00002}"},
		{"line of a message", waiting, "tab 4 t t down right down down", "copied a line", "cli {app:terminal|0x00003}"},
		{"call", paused, "tab 4 s", "copied the line", `app:worker:5: return string.upper(text .. "!") -- it is "loud"`},
		{"variable", paused, "tab 4 s down", "copied text, 19 bytes", `"もしもし 🎉"`},
		{"warning", worried, "tab !", "copied the warning", "dead letter: cli "},
		{"number", nil, "tab 3 down", "copied messages, 1 byte", "2"},
		{"branch", branched, "tab : 'branches enter", "copied branch", "branch "},
		{"breakpoint", nil, "tab 4 b enter B", "copied breakpoint 1", "kind:wait by:worker"},
		{"note of a value", waiting, "tab 4 enter home", "copied fact", "#77 send at 00:04.960"},
		{"payload", waiting, "tab 4 enter", "copied payload, 13 bytes", `{item="cake"}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := screenAfter(t, test.start, test.keys, 110)
			c := m.clip()
			cmd := press(m, "y")
			want(t, m, test.notice)
			if c.text == nil {
				return
			}
			if text := c.text(); !strings.HasPrefix(text, test.text) {
				t.Errorf("got %q, want %q", text, test.text)
			} else {
				copies(text)(t, m, nil, cmd)
			}
		})
	}
}

// What terminals would cut is not copied, and it is said why; what is just short
// enough is copied whole, and reads as the same again.
func TestCopyBounds(t *testing.T) {
	whole := strings.Repeat("x", copyLimit-2)
	m := sendsValue(t, whole, 110, 32)
	copies(`"`+whole+`"`)(t, m, nil, press(m, "y"))
	want(t, m, "copied payload, 74994 bytes")
	if back, err := literal.Parse(wire.Text(whole[:literal.MaxBytes/2], 0)); err != nil || back[0] != wire.Value(whole[:literal.MaxBytes/2]) {
		t.Errorf("it reads as something else: %v", err)
	}
	m = sendsValue(t, whole+"x", 110, 32)
	if cmd := press(m, "y"); yields(cmd, tea.SetClipboard(`"`+whole+`x"`)()) {
		t.Error("it is copied")
	}
	want(t, m, "payload is too long: terminals take 74994 bytes at once, so nothing was copied")
	m = sendsValue(t, &wire.Table{Items: []wire.Value{strings.Repeat("y", copyLimit*5), 1.0}}, 110, 32)
	press(m, "y")
	want(t, m, "payload is too long")
	play(m, "left right down down y")
	want(t, m, "copied ")
	m = sendsValue(t, &wire.Error{Message: "no", Stack: "app:till:7"}, 110, 32)
	copies(`{message="no", stack="app:till:7"}`)(t, m, nil, press(m, "y"))
}

// A row that is about nothing has nothing to copy.
func TestCopyNothing(t *testing.T) {
	m := show(t, newFake(), Options{}, 110, 32)
	for _, keys := range []string{"tab", "3", "4", "t", "t", "t", "!"} {
		play(m, keys)
		if c := m.clip(); c.what != "" {
			t.Errorf("after %s, %s can be copied", keys, c.what)
		}
	}
	press(m, "y")
	want(t, m, "there is nothing to copy in this row")
}
