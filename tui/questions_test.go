package tui

import (
	"context"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Whichever way somebody leaves, it is done when the terminal has answered what
// it was asked, or would have: the shell would take the answer for something
// typed.
func TestLeavesOnceAnswered(t *testing.T) {
	const answer = "\x1b[?62;22c\x1b[?2026;2$y\x1b[?1u" // more than one, and not the last one last
	leavings := []struct {
		name  string
		leave func(keys io.Writer, stop func())
	}{
		{"ctrl+c", func(keys io.Writer, _ func()) { _, _ = io.WriteString(keys, "\x03") }},
		{"a signal", func(_ io.Writer, stop func()) { stop() }},
	}
	for _, l := range leavings {
		for _, answers := range []bool{true, false} {
			synctest.Test(t, func(t *testing.T) {
				ctx, stop := context.WithCancel(t.Context())
				defer stop()
				f, _ := newEcho()
				in, keys := io.Pipe()
				defer keys.Close()
				out, began := &output{}, time.Now()
				var ended time.Duration
				done := make(chan error, 1)
				go func() {
					err := run(ctx, f, Options{live: true, AskGround: true}, out, tea.WithInput(in), tea.WithWindowSize(80, 24))
					ended = time.Since(began)
					done <- err
				}()
				time.Sleep(10 * time.Millisecond)
				l.leave(keys, stop)
				time.Sleep(100 * time.Millisecond)
				synctest.Wait()
				if len(done) > 0 {
					t.Errorf("%s: the program has ended after %s", l.name, ended)
				}
				want := answerLimit
				if answers {
					want = time.Since(began) + answerRest
					if _, err := io.WriteString(keys, answer); err != nil {
						t.Error(err)
					}
				}
				if err := <-done; err != nil || ended != want {
					t.Errorf("%s: %v after %s, not %s", l.name, err, ended, want)
				}
				settled()
				text := out.String()
				if !strings.HasPrefix(text, ansi.RequestBackgroundColor) || !strings.Contains(text, ansi.RequestPrimaryDeviceAttributes) {
					t.Errorf("the terminal was asked %.100q", text)
				}
			})
		}
	}
}

// A key is written at once, and again what comes of it; what happens by itself
// has time.
func TestKeysAreWrittenAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		f, e := newEcho()
		out := &writes{}
		in, keys := io.Pipe()
		defer keys.Close()
		end := make(chan error, 1)
		go func() {
			end <- run(ctx, f, Options{}, out, tea.WithInput(in), tea.WithWindowSize(110, 32), tea.WithEnvironment([]string{"TERM=xterm-256color"}))
		}()
		settled()
		busy := func(ms int) {
			for range ms {
				time.Sleep(time.Millisecond)
				e.pass(time.Millisecond)
				e.print(e.cli, "x\n")
			}
		}
		busy(300)
		for range 20 {
			busy(137)
			pressed := time.Now()
			if _, err := io.WriteString(keys, "k"); err != nil {
				t.Fatal(err)
			}
			busy(17)
			if after := out.last().Sub(pressed); after < 0 {
				t.Errorf("a key is not written within 17 ms, but before: %s", after)
			}
		}
		before := out.count()
		busy(2000)
		if n := out.count() - before; n < 30 || n > 42 {
			t.Errorf("what happens by itself is written %d times in 2 s", n)
		}
		stop()
		if err := <-end; err != nil {
			t.Error(err)
		}
		settled()
	})
}
