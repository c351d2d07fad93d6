package tui

import (
	"fmt"
	"strings"
	"testing"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// What one sees while typing a filter: how it may go on, what is wrong with it
// and where, that it is right.
func TestFramesFilter(t *testing.T) {
	for _, look := range looks {
		for _, size := range sizes[1:4] {
			name := fmt.Sprintf("filter-%dx%d-%s", size[0], size[1], look.name)
			t.Run(name, func(t *testing.T) {
				f, _ := busy()
				m := show(t, f, look.options, size[0], size[1])
				press(m, "tab /")
				frames := []frame{snap("nothing typed", m)}
				for _, step := range []struct{ title, text, keys string }{
					{"a field", "kind:", ""},
					{"the third value", "", "tab tab tab"},
					{"a mistake", "x topic:echo", ""},
					{"a mistake after Japanese text", "もしもし or data.n>", "esc /"},
					{"a long mistake", "もしもし or (from:relay kind:send) or data.number>many", "esc /"},
					{"right again", "もしもし or not kind:send kind:exit", "esc /"},
					{"kept", "", "enter"},
					{"no matches", "mailbox>1000", "/ ctrl+u"},
				} {
					press(m, step.keys)
					write(m, step.text)
					refresh(m)
					frames = append(frames, snap(step.title, m))
				}
				golden(t, name, frames...)
			})
		}
	}
}

// What is wrong does not take effect: the filter before stays, until the line
// is right again or left.
func TestFilterMistakes(t *testing.T) {
	m := show(t, busyFake(), Options{}, 110, 32)
	press(m, "tab /")
	write(m, "kind:exit")
	want(t, m, "2 of 75 match", "✓")
	write(m, " kind:exiting")
	want(t, m, "2 of 75 match", "^ there is no kind exiting")
	press(m, "enter")
	want(t, m, "/ kind:exit kind:exiting", "^ there is no kind exiting")
	want(t, m, "\n there is no kind exiting") // in the bottom line, where there is room for all of it
	press(m, "left")
	want(t, m, "^ there is no kind exiting")
	wantNot(t, m, "\n there is no kind exiting")
	m.focusOn(paneProcesses)
	want(t, m, "/ kind:exit ", "2 of 75 match")
	wantNot(t, m, "exiting")
}

// While a filter is not complete, nobody claims that no fact matches it, nor what
// is only its beginning.
func TestFilterIsNotComplete(t *testing.T) {
	m := show(t, busyFake(), Options{}, 110, 32)
	play(m, "tab / 'nothing enter /")
	write(m, "nothing tpoic:x")
	refresh(m)
	want(t, m, "What is typed is no filter yet.", "Esc goes back to nothing", "do you mean topic?")
	wantNot(t, m, "No fact matches")
	play(m, "esc")
	want(t, m, "No fact matches nothing", "Esc shows all again.")
}

// Who opens the line of a filter that holds is told how to begin anew.
func TestFilterIsEmptied(t *testing.T) {
	m := show(t, busyFake(), Options{}, 110, 32)
	play(m, "tab /")
	wantNot(t, m, "ctrl+u")
	play(m, "'kind:exit enter /")
	want(t, m, "/ kind:exit ", "ctrl+u empty")
	play(m, "ctrl+u 'kind:boot")
	want(t, m, "/ kind:boot ", "1 of 75 matches")
	play(m, "home")
	wantNot(t, m, "ctrl+u")
}

// A filter judges a fact by how the node was right before it: the mailbox that
// was long once, the name that a process had.
func TestFilterSeesThePast(t *testing.T) {
	f, e := newEcho()
	var refs, sent []uint64
	for range 5 {
		ref, seq := e.send(e.cli, e.relay, "order")
		refs, sent = append(refs, ref), append(sent, seq)
	}
	for i := range refs {
		e.take(e.relay, e.cli, "order", refs[i], sent[i])
	}
	e.exit(e.relay, wire.OutcomeFailed, "app:relay:3: boom")
	m := show(t, f, Options{}, 110, 32)
	press(m, "tab /")
	write(m, "mailbox>=3")
	want(t, m, "5 of 31 match", " 24 0.200s cli", " 25 0.200s cli", " 26 0.200s relay", " 28 0.200s relay")
	press(m, "esc /")
	write(m, "by:relay kind:exit")
	want(t, m, "1 of 31 matches", "✗ failed: app:relay:3: boom")
	e.send(e.cli, e.relay, "order")
	press(m, "esc /")
	write(m, "kind:send or error")
	e.send(e.cli, e.relay, "order")
	refresh(m)
	want(t, m, "8 of 33 match")
}

// Going up stays where it is if the filter shows nothing before that.
func TestFilterShowsNothingBefore(t *testing.T) {
	m := at(t, busyFake(), 20)
	press(m, "4 /")
	write(m, "fact>=30")
	for _, key := range []string{"enter", "up", "k"} {
		press(m, key)
		want(t, m, "PAST  fact 20/75")
	}
	press(m, "down")
	want(t, m, "PAST  fact 30/75")
	press(m, "N /")
	write(m, " nowhere")
	want(t, m, "No fact matches")
	for _, key := range []string{"enter", "up", "down", "pgup", "home"} {
		press(m, key)
		want(t, m, "PAST  fact 29/75")
	}
}

// Completion knows what the facts have named so far, and replaces only the word
// at the cursor.
func TestFilterCompletes(t *testing.T) {
	f, e := newEcho()
	e.send(e.cli, e.relay, "a topic\x1b[2J")
	m := show(t, f, Options{}, 110, 32)
	press(m, "tab /")
	write(m, "to:rel kind:send")
	press(m, "home right right right right right right tab")
	want(t, m, "/ to:relay kind:send", "✓ 1 of 21 matches")
	press(m, "esc /")
	write(m, "topic:a")
	press(m, "tab")
	want(t, m, `/ topic:"a topic\027[2J"`, "1 of 21 matches")
	e.send(e.cli, e.relay, "brandnew")
	refresh(m)
	press(m, "esc /")
	write(m, "topic:b")
	want(t, m, "brandnew")
	press(m, "tab")
	want(t, m, "1 of 22 matches")
	press(m, "esc /")
	write(m, "kind:s")
	press(m, "shift+tab")
	want(t, m, "/ kind:send")
	press(m, "tab")
	want(t, m, "/ kind:signal")
}

// The help page has a line for each field, as the table says.
func TestHelpOfFilters(t *testing.T) {
	m := show(t, busyFake(), Options{}, 200, 400)
	press(m, "tab ?")
	want(t, m, "What a filter can say", `text~"hel+o"`, "go together: not comes first")
	lines := 0
	for _, line := range strings.Split(plain(m), "\n") {
		if strings.Contains(line, "  mailbox  ") || strings.Contains(line, "  lost  ") {
			lines++
		}
	}
	if lines != 2 {
		t.Errorf("fields have no lines:\n%s", plain(m))
	}
}

// Where the log has forgotten its beginning, the filter still knows who was
// there.
func TestFilterAfterForgotten(t *testing.T) {
	f, e := newEcho()
	f.log = trace.NewLog(1000)
	e.seq = 0
	e.pids = 1
	e.relay = e.spawn(wire.PID{}, processes, "app:relay", 0, "post")
	m := show(t, f, Options{}, 110, 32)
	for i := range 3000 {
		e.print(e.relay, "")
		if i%100 == 0 {
			refresh(m)
		}
	}
	refresh(m)
	press(m, "tab 4 /")
	write(m, "by:post entry:app:relay")
	refresh(m)
	kept := int(m.log.last + 1 - m.log.first)
	want(t, m, fmt.Sprintf("%d of the last %d match", kept, kept))
	if m.log.first < 1000 {
		t.Error("nothing was forgotten")
	}
}

// In the present the fact under the cursor may be one that the filter hides.
// The row that keys act on is marked all the same.
func TestFilterMarksSelected(t *testing.T) {
	m := show(t, busyFake(), Options{}, 110, 32)
	play(m, "tab / 'EXIT enter")
	want(t, m, "▶ LIVE  fact 75/75", "▷ 63 3.400s relay")
	press(m, "enter")
	want(t, m, "fact #63")
	press(m, "esc up")
	want(t, m, "▶ 63 3.400s relay")
	wantNot(t, m, "▷")
}
