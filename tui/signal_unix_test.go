//go:build unix

package tui

import (
	"strings"
	"sync"
	"syscall"
	"testing"
)

// signalled calls a function once somebody asks it for its status.
type signalled struct {
	*fake
	once sync.Once
	up   func()
}

func (s *signalled) Status() Status {
	s.once.Do(s.up)
	return s.fake.Status()
}

// A signal is an orderly end: the terminal is given back.
func TestSignals(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP, syscall.SIGINT} {
		t.Run(signal.String(), func(t *testing.T) {
			f, _ := newEcho()
			out := &output{}
			s := &signalled{fake: f, up: func() {
				if err := syscall.Kill(syscall.Getpid(), signal); err != nil {
					t.Error(err)
				}
			}}
			if err := Run(t.Context(), s, Options{}, nil, out); err != nil {
				t.Errorf("%v ends the program with %v", signal, err)
			}
			if text := out.String(); strings.Contains(text, "\x1b[?1049h") && !strings.Contains(text, "\x1b[?1049l") {
				t.Error("the terminal was not given back")
			}
		})
	}
}
