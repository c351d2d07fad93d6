package tui

import (
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"echotui/tui/film"
)

// byHand is somebody in front of a screen whose time passes as they say, and
// what comes of their recordings.
type byHand struct {
	*Model
	t       *testing.T
	now     time.Time
	written []*Recording
	err     error // of writing
}

func (h *byHand) Now() time.Time                                       { return h.now }
func (h *byHand) After(time.Duration, func(time.Time) tea.Msg) tea.Cmd { return nil }
func (h *byHand) Idle(time.Duration, func(time.Time) tea.Msg) tea.Cmd  { return nil }
func (h *byHand) Await(_, _ <-chan struct{}, _ tea.Msg) tea.Cmd        { return nil }
func (h *byHand) pass(d time.Duration)                                 { h.now = h.now.Add(d); h.Update(shotMsg{}) }
func (h *byHand) write(r *Recording) (string, error) {
	h.written = append(h.written, r)
	return "wrote it", h.err
}

// sit puts somebody in front of the busy app.
func sit(t *testing.T) *byHand {
	t.Helper()
	h := &byHand{t: t, now: time.Unix(1000, 0)}
	h.Model = New(busyFake(), Options{Scheduler: h, Record: h.write})
	h.Init()
	h.Update(tea.WindowSizeMsg{Width: 110, Height: 32})
	return h
}

// filmed is what a frame of a film shows.
func filmed(f *film.Film, i int) string {
	var text strings.Builder
	g := f.Frames[i].Grid
	for y := range g.H {
		for _, c := range g.Row(y) {
			text.WriteString(or(c.Glyph, " "))
		}
		text.WriteString("\n")
	}
	return text.String()
}

// A recording is the screen, without what says that it is recorded, and all that
// was done from the beginning of the program on.
func TestRecording(t *testing.T) {
	h := sit(t)
	h.pass(time.Second)
	write(h.Model, "ab")
	h.pass(time.Second)
	press(h.Model, "ctrl+r")
	want(t, h.Model, "● REC 0:00")
	h.pass(61 * time.Second)
	want(t, h.Model, "● REC 1:01")
	write(h.Model, "c")
	h.pass(time.Second)
	h.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	h.pass(time.Second)
	want(t, h.Model, "● REC 1:03 ") // with a blank before the timeline
	press(h.Model, "tab")
	h.pass(time.Second)
	press(h.Model, "R")
	wantNot(t, h.Model, "REC")
	h.Update(savedMsg(h.recorder.saver.finish()))
	want(t, h.Model, "wrote it")

	r := h.written[0]
	if r.From != 2*time.Second || r.To != 66*time.Second || r.Width != 110 || r.Height != 32 || r.Incomplete != "" {
		t.Errorf("recorded from %v to %v on %dx%d %s", r.From, r.To, r.Width, r.Height, r.Incomplete)
	}
	f := r.Film
	if f.Length.Round(time.Second) != 64*time.Second || f.Frames[0].At != 0 || len(f.Frames) < 3 || f.Title != "echo" {
		t.Errorf("%d frames of %q, from %v on, last %v", len(f.Frames), f.Title, f.Frames[0].At, f.Length)
	}
	for i := range f.Frames {
		if text := filmed(f, i); strings.Contains(text, "REC") {
			t.Errorf("frame %d shows that it is recorded:\n%s", i, text)
		}
	}
	if last := f.Frames[len(f.Frames)-1].Grid; last.W != 80 || last.H != 24 {
		t.Errorf("the last frame is %dx%d", last.W, last.H)
	}
	var done []string
	for _, in := range r.Inputs {
		switch msg := in.Msg.(type) {
		case tea.KeyPressMsg:
			done = append(done, in.At.String()+" "+msg.String())
			if in.Typed != (len(msg.Text) > 0) {
				t.Errorf("%s is typed: %v", msg, in.Typed)
			}
		case tea.WindowSizeMsg:
			done = append(done, in.At.String()+" size")
		}
	}
	if got, want := strings.Join(done, ", "), "1s a, 1s b, 1m3s c, 1m4s size, 1m5s tab"; got != want {
		t.Errorf("what was done is %s\nwant %s", got, want)
	}
}

