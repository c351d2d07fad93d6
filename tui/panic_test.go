package tui

import (
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// fragile is a screen that fails somewhere.
type fragile struct{ init, update, view, command, batched bool }

var errFragile = errors.New("it fell")

func (f *fragile) Init() tea.Cmd {
	if f.init {
		panic(errFragile)
	}
	fall := func() tea.Msg { panic(errFragile) }
	switch {
	case f.command:
		return fall
	case f.batched:
		return tea.Batch(tea.Batch(fall, fall), fall)
	}
	return nil
}

func (f *fragile) Update(tea.Msg) (tea.Model, tea.Cmd) {
	if f.update {
		panic(errFragile)
	}
	return f, nil
}

func (f *fragile) View() tea.View {
	if f.view {
		panic(errFragile)
	}
	return tea.NewView("whole")
}

// A panic ends the program in good order, wherever in a screen it happens.
func TestGuard(t *testing.T) {
	for name, screen := range map[string]*fragile{
		"init": {init: true}, "update": {update: true}, "view": {view: true}, "command": {command: true}, "batch": {batched: true},
	} {
		t.Run(name, func(t *testing.T) {
			out := &output{}
			var p *tea.Program
			g := &guard{screen: screen, end: func() { p.Kill() }}
			p = tea.NewProgram(g, tea.WithInput(nil), tea.WithOutput(out), tea.WithWindowSize(80, 24), tea.WithoutSignalHandler())
			if _, err := p.Run(); errors.Is(err, tea.ErrProgramPanic) {
				t.Error("Bubble Tea has seen the panic:", err)
			}
			found := g.rescue(func() (string, error) { return "run.trace", nil })
			if found.Value != errFragile || !strings.Contains(found.Stack, "panic_test.go") || found.File != "run.trace" {
				t.Errorf("found %+v", found)
			}
		})
	}
}

// What is told of a panic names what led to it, and where the run is.
func TestPanicTells(t *testing.T) {
	tests := []struct {
		panic Panic
		want  string
	}{
		{Panic{Value: errFragile, Stack: "here", Told: describe(keyNamed("ctrl+c")), File: "run.trace"},
			"the screen has failed: it fell\nIt was told the key ctrl+c. That is a mistake of echotui, not of the app.\n" +
				"The run up to there is kept; to see it again: echotui run.trace\nhere"},
		{Panic{Value: "x", Told: describe(tea.WindowSizeMsg{Width: 3, Height: 2}), Lost: errFragile},
			"the screen has failed: x\nIt was told the size 3x2. That is a mistake of echotui, not of the app.\nThe run is not kept: it fell\n"},
		{Panic{Value: "x", Told: describe(tea.PasteMsg{Content: "secret"})},
			"the screen has failed: x\nIt was told tea.PasteMsg. That is a mistake of echotui, not of the app.\n"},
	}
	for _, test := range tests {
		if got := test.panic.Error(); got != test.want {
			t.Errorf("got:\n%s\nwant:\n%s", got, test.want)
		}
	}
}
