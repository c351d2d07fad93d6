package tui

import (
	"fmt"
	"strings"
	"testing"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// screenRow is the line of the pane on which the selected fact stands.
func screenRow(m *Model) int { return m.log.list.Cursor() - m.log.list.Top() }

// The log follows what happens until somebody looks at something else, and
// then stays there.
func TestLogFollows(t *testing.T) {
	f, e := newEcho()
	m := show(t, f, Options{}, 110, 32)
	e.print(e.cli, "new")
	refresh(m)
	want(t, m, "21 of 21")
	press(m, "tab 4 up up")
	want(t, m, "19 of 21")
	row, text := screenRow(m), "19 0.200s cli"
	for range 100 {
		e.print(e.cli, "more")
	}
	refresh(m)
	want(t, m, "19 of 121")
	selects(text)(t, m, nil, nil)
	if got := screenRow(m); got != row {
		t.Errorf("the selected row was %d and is %d", row, got)
	}
	press(m, "end")
	e.print(e.cli, "and more")
	refresh(m)
	want(t, m, "122 of 122")
}

// Facts that the session forgot are no longer shown; what is selected stays
// where it is as long as it exists.
func TestLogForgets(t *testing.T) {
	f, e := newEcho()
	f.log = trace.NewLog(1000)
	e.seq = 0
	for i := range 990 {
		e.print(e.cli, fmt.Sprint("fact ", i+1))
	}
	m := show(t, f, Options{}, 110, 32)
	press(m, "tab 4 home")
	for range 400 {
		press(m, "down")
	}
	want(t, m, "401 of 990", "401 0.200s")
	row := screenRow(m)
	for range 250 {
		e.print(e.cli, "more")
	}
	refresh(m)
	selects("401 0.200s")(t, m, nil, nil)
	if got := screenRow(m); got != row {
		t.Errorf("the selected row was %d and is %d", row, got)
	}
	for range 2000 {
		e.print(e.cli, "more")
	}
	refresh(m)
	first := f.Since(nil, 0, 1)[0].Seq
	selects(fmt.Sprint(first))(t, m, nil, nil)
	press(m, "/")
	write(m, "fact 9")
	want(t, m, "No fact matches fact 9", "0 of the last ")
}

// More facts than one frame takes come with the next ones.
func TestManyFacts(t *testing.T) {
	f, e := newEcho()
	for range 3 * factsPerFrame {
		e.print(e.cli, "")
	}
	m := New(f, Options{})
	m.Init()
	if m.world.Seq != factsPerFrame || !m.behind {
		t.Errorf("the first frame takes %d facts", m.world.Seq)
	}
	m.width, m.height = 110, 32
	m.settle()
	want(t, m, "fact 3000/9020", "reading: 33%")
	refresh(m)
	want(t, m, "fact 9020/9020 ")
}

// A filter on many facts is worked off in steps and shows how far it is.
func TestFilterManyFacts(t *testing.T) {
	f, e := newEcho()
	for i := range 4 * scanPerFrame {
		e.print(e.cli, fmt.Sprint("line ", i))
	}
	m := show(t, f, Options{}, 110, 32)
	press(m, "tab /")
	write(m, `"LINE 1999"`)
	if !m.log.filter.lags(m.world.Seq) {
		t.Fatal("all facts were looked at at once")
	}
	want(t, m, "match so far")
	for m.log.filter.lags(m.world.Seq) {
		m.Update(lookMsg{})
	}
	want(t, m, "11 of 20020 match", `"line 1999"`, `"line 19999"`)
	e.print(e.cli, "line 19990")
	refresh(m)
	want(t, m, "12 of 20021 match")
}

// A filter finds what stands deep in a payload, and names, in any case.
func TestFilterFinds(t *testing.T) {
	f, e := newEcho()
	deep := wire.Record("a", strings.Repeat("x", 1000), "b", wire.Record("Needle", 1.0))
	e.send(e.cli, e.relay, "topic", deep)
	m := show(t, f, Options{}, 110, 32)
	press(m, "tab")
	for query, matches := range map[string]string{
		"needle": "1 of 21 matches", "TOPIC": "1 of 21 matches", "{app:processes|0x00002}": "match", "spawn": "2 of 21 match",
	} {
		press(m, "/")
		write(m, query)
		want(t, m, matches)
		press(m, "esc")
	}
}

// What opens at the bottom of the pane is brought into sight.
func TestDetailsComeIntoSight(t *testing.T) {
	f, e := newEcho()
	e.send(e.cli, e.relay, "topic", wire.Record("data", "x"))
	m := show(t, f, Options{}, 110, 32)
	press(m, "tab 4 right")
	want(t, m, "▾ 21", "payload   {", "message   ")
	e.print(e.cli, "more")
	refresh(m)
	selects("▾ 21")(t, m, nil, nil)
	press(m, "left")
	selects(" 21")(t, m, nil, nil)
	wantNot(t, m, "payload   {")
}

// What a process took is shown where it took it.
func TestReceivedPayload(t *testing.T) {
	f, e := newEcho()
	ref, seq := e.send(e.cli, e.relay, "topic", wire.Record("item", "tea"))
	e.print(e.cli, "in between")
	e.take(e.relay, e.cli, "topic", ref, seq)
	m := show(t, f, Options{}, 110, 32)
	press(m, "tab 4 right")
	want(t, m, "because   of fact #21", "payload   {", `item = "tea",`)
}

// The row of what the app writes has no colours in words; its details have.
func TestColoursOfOutput(t *testing.T) {
	f, e := newEcho()
	e.print(e.cli, "\x1b[36mEcho Client\x1b[0m")
	m := show(t, f, Options{}, 110, 32)
	play(m, "tab 4")
	want(t, m, `writes "Echo Client`)
	wantNot(t, m, `\027`)
	play(m, "enter")
	want(t, m, `\027[36mEcho Client\027[0m`)
}

// A sentence of which something is missing says so, also where the words that
// are there end with the row.
func TestLogCut(t *testing.T) {
	c := draw.NewCanvas(24, 4)
	w := &rowWriter{canvas: c, rect: draw.Rect{W: 16, H: 1}}
	w.word("waits for any of", draw.Style{})
	w.word("inbox", draw.Style{})
	w = &rowWriter{canvas: c, rect: draw.Rect{Y: 1, W: 17, H: 1}}
	w.word("waits for any of", draw.Style{})
	w.word("inbox", draw.Style{})
	w = &rowWriter{canvas: c, rect: draw.Rect{Y: 2, W: 16, H: 1}}
	w.word("waits for any of", draw.Style{})
	w.word("", draw.Style{})
	got := strings.Split(c.Plain(), "\n")
	for y, want := range []string{"waits for any o…", "waits for any of…", "waits for any of"} {
		if row := strings.TrimRight(got[y], " "); row != want {
			t.Errorf("row %d is %q, want %q", y, row, want)
		}
	}
}
