package tui

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/wire"
)

// sendsValue is a screen on whose last fact a value is sent, opened as a tree.
func sendsValue(t *testing.T, v wire.Value, w, h int) *Model {
	t.Helper()
	f, e := newEcho()
	e.send(e.cli, e.relay, "order", v)
	m := show(t, f, Options{}, w, h)
	play(m, "esc 4 enter")
	return m
}

// order is a value with something of everything.
func order() *wire.Table {
	v := wire.Record("item", "tea", "count", 2.0, "paid", true,
		"note", "もしもし 🎉 "+strings.Repeat("A long text, with words. ", 9)+"\nIts second line.",
		"wrong", &wire.Error{Message: "sold out", Kind: wire.NotFound, Stack: "app:shop:3\napp:shop:9"},
		"list", &wire.Table{Items: []wire.Value{1.0, "two", wire.Record("three", 3.0)}})
	v.Fields = append(v.Fields, wire.Field{Key: "again", Value: v}, wire.Field{Key: "no name", Value: "\xff\x1b[2J"},
		wire.Field{Key: 7.5, Value: &wire.Table{}}, wire.Field{Key: true, Value: nil})
	v.Meta = wire.Record("__index", "what lies behind")
	return v
}

// A value is shown as a tree that unfolds and folds.
func TestFramesPayload(t *testing.T) {
	for _, look := range looks {
		for _, size := range sizes[1:4] {
			name := fmt.Sprintf("payload-%dx%d-%s", size[0], size[1], look.name)
			t.Run(name, func(t *testing.T) {
				f, e := newEcho()
				e.send(e.cli, e.relay, "order", order())
				m := show(t, f, look.options, size[0], size[1])
				play(m, "esc 4 enter")
				frames := []frame{snap("at first", m)}
				play(m, "/ 'second enter")
				frames = append(frames, snap("a line of a long text was looked for", m))
				play(m, "left left / ctrl+u 'behind")
				frames = append(frames, snap("the text is folded, another is typed", m))
				play(m, "enter")
				frames = append(frames, snap("it is found", m))
				golden(t, name, frames...)
			})
		}
	}
}

// Esc goes back a level at a time: the typed text, the text that was looked for,
// the page.
func TestPayloadEsc(t *testing.T) {
	m := sendsValue(t, order(), 110, 32)
	play(m, "/ 'tea enter /")
	for _, mode := range []mode{inPayloadFind, inPayload, inLog} {
		if m.mode() != mode {
			t.Fatalf("the keys belong to %b, not %b", m.mode(), mode)
		}
		press(m, "esc")
	}
	if m.payload.tree != nil {
		t.Error("what was shown is kept")
	}
}

// A table that contains itself ends where it comes again, and says so.
func TestPayloadCycle(t *testing.T) {
	m := sendsValue(t, order(), 110, 32)
	play(m, "/ 'again enter")
	selectsValue("again = {…} the same table as payload")(t, m, nil, nil)
	before := m.payload.tree.Len()
	if press(m, "right"); m.payload.tree.Len() != before {
		t.Error("a table unfolds into itself")
	}
}

// What is looked for is found in all of the value, also where it is folded, at
// the end of a line and in the next one; past the end it goes on at the start.
func TestPayloadFind(t *testing.T) {
	m := sendsValue(t, order(), 110, 32)
	for _, sought := range []struct{ text, row string }{
		{"SOLD", `message = "sold out"`},
		{"three", "three = 3"},
		{"index", `__index = "what lies behind"`},
		{"7.5", "[7.5] = {}"},
		{"words. a long text, with words. a long text, with words. a long", "A long text"},
		{"order", "topic      order"},
		{"true", "paid = true"},
	} {
		play(m, "/ ctrl+u")
		write(m, sought.text)
		press(m, "enter")
		selectsValue(sought.row)(t, m, nil, nil)
	}
	play(m, "n")
	selectsValue("[true] = nil")(t, m, nil, nil)
	play(m, "n")
	selectsValue("paid = true")(t, m, nil, nil)
	play(m, "N N")
	selectsValue("paid = true")(t, m, nil, nil)
	play(m, "/ 'sold enter n") // in the place of the text before
	want(t, m, `nothing else in it says "sold"`)
	selectsValue(`message = "sold out"`)(t, m, nil, nil)
	play(m, "/ ctrl+u 'paid enter")
	wantNot(t, m, "nothing else")
	play(m, "/ ctrl+u 'nowhere enter")
	want(t, m, `nothing in it says "nowhere"`)
	selectsValue("paid = true")(t, m, nil, nil)
}

// Q closes the tree also while a text is looked for; esc goes back one level.
func TestPayloadCloses(t *testing.T) {
	for _, key := range []string{"q", "v", "esc esc"} {
		m := sendsValue(t, order(), 110, 32)
		play(m, "/ 'sold enter "+key)
		if m.over != 0 {
			t.Errorf("%s leaves %s", key, m.over)
		}
	}
}

