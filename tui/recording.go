package tui

import (
	"fmt"
	"strings"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"echotui/tui/draw"
	"echotui/tui/film"
)

// Recording is what somebody has recorded by hand: what was to be seen, and all
// that they have done since the program began, so that it can be done again.
type Recording struct {
	Film          *film.Film
	From, To      time.Duration // since the program began: when it was recorded
	Width, Height int           // of the screen when the program began
	Inputs        []Input       // in order, until To
	// Incomplete says why Inputs are not all there is; "" if they are.
	Incomplete string
}

// Input is something that somebody did: a key, a paste, the mouse, a new size.
type Input struct {
	At    time.Duration // since the program began
	Msg   tea.Msg
	Typed bool // the key was a character of a line
}

// mostInputs bounds how much of what somebody does is remembered: hours of it.
const mostInputs = 50_000

// recorder notes what somebody does and, once it is on, films what is to be
// seen.
type recorder struct {
	began  time.Time // the program
	inputs []Input
	full   bool // there were too many

	width, height int // at first

	camera *film.Camera // nil: it is off
	from   time.Duration
	due    bool // the next picture will be made soon
	blind  bool // the screen has failed: there are no more pictures
	saver  *saver
}

// shotMsg says that the next picture of a recording may be made.
type shotMsg struct{}

func newRecorder(o *Options) recorder {
	return recorder{began: o.Scheduler.Now(), saver: &saver{write: o.Record}}
}

func (r *recorder) on() bool { return r.camera != nil }

// now is the time since the program began.
func (m *Model) sinceBegin() time.Duration { return m.options.Scheduler.Now().Sub(m.recorder.began) }

// note remembers what somebody does, before it is done.
func (m *Model) note(msg tea.Msg) {
	r := &m.recorder
	if r.saver.write == nil {
		return
	}
	input := Input{At: m.sinceBegin(), Msg: msg}
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		if r.width == 0 {
			r.width, r.height = msg.Width, msg.Height
			return
		}
	case tea.KeyPressMsg:
		if second, two := m.apart(msg); two { // a tape has them one after the other
			r.remember(Input{At: input.At, Msg: tea.KeyPressMsg{Code: tea.KeyEscape}})
			input.Msg = second
			break
		}
		input.Typed = m.mode()&typing != 0 && msg.Text != ""
	case tea.PasteMsg, tea.MouseMsg:
	default:
		return
	}
	r.remember(input)
}

func (r *recorder) remember(input Input) {
	if r.full = len(r.inputs) >= mostInputs; !r.full {
		r.inputs = append(r.inputs, input)
	}
}

// record begins to record, unless it would be for nothing. The key that did it is
// no part of it.
func (m *Model) record() {
	r := &m.recorder
	m.withoutKey()
	if try := m.options.Recordable; try != nil {
		if err := try(); err != nil {
			m.notice = "it is not recorded: " + err.Error()
			return
		}
	}
	r.camera, r.from = &film.Camera{}, m.sinceBegin()
	r.camera.Palette = film.Dark
	if strings.Contains(m.options.Theme.Name, film.Light.Name) {
		r.camera.Palette = film.Light
	}
	r.camera.Title = m.title()
}

// withoutKey takes back the note of the key that is being obeyed.
func (m *Model) withoutKey() {
	if r := &m.recorder; len(r.inputs) > 0 && !r.full {
		r.inputs = r.inputs[:len(r.inputs)-1]
	}
}

// shoot makes a picture of what is to be seen, but for what tells that it is
// recorded.
func (m *Model) shoot() error {
	bare := *m
	bare.recorder.camera = nil
	canvas, x, y, shown := bare.Draw()
	cursor := film.Cursor{}
	if shown {
		cursor = film.Cursor{X: x, Y: y, Shown: true}
	}
	at := time.Duration(0) // the first one, even if a moment has passed since
	if len(m.recorder.camera.Frames) > 0 {
		at = m.sinceBegin() - m.recorder.from
	}
	return m.recorder.camera.Shoot(canvas, cursor, at)
}

// films makes the first picture of a recording, and asks for the next one.
func (m *Model) films() tea.Cmd {
	r := &m.recorder
	if !r.on() || r.due {
		return nil
	}
	if len(r.camera.Frames) == 0 {
		_ = m.shoot() // one picture fits
	}
	r.due = true
	return m.options.Scheduler.After(framePeriod, func(time.Time) tea.Msg { return shotMsg{} })
}

// shot makes the picture that was due. A recording that is full ends.
func (m *Model) shot() tea.Cmd {
	m.recorder.due = false
	if !m.recorder.on() {
		return nil
	}
	if err := m.shoot(); err != nil {
		return m.stopRecording()
	}
	return nil
}

// stop ends the recording, with a last picture, and returns it.
func (m *Model) stop() *Recording {
	r := &m.recorder
	if !r.blind {
		_ = m.shoot() // if it is full, it ends before
	}
	f := &r.camera.Film
	to := m.sinceBegin()
	f.Length = max(to-r.from, f.Frames[len(f.Frames)-1].At+framePeriod)
	r.camera = nil
	made := &Recording{Film: f, From: r.from, To: to, Width: r.width, Height: r.height, Inputs: r.inputs[:len(r.inputs):len(r.inputs)]}
	if r.full {
		made.Incomplete = fmt.Sprintf("more than %d keys were pressed", mostInputs)
	}
	return made
}

// stopRecording ends the recording and lets it be written.
func (m *Model) stopRecording() tea.Cmd {
	return m.recorder.saver.save(m.stop())
}

// leaveRecording writes a recording that nobody has stopped, and one that is
// not written yet: nobody runs commands any more when the program ends.
func (m *Model) leaveRecording() {
	if r := &m.recorder; r.on() && !(r.blind && len(r.camera.Frames) == 0) {
		r.saver.add(m.stop())
	}
	m.recorder.saver.finish()
}

// drawRecording says that the screen is recorded, and for how long.
func (m *Model) drawRecording(w *rowWriter) {
	if !m.recorder.on() {
		return
	}
	sign := "●"
	if w.canvas.Glyphs() == &draw.ASCII {
		sign = "*"
	}
	seconds := int((m.sinceBegin() - m.recorder.from) / time.Second)
	w.word(fmt.Sprintf("%s REC %d:%02d", sign, seconds/60, seconds%60), draw.In(draw.Bad))
}

// saver writes recordings, outside of the screen's goroutine.
type saver struct {
	write   func(*Recording) (string, error) // nil: nobody does
	mu      sync.Mutex
	waiting []*Recording
}

// savedMsg says what came of writing a recording.
type savedMsg string

func (s *saver) add(made *Recording) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.waiting = append(s.waiting, made)
}

func (s *saver) save(made *Recording) tea.Cmd {
	s.add(made)
	return func() tea.Msg { return savedMsg(s.finish()) }
}

// finish writes what waits, and tells what came of it.
func (s *saver) finish() (text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, made := range s.waiting {
		var err error
		if text, err = s.write(made); err != nil {
			text = "the recording is not written: " + err.Error()
		}
	}
	s.waiting = nil
	return text
}

// Why actions cannot be done.

func cannotRecord(m *Model) string {
	switch {
	case m.recorder.saver.write == nil:
		return "nobody can write a recording here"
	case m.recorder.on():
		return "it is recorded already"
	}
	return ""
}

func notRecording(m *Model) string {
	if !m.recorder.on() {
		return "nothing is recorded"
	}
	return ""
}
