package tui

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

func hintShown(o Options) Options {
	o.Hint = &shelf{}
	return o
}

// Each step is done by doing it, by key or from the palette; what is done is
// kept, and once all are, it never comes back.
func TestHint(t *testing.T) {
	kept := &shelf{}
	options := Options{Hint: kept, Write: func(string) error { return nil }}
	f := paused()
	f.status.Paused = false
	m := show(t, f, options, 80, 24)
	do := func(keys string) {
		t.Helper()
		for _, key := range strings.Fields(keys) {
			finish(m, press(m, key))
		}
	}
	want(t, m, "first steps 1/4  esc and then space stops time", "f4 no more")
	do("esc")
	want(t, m, "first steps 1/4  space stops time")
	do("n N N")
	want(t, m, "first steps 1/4")
	do("} space")
	want(t, m, "first steps 2/4  n lets one more fact happen")
	f.status.Paused = false
	refresh(m)
	want(t, m, "first steps 2/4  space and then n lets one more fact happen")
	do("1")
	want(t, m, "first steps 2/4  esc space and then n lets one more fact happen", "f4 no more")
	do("esc")
	f.status.Paused = true
	refresh(m)
	want(t, m, "first steps 2/4  n lets one more fact happen")
	do("n")
	want(t, m, "first steps 3/4  f shows what led to a fact")
	if kept.text != "step 3\n" {
		t.Errorf("kept is %q", kept.text)
	}
	m = show(t, busyFake(), options, 80, 24)
	do("esc 4")
	want(t, m, "first steps 3/4")
	do(": f o l l o w enter")
	want(t, m, "first steps 4/4  R records the screen in a file")
	do("1")
	want(t, m, "first steps 4/4  ctrl+r records the screen in a file")
	do("esc")
	do("w esc")
	want(t, m, "first steps 4/4")
	do("w enter")
	want(t, m, "That is all it takes. ? lists all keys, : does anything.")
	if kept.text != "done\n" {
		t.Errorf("kept is %q", kept.text)
	}
	do("up")
	wantNot(t, m, "That is all it takes.")
	wantNot(t, show(t, busyFake(), options, 80, 24), "first steps")
}

// Dismissed once, it never comes back, also if that was done while typing.
func TestHintIsDismissed(t *testing.T) {
	kept := &shelf{}
	m := show(t, busyFake(), Options{Hint: kept}, 110, 32)
	rows := m.layout.outer[paneLog].Bottom()
	finish(m, press(m, "f4"))
	wantNot(t, m, "first steps")
	if m.layout.outer[paneLog].Bottom() != rows+1 {
		t.Error("its line is left blank")
	}
	m = show(t, busyFake(), Options{Hint: kept}, 110, 32)
	wantNot(t, m, "first steps")
	press(m, "esc", "f4")
	want(t, m, "no first step is shown")
}

// When it cannot be kept that is told, once.
func TestHintCannotBeKept(t *testing.T) {
	m := show(t, busyFake(), Options{}, 110, 32)
	wantNot(t, m, "first steps") // nobody asked for it
	kept := &shelf{}
	m = show(t, busyFake(), Options{Hint: kept}, 110, 32)
	kept.err = errors.New("read-only file system")
	press(m, "esc")
	finish(m, press(m, "space"))
	want(t, m, "which first steps are done is not kept: read-only file system", "first steps 2/4")
	finish(m, press(m, "f4"))
	wantNot(t, m, "not kept", "first steps")
	m = show(t, busyFake(), Options{Hint: kept}, 110, 32)
	want(t, m, "the first steps are not shown: read-only file system")
	wantNot(t, m, "first steps 1/4")
	for _, text := range []string{"x", "step 0", "step 5", "step", "\x00", "done"} {
		m = show(t, busyFake(), Options{Hint: &shelf{text: text}}, 110, 32)
		wantNot(t, m, "first steps")
	}
	m = show(t, busyFake(), Options{Hint: &shelf{}, HintOff: true}, 110, 32)
	wantNot(t, m, "first steps")
}

// Where there is little room the panes have it, and an app that has ended cannot
// be paused.
func TestHintHides(t *testing.T) {
	m := show(t, busyFake(), hintShown(Options{}), 80, 24)
	for _, size := range [][2]int{{80, 21}, {71, 40}, {40, 12}, {20, 6}} {
		m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		wantNot(t, m, "first steps")
	}
	m.Update(tea.WindowSizeMsg{Width: 72, Height: 22})
	want(t, m, "first steps 1/4", "f4 no more")
	f := busyFake()
	f.set(func(s *Status) { s.Stopped = true })
	m = show(t, f, hintShown(Options{}), 80, 24)
	wantNot(t, m, "first steps")
}

// The hint at the sizes at which it is shown, and in its last words.
func TestFramesHint(t *testing.T) {
	for _, look := range looks {
		var frames []frame
		for _, size := range sizes[1:3] {
			m := show(t, busyFake(), hintShown(look.options), size[0], size[1])
			frames = append(frames, snap(fmt.Sprint(size[0]), m))
			press(m, "esc", "space")
			frames = append(frames, snap("the second step", m))
			m.hint.step = len(hintSteps)
			frames = append(frames, snap("its last words", m))
		}
		golden(t, "hint-"+look.name, frames...)
	}
}