// A table of any size costs what is visible; looking for something in it goes on
// between frames.
func TestPayloadHuge(t *testing.T) {
	huge := &wire.Table{}
	for i := range 100_000 {
		huge.Fields = append(huge.Fields, wire.Field{Key: fmt.Sprint("key", i), Value: float64(i)})
	}
	m := sendsValue(t, huge, 110, 32)
	want(t, m, "▸ payload", "{key0=0, key1=1,")
	play(m, "right end")
	selectsValue("key99999 = 99999")(t, m, nil, nil)
	play(m, "home / 'key98765 enter")
	want(t, m, "looking, at entry 20k")
	for m.payload.find.steps != nil {
		m.Update(lookMsg{})
	}
	selectsValue("key98765 = 98765")(t, m, nil, nil)
	wantNot(t, m, "looking")
	work := testing.AllocsPerRun(10, func() { m.Update(clockMsg{}); m.View() })
	if small := sendsValue(t, order(), 110, 32); work > 3*testing.AllocsPerRun(10, func() { small.Update(clockMsg{}); small.View() }) {
		t.Errorf("a frame takes %g allocations", work)
	}
}

// Tables that contain each other twice, and so on, have no end: looking stops.
func TestPayloadWithoutEnd(t *testing.T) {
	v := wire.Record("leaf", 1.0)
	for range 40 {
		v = wire.Record("left", v, "right", v)
	}
	m := sendsValue(t, v, 110, 32)
	play(m, "/ 'nowhere enter")
	for m.payload.find.steps != nil {
		m.Update(lookMsg{})
	}
	want(t, m, `nothing in the first 1.0M entries says "nowhere"`)
}

// A text that was unfolded is laid out anew when the screen gets another size,
// and what is selected stays so.
func TestPayloadResize(t *testing.T) {
	m := sendsValue(t, strings.Repeat("0123456789", 60), 110, 32)
	rows := m.payload.tree.Len()
	play(m, "down")
	m.width, m.height = 80, 24
	refresh(m)
	if m.payload.tree.Len() <= rows {
		t.Errorf("%d rows were %d on a wider screen", m.payload.tree.Len(), rows)
	}
	selectsValue("0123456789")(t, m, nil, nil)
	if n := m.payload.selected(); n.kind != payloadLine || n.from != 0 {
		t.Errorf("%+v is selected", n)
	}
}

// Of a text beyond all measure the beginning is laid out, and the rest counted.
func TestPayloadLongText(t *testing.T) {
	m := sendsValue(t, strings.Repeat("語", shownText), 110, 32)
	play(m, "right end")
	want(t, m, "… 2097153 bytes more are not shown", "payload string, 3145728 bytes")
}

// The pointer selects rows, folds the selected one, and closes the page beside it.
func TestPayloadMouse(t *testing.T) {
	m := sendsValue(t, order(), 80, 24)
	clickOn(t, m, "▸ list = {1")
	selectsValue("list = ")(t, m, nil, nil)
	clickOn(t, m, "▸ list = {1")
	want(t, m, "▾ list = table, 3 entries", "[2] = \"two\"")
	m.Update(tea.MouseWheelMsg{X: 40, Y: 12, Button: tea.MouseWheelDown})
	wantNot(t, m, "fact       #21")
	m.Update(tea.MouseClickMsg{X: 0, Y: 0, Button: tea.MouseLeft})
	if m.mode() != inLog {
		t.Error("a click beside the page does not close it")
	}
}

// Whatever a program puts into a value, no byte of it reaches the terminal that
// a terminal would obey.
func TestPayloadHostile(t *testing.T) {
	const evil = "\x1b[2J\x1b]0;owned\x07\x00\r\n\u202e\xff\u200bé"
	long := strings.Repeat(evil, 20)
	m := sendsValue(t, wire.Record(evil, evil, "long", long, long, 1.0, "error", &wire.Error{Message: evil, Stack: evil}), 80, 24)
	for range 60 {
		play(m, "right down")
		for _, r := range plain(m) {
			if r < ' ' && r != '\n' || r == 0x7f || r == 0x202e || r == 0x200b {
				t.Fatalf("%q reaches the screen:\n%s", r, plain(m))
			}
		}
	}
}

// What a row carries: arguments and results of processes, fields of what was
// logged, long texts, variables.
func TestCarried(t *testing.T) {
	f, e := busy()
	e.add(wire.Event{Kind: wire.KindLog, PID: e.relay, Text: "stats", Args: []wire.Value{wire.Record("n", 1.0)}})
	e.exit(e.relay, wire.OutcomeFailed, "boom", &wire.Error{Message: "boom", Stack: "app:relay:3"})
	e.print(e.cli, strings.Repeat("output ", 20))
	m := show(t, f, Options{}, 110, 32)
	play(m, "esc 4 enter")
	want(t, m, "┏output, fact", "▾ text", "string, 140 bytes")
	play(m, "esc up enter")
	want(t, m, "┏exit, fact", "▾ failure", `stack = "app:relay:3"`)
	play(m, "esc up enter")
	want(t, m, "┏log, fact", "▾ fields", "n = 1")
	play(m, "esc 2 : '1 enter 2 down down")
	f.status.Paused = true
	play(m, "} 4 : '#46 enter s down v")
	want(t, m, "┏variable of ")
	play(m, "esc 2 home v")
	want(t, m, "this row carries no value")
}
