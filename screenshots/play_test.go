// Package screenshots holds pictures of the screen, made by the test that plays
// it: the whole program, from keys to frames, over the app that comes along.
// The pictures are what the screen shows today, or the test is red.
package screenshots

import (
	"errors"
	"flag"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"echotui/runtime/app"
	"echotui/runtime/node"
	"echotui/scripts"
	"echotui/tui"
)

var update = flag.Bool("update", false, "write the pictures anew")

// player is somebody in front of the screen. It lives in a bubble of synctest,
// whose clock moves only when everybody waits: its hours take no time, and what
// happens in them is the same in every run.
type player struct {
	t       *testing.T
	program *tea.Program
}

// play opens the echo app on a screen of 110x32 and lets a player use it.
func play(t *testing.T, do func(p *player)) {
	t.Helper()
	playOn(t, open, do)
}

// playOn is play on a loop that open has made.
func playOn(t *testing.T, open func(*testing.T) *node.Loop, do func(p *player)) {
	t.Helper()
	// The goroutine of os/signal, of which there is one, must not begin in a
	// bubble.
	resized := make(chan os.Signal, 1)
	signal.Notify(resized, os.Interrupt)
	signal.Stop(resized)
	synctest.Test(t, func(t *testing.T) {
		loop := open(t)
		go loop.Run()
		defer loop.Close()
		p := &player{t: t}
		p.program = tea.NewProgram(tui.New(loop, tui.Options{Title: "echo"}), tea.WithInput(nil), tea.WithOutput(io.Discard),
			tea.WithWindowSize(110, 32), tea.WithoutSignals(), tea.WithFilter(showFrame))
		ended := make(chan error)
		go func() {
			_, err := p.program.Run()
			ended <- err
		}()
		synctest.Wait()
		do(p)
		p.key(tea.KeyPressMsg{Code: 'c', Mod: tea.ModCtrl})
		if err := <-ended; err != nil {
			t.Error(err)
		}
		release(loop)
	})
}

// release lets the commands go that the program has left waiting: one for a
// change of the session, others for the next tick.
func release(loop *node.Loop) {
	loop.Open(loop.Status().Branch)
	time.Sleep(time.Second)
}

func open(t *testing.T) *node.Loop { return node.NewLoop(boot(t), node.RealClock, nil) }

