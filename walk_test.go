package main

import (
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/app"
	"echotui/runtime/node"
	"echotui/runtime/wire"
	"echotui/scripts"
	"echotui/tui"
)

// player is a screen of a running app with nobody before it: it does what the
// program around it would.
type player struct {
	*testing.T
	screen tea.Model
	loop   *node.Loop
	msgs   chan tea.Msg
}

func newPlayer(t *testing.T) *player {
	a, err := app.Load(scripts.Echo(), "echo")
	if err != nil {
		t.Fatal(err)
	}
	n, err := node.New(a, node.Config{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	x, err := a.DefaultExec("")
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Exec(x, nil); err != nil {
		t.Fatal(err)
	}
	loop := node.NewLoop(n, node.VirtualClock, nil)
	go loop.Run()
	p := &player{t, tui.New(loop, tui.Options{}), loop, make(chan tea.Msg, 1000)}
	p.do(p.screen.Init())
	p.take(tea.WindowSizeMsg{Width: 110, Height: 32})
	return p
}

// do does what a command stands for, aside.
func (p *player) do(cmd tea.Cmd) {
	if cmd != nil {
		go func() { p.msgs <- cmd() }()
	}
}

// take gives the screen a message, and what comes of it in the next moments.
// Time is that of the bubble.
func (p *player) take(msg tea.Msg) {
	p.update(msg)
	for range 10 {
		time.Sleep(20 * time.Millisecond)
		synctest.Wait()
		for len(p.msgs) > 0 {
			p.update(<-p.msgs)
		}
	}
}

func (p *player) update(msg tea.Msg) {
	if batch, ok := msg.(tea.BatchMsg); ok {
		for _, cmd := range batch {
			p.do(cmd)
		}
		return
	}
	var cmd tea.Cmd
	p.screen, cmd = p.screen.Update(msg)
	p.do(cmd)
}

// leave ends the app, and with it whatever the screen still waits for.
func (p *player) leave() {
	p.loop.Do(wire.Command{Kind: wire.CommandSignal, Name: "interrupt"})
	p.loop.Resume()
	time.Sleep(time.Minute)
	p.loop.Close()
}

var keyCodes = map[string]rune{
	"enter": tea.KeyEnter, "esc": tea.KeyEscape, "backspace": tea.KeyBackspace, "down": tea.KeyDown, "space": tea.KeySpace, "tab": tea.KeyTab,
}

// play presses the keys of a line, and counts them; what stands in quotes is
// typed, and does not count.
func (p *player) play(keys string) (count int) {
	for _, word := range regexp.MustCompile(`"[^"]*"|\S+`).FindAllString(keys, -1) {
		if code, known := keyCodes[word]; known {
			p.take(tea.KeyPressMsg{Code: code})
			count++
			continue
		}
		if word[0] != '"' {
			count++
		}
		for _, r := range strings.Trim(word, `"`) {
			p.take(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
	}
	return count
}

// The walk-through in the README leads where it says: behind each line of keys
// stands what can then be read on the screen.
func TestReadmeWalk(t *testing.T) {
	found := regexp.MustCompile("(?s)<!-- walk: [^\n]*-->\n```text\n(.*?)```\n").FindStringSubmatch(readme(t))
	if found == nil {
		t.Fatal("the README has no walk-through")
	}
	synctest.Test(t, func(t *testing.T) {
		p := newPlayer(t)
		defer p.leave()
		keys := 0
		for line := range strings.Lines(found[1]) {
			pressed, seen, _ := strings.Cut(strings.TrimSpace(line), "   ")
			keys += p.play(pressed)
			if screen := readable(p.screen.View().Content); !strings.Contains(screen, strings.TrimSpace(seen)) {
				t.Fatalf("after %s there is no %q:\n%s", pressed, strings.TrimSpace(seen), screen)
			}
		}
		if keys >= 10 {
			t.Errorf("it takes %d keys", keys)
		}
	})
}
