package record

import (
	"reflect"
	"time"

	tea "charm.land/bubbletea/v2"

	"echotui/tui"
	"echotui/tui/draw"
)

// screen is the screen of a stage and all that a terminal and Bubble Tea do for
// it, in one goroutine.
type screen struct {
	stage     Stage
	model     tea.Model
	time      *scheduler
	queue     []tea.Msg     // what the screen is to be told
	next      time.Duration // when the stage does something by itself
	never     bool          // it does nothing by itself
	left      bool          // somebody has left the program
	clipboard string
	told      int // how often it was told something
	drawn     view
}

// view is what is to be seen of a screen.
type view struct {
	told   int // as it was when this was drawn; 0: never
	canvas *draw.Canvas
	x, y   int // the cursor, if it is shown
	shown  bool
}

func newScreen(stage Stage, options tui.Options, columns, rows int) *screen {
	s := &screen{stage: stage, time: &scheduler{}}
	options.Scheduler = s.time
	s.model = tui.New(stage, options)
	s.run(s.model.Init())
	s.tell(tea.WindowSizeMsg{Width: columns, Height: rows})
	return s
}

// tell tells the screen something, and does what it wants done.
func (s *screen) tell(msg tea.Msg) {
	var cmd tea.Cmd
	s.model, cmd = s.model.Update(msg)
	s.told++
	s.run(cmd)
}

// run runs a command. What waits comes back at once: see scheduler. What comes
// of it is told to the screen when that settles.
func (s *screen) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	msg := cmd()
	if list, is := commands(msg); is {
		for _, cmd := range list {
			s.run(cmd)
		}
		return
	}
	switch msg.(type) {
	case nil:
	case tea.QuitMsg:
		s.left = true
	case tea.SuspendMsg:
		s.queue = append(s.queue, tea.ResumeMsg{}) // nobody sits at a shell meanwhile
	default:
		s.answer(msg)
	}
}

// commands are those that a message consists of, if it does: both of what
// tea.Batch and tea.Sequence make, of which the second has no name.
func commands(msg tea.Msg) (list []tea.Cmd, is bool) {
	value := reflect.ValueOf(msg)
	if !value.IsValid() || !value.CanConvert(commandsType) {
		return nil, false
	}
	return value.Convert(commandsType).Interface().([]tea.Cmd), true
}

// What Bubble Tea keeps to itself: orders to the terminal, of which a screen
// needs to be told nothing.
var (
	commandsType = reflect.TypeFor[[]tea.Cmd]()
	copyType     = reflect.TypeOf(tea.SetClipboard("")())
	pasteType    = reflect.TypeOf(tea.ReadClipboard())
)

// answer does what a terminal does about a message, or hands it to the screen.
func (s *screen) answer(msg tea.Msg) {
	switch reflect.TypeOf(msg) {
	case copyType:
		s.clipboard = reflect.ValueOf(msg).String()
	case pasteType:
		s.queue = append(s.queue, tea.ClipboardMsg{Content: s.clipboard})
	default:
		s.queue = append(s.queue, msg)
	}
}

// settle does all that is due at this instant.
func (s *screen) settle() {
	for !s.left {
		s.next, s.never = s.stage.Advance(s.time.now)
		msg := s.take()
		if msg == nil {
			return
		}
		s.tell(msg)
	}
}

// take takes what the screen is to be told next; nil if there is nothing.
func (s *screen) take() tea.Msg {
	if len(s.queue) == 0 {
		return s.time.due()
	}
	msg := s.queue[0]
	s.queue = s.queue[1:]
	return msg
}

// due is the next instant at which something happens by itself, but no later
// than the one given.
func (s *screen) due(latest time.Duration) time.Duration {
	if s.left {
		return latest
	}
	if at, never := s.time.next(); !never {
		latest = min(latest, at)
	}
	if !s.never {
		latest = min(latest, s.next)
	}
	return max(latest, s.time.now)
}

// quiet is for how long nothing is to happen before a screen has settled.
const quiet = time.Second

// settled reports whether nothing happens by itself for a while, and all that
// has happened is shown.
func (s *screen) settled() bool {
	return s.time.awake == 0 && (s.never || s.next >= s.time.now+quiet)
}

// look draws the screen, unless it is as it was.
func (s *screen) look() *view {
	p := &s.drawn
	if p.told != s.told {
		p.canvas, p.x, p.y, p.shown = s.model.(*tui.Model).Draw()
		p.told = s.told
	}
	return p
}
