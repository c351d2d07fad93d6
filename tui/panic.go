package tui

import (
	"fmt"
	"runtime/debug"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"
)

// Panic is the error of a screen that has a mistake: what it shows has none.
type Panic struct {
	Value any    // of the panic
	Stack string // where it happened
	Told  string // what the screen was told last: a key, a size, a kind of message
	File  string // the run up to there is in it; "" if it is not kept
	Lost  error  // why not
}

// Error tells what happened, and how to see it again.
func (p *Panic) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "the screen has failed: %v\n", p.Value)
	fmt.Fprintf(&b, "It was told %s. That is a mistake of echotui, not of the app.\n", p.Told)
	switch {
	case p.File != "":
		fmt.Fprintf(&b, "The run up to there is kept; to see it again: echotui %s\n", p.File)
	case p.Lost != nil:
		fmt.Fprintf(&b, "The run is not kept: %v\n", p.Lost)
	}
	b.WriteString(strings.ReplaceAll(p.Stack, "\t", "    "))
	return b.String()
}

// Unwrap makes it what Bubble Tea calls a panic.
func (p *Panic) Unwrap() error { return tea.ErrProgramPanic }

// guard is a screen whose panics end the program in good order: the terminal is
// given back as ever, and nothing is written to it meanwhile.
type guard struct {
	screen tea.Model
	end    func()              // ends the program; may be called often
	start  func()              // called when the program runs; nil: nothing is to be done
	same   func() bool         // what is to be seen is what was; nil: nobody knows
	shown  func(after tea.Msg) // called when there is something new to be written; nil: nobody cares
	told   tea.Msg
	seen   tea.View

	mu    sync.Mutex
	found *Panic // the first one
}

// Init implements tea.Model.
func (g *guard) Init() (cmd tea.Cmd) {
	defer g.catch()
	if g.start != nil {
		g.start()
	}
	return g.guarded(g.screen.Init())
}

// Update implements tea.Model. A screen that has failed is told nothing more.
func (g *guard) Update(msg tea.Msg) (_ tea.Model, cmd tea.Cmd) {
	if g.failed() != nil {
		return g, nil
	}
	defer g.catch()
	g.told = msg
	_, cmd = g.screen.Update(msg)
	return g, g.guarded(cmd)
}

// View implements tea.Model.
func (g *guard) View() (view tea.View) {
	if g.failed() != nil {
		return view
	}
	if g.same != nil && g.same() {
		return g.seen
	}
	defer g.catch()
	g.seen = g.screen.View()
	if g.shown != nil {
		g.shown(g.told)
	}
	return g.seen
}

// guarded is a command whose panics are caught, and those of the commands that
// it consists of.
func (g *guard) guarded(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		defer g.catch()
		msg := cmd()
		if batch, is := msg.(tea.BatchMsg); is {
			for i, cmd := range batch {
				batch[i] = g.guarded(cmd)
			}
		}
		return msg
	}
}

// catch is deferred: it notes a panic, and ends the program.
func (g *guard) catch() {
	value := recover()
	if value == nil {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.found == nil {
		g.found = &Panic{Value: value, Stack: string(debug.Stack())}
	}
	g.end()
}

// failed is what went wrong; nil if nothing has.
func (g *guard) failed() *Panic {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.found
}

// rescue keeps the run of a screen that has failed, and tells what it was told.
func (g *guard) rescue(keep func() (file string, err error)) *Panic {
	p := g.failed()
	p.Told = describe(g.told)
	if keep != nil {
		p.File, p.Lost = keep()
	}
	return p
}

// describe names a message. What somebody has pasted is their own.
func describe(msg tea.Msg) string {
	switch msg := msg.(type) {
	case nil:
		return "nothing yet"
	case tea.KeyPressMsg:
		return "the key " + msg.String()
	case tea.WindowSizeMsg:
		return fmt.Sprintf("the size %dx%d", msg.Width, msg.Height)
	}
	return fmt.Sprintf("%T", msg)
}