// boot starts the echo app, in which nothing has happened yet.
func boot(t testing.TB) *node.Node {
	t.Helper()
	a, err := app.Load(scripts.Echo(), "echo")
	if err != nil {
		t.Fatal(err)
	}
	n, err := node.New(a, node.Config{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	x, err := a.DefaultExec("")
	if err = errors.Join(err, n.Exec(x, nil)); err != nil {
		t.Fatal(err)
	}
	return n
}

// wait lets time pass, in the bubble.
func (p *player) wait(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

func (p *player) key(k tea.KeyPressMsg) {
	p.program.Send(k)
	synctest.Wait()
}

// press presses keys that are letters.
func (p *player) press(letters string) {
	for _, r := range letters {
		p.key(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	// The screen draws what has come of it with its next frame.
	p.wait(100 * time.Millisecond)
}

func (p *player) enter() { p.key(tea.KeyPressMsg{Code: tea.KeyEnter}) }

// showMsg asks for what is on the screen.
type showMsg struct{ frame chan string }

// showFrame answers a showMsg where the program draws its frames, and lets all
// other messages pass.
func showFrame(model tea.Model, msg tea.Msg) tea.Msg {
	if show, asked := msg.(showMsg); asked {
		show.frame <- model.(*tui.Model).View().Content
		return nil
	}
	return msg
}

func (p *player) frame() string {
	show := showMsg{make(chan string, 1)}
	p.program.Send(show)
	return stripped(<-show.frame)
}

// stripped is a frame without styles, and without blanks at the ends of lines.
func stripped(frame string) string {
	lines := strings.Split(ansi.Strip(frame), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

// sees fails unless all of texts are on the screen.
func (p *player) sees(texts ...string) {
	p.t.Helper()
	frame := p.frame()
	for _, text := range texts {
		if !strings.Contains(frame, text) {
			p.t.Errorf("%q is not on the screen:\n%s", text, frame)
		}
	}
}

// seesNot fails if text is on the screen.
func (p *player) seesNot(text string) {
	p.t.Helper()
	if frame := p.frame(); strings.Contains(frame, text) {
		p.t.Errorf("%q is on the screen:\n%s", text, frame)
	}
}

// picture compares the screen with the picture of that name.
func (p *player) picture(name string) {
	p.t.Helper()
	file := filepath.Join(name + ".txt")
	frame := p.frame()
	if *update {
		if err := os.WriteFile(file, []byte(frame), 0o666); err != nil {
			p.t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		p.t.Fatal(err)
	}
	if frame != string(want) {
		p.t.Errorf("%s is stale; go test ./screenshots -update draws it:\n%s", file, frame)
	}
}

// A line goes to the relay, which spawns a worker, and its answer comes back.
// Each pane tells its part of it, at every moment.
func TestEcho(t *testing.T) {
	play(t, func(p *player) {
		p.seesNot("Echo Client")
		p.wait(time.Second)
		p.sees("Echo Client", "⏎ readline", "stats_reporter", "sleep")
		p.picture("open")

		p.press("hello world")
		p.enter()
		p.wait(50 * time.Millisecond)
		p.sees("worker 0x00004", "of 100ms", "3 of 3 alive")
		p.seesNot("HELLO WORLD")
		p.picture("working")

		p.wait(time.Second)
		p.sees("HELLO WORLD", "from worker: {app:processes|0x00004}", "✓ returned 0", "2 of 3 alive")
		p.picture("answered")

		p.wait(5 * time.Second)
		p.sees("relay stats", "messages", "workers_spawned")
	})
}

// Time stops, goes on by single facts, and runs again.
func TestPauseAndStep(t *testing.T) {
	play(t, func(p *player) {
		p.wait(time.Second)
		p.press("one")
		p.enter()
		p.key(tea.KeyPressMsg{Code: tea.KeyEscape})
		p.press(" ")
		p.sees("PAUSED")
		before := p.frame()
		p.wait(time.Hour)
		if after := p.frame(); after != before {
			t.Errorf("an hour of pause changes the screen:\n%s\nwas:\n%s", after, before)
		}
		p.seesNot("  ONE")
		for range 40 {
			p.press("n")
			if strings.Contains(p.frame(), "  ONE") {
				break
			}
		}
		p.sees("  ONE", "PAUSED")
		p.picture("stepped")
		p.press(" ")
		p.sees("LIVE")
	})
}

// The log can be searched, its rows opened and drawn as a picture, and the
// mailboxes stand beside it.
func TestLogAndMailboxes(t *testing.T) {
	play(t, func(p *player) {
		p.wait(time.Second)
		p.press("find me")
		p.enter()
		p.wait(time.Second)
		p.key(tea.KeyPressMsg{Code: tea.KeyEscape})
		p.press("4/echo_response")
		p.sees("match", "──echo_response──▶")
		p.seesNot("stats_reporter begins")
		p.enter()
		p.picture("filtered")
		p.key(tea.KeyPressMsg{Code: tea.KeyEscape})
		p.press("t:#23")
		p.enter()
		p.press("f:#31")
		p.enter()
		p.sees("◆ echo", "─echo_response")
		p.picture("sequence")
		p.key(tea.KeyPressMsg{Code: tea.KeyEscape})
		p.press("}t")
		p.picture("mailboxes")
		p.press("?")
		p.sees("help")
	})
}

// The past is entered again: every pane shows it, a process is looked into, and
// the run goes on from there in another way.
func TestPast(t *testing.T) {
	play(t, func(p *player) {
		p.wait(time.Second)
		p.press("one")
		p.enter()
		p.wait(5 * time.Second)
		p.key(tea.KeyPressMsg{Code: tea.KeyEscape})
		p.press(":#33")
		p.enter()
		p.press("ma")
		p.sees("PAST", "fact 33/", "13 facts, 5", "✓ returned 0", "▶ 33")
		p.seesNot("│  ONE")
		p.picture("past")

		p.press(":#31")
		p.enter()
		p.press("4s")
		p.sees("▾ main", `app:worker:`, "data", `"one"`)
		p.picture("source")

		p.press("c")
		p.sees("go on from fact #31? What came after it stays as branch 1.")
		p.press("c")
		p.sees("PAUSED", "fact 31/31", "this is branch 2; it parts from branch 1 after fact #31")
		p.press(" ")
		p.wait(time.Second)
		p.sees("LIVE", "  ONE")
		p.press(":branches")
		p.enter()
		p.wait(100 * time.Millisecond)
		p.picture("branches")
		p.key(tea.KeyPressMsg{Code: tea.KeyUp})
		p.enter()
		p.wait(100 * time.Millisecond)
		p.sees("PAST", "fact 31/", "this is branch 1; it parts from branch 2 after fact #31")
	})
}

// When the app is done the screen stays, and says so.
func TestEnd(t *testing.T) {
	play(t, func(p *player) {
		p.wait(time.Second)
		p.key(tea.KeyPressMsg{Code: 'd', Mod: tea.ModCtrl})
		p.wait(time.Second)
		p.sees("Goodbye!", "ENDED")
		p.picture("ended")
	})
}