// However narrow the screen is, it says that it is recorded.
func TestRecordingIsSeen(t *testing.T) {
	for _, size := range []tea.WindowSizeMsg{{Width: 200, Height: 60}, {Width: 80, Height: 24}, {Width: 40, Height: 12}} {
		h := sit(t)
		h.Update(size)
		press(h.Model, "ctrl+r")
		want(t, h.Model, "● REC 0:00")
	}
}

// What goes wrong with writing is told, and harms nothing else.
func TestRecordingIsNotWritten(t *testing.T) {
	h := sit(t)
	h.err = errors.New("no space left on device")
	press(h.Model, "tab R")
	h.pass(time.Second)
	press(h.Model, "R")
	h.Update(savedMsg(h.recorder.saver.finish()))
	want(t, h.Model, "the recording is not written: no space left on device")
	press(h.Model, "R")
	want(t, h.Model, "● REC 0:00")
}

// Where no recording could be written, none begins: it would be lost.
func TestRecordingForNothing(t *testing.T) {
	h := sit(t)
	h.options.Recordable = func() error { return errors.New("a.cast cannot be written: read-only file system") }
	press(h.Model, "tab R")
	want(t, h.Model, "it is not recorded: a.cast cannot be written: read-only file system")
	wantNot(t, h.Model, "REC")
	h.options.Recordable = func() error { return nil }
	press(h.Model, "R")
	want(t, h.Model, "● REC 0:00")
}

// A recording that takes too much memory ends by itself, and is kept.
func TestRecordingIsBounded(t *testing.T) {
	h := sit(t)
	press(h.Model, "tab R")
	for i := 0; h.recorder.on(); i++ {
		if i > 100 {
			t.Fatal("it goes on and on")
		}
		h.Update(tea.WindowSizeMsg{Width: 1000, Height: 900 + i})
		h.pass(time.Second)
	}
	if h.recorder.saver.finish(); len(h.written) != 1 || len(h.written[0].Film.Frames) < 3 {
		t.Errorf("%d recordings are written", len(h.written))
	}
	wantNot(t, h.Model, "REC")
}

// Of more than is remembered, a tape could not be made, and is not claimed to be.
func TestRecordingRemembersSoMuch(t *testing.T) {
	h := sit(t)
	for range mostInputs {
		h.Update(tea.MouseWheelMsg{Button: tea.MouseWheelUp})
	}
	press(h.Model, "ctrl+r")
	h.pass(time.Second)
	press(h.Model, "ctrl+r")
	h.recorder.saver.finish()
	if r := h.written[0]; len(r.Inputs) > mostInputs || r.Incomplete == "" {
		t.Errorf("%d inputs: %q", len(r.Inputs), r.Incomplete)
	}
}

// Who leaves while it is recorded keeps what there is, and who leaves right
// after it was stopped does, too; each once.
func TestLeaveWhileRecording(t *testing.T) {
	for keys, want := range map[string]int{"\x03": 0, "\x12\x03": 1, "\x12\x12\x03": 1, "\x12\x12\x12\x03": 2} {
		h := &byHand{} // the clock is the one on the wall
		err := run(t.Context(), busyFake(), Options{Record: h.write}, io.Discard, tea.WithInput(strings.NewReader(keys)),
			tea.WithWindowSize(110, 32))
		if err != nil || len(h.written) != want {
			t.Errorf("%q: %d recordings, want %d; %v", keys, len(h.written), want, err)
		}
		for _, r := range h.written {
			if err := r.Film.Check(); err != nil {
				t.Errorf("%q: %v", keys, err)
			}
			for _, in := range r.Inputs {
				if key, is := in.Msg.(tea.KeyPressMsg); is {
					t.Errorf("%q: %s is part of the recording", keys, key)
				}
			}
		}
	}
}

// Where nobody can write a recording, the key says so, and nothing is remembered.
func TestCannotRecord(t *testing.T) {
	m := show(t, busyFake(), Options{}, 110, 32)
	press(m, "tab R")
	want(t, m, "nobody can write a recording here")
	if len(m.recorder.inputs) > 0 {
		t.Errorf("%d keys are remembered for nobody", len(m.recorder.inputs))
	}
}
