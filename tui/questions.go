package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"echotui/tui/draw"
)

const (
	// groundPatience is how long nothing is drawn while the terminal may still
	// tell whether its background is dark: one that answers at once is never seen
	// in other colours.
	groundPatience = 16 * time.Millisecond
	// lastQuestionAfter is when the last question is asked. The first frame has been
	// written by then, with which Bubble Tea asks something, too.
	lastQuestionAfter = 50 * time.Millisecond
	// answerLimit is how long is waited for answers at all: on a slow connection
	// they come late, and some terminals give none.
	answerLimit = 500 * time.Millisecond
	// answerRest is how long after the last answer all have been taken.
	answerRest = 10 * time.Millisecond
)

// ground is what is known of the background.
type ground int

const (
	groundKnown ground = iota // or there is nothing to wait for
	groundLate                // the terminal may still tell: no colours are drawn, which all can be read on
	groundAsked               // it may tell at once: nothing is drawn
)

// questions are what the terminal was asked when the program began.
type questions struct {
	ground   ground
	open     bool          // there may still be answers
	answered chan struct{} // closed when there are none
	then     tea.Cmd       // what waits for that
}

// groundMsg says that the terminal had time enough to answer at once.
type groundMsg struct{}

// lastQuestionMsg says that the last question is to be asked.
type lastQuestionMsg struct{}

// answeredMsg says that the terminal had time enough to answer.
type answeredMsg struct{}

// newQuestions are questions that are not asked yet.
func newQuestions(o *Options) questions {
	q := questions{open: o.AskGround || o.live, answered: make(chan struct{})}
	if o.AskGround {
		q.ground = groundAsked
	}
	if !q.open {
		close(q.answered)
	}
	return q
}

// firstQuestion is what the terminal is asked before anything is written to it.
func (m *Model) firstQuestion() string {
	if m.options.AskGround {
		return ansi.RequestBackgroundColor
	}
	return ""
}

// ask sees to the rest: at last the terminal is asked what all terminals answer.
// With that answer, those to all questions before have come, also to the ones that
// Bubble Tea has asked.
func (m *Model) ask() tea.Cmd {
	if !m.questions.open {
		return nil
	}
	after := m.options.Scheduler.After
	return tea.Batch(
		after(groundPatience, func(time.Time) tea.Msg { return groundMsg{} }),
		after(lastQuestionAfter, func(time.Time) tea.Msg { return lastQuestionMsg{} }),
		after(answerLimit, func(time.Time) tea.Msg { return answeredMsg{} }))
}

// askLast asks the last question, if there is a terminal.
func (m *Model) askLast() tea.Cmd {
	if !m.options.live {
		return nil
	}
	return tea.Raw(ansi.RequestPrimaryDeviceAttributes)
}

// hearLast hears the answer to the last question.
func (m *Model) hearLast() tea.Cmd {
	m.questions.ground = groundKnown
	return m.options.Scheduler.After(answerRest, func(time.Time) tea.Msg { return answeredMsg{} })
}

// hearGround chooses the theme for the background that the terminal has told.
func (m *Model) hearGround(msg tea.BackgroundColorMsg) {
	m.questions.ground = groundKnown
	switch {
	case !m.options.AskGround || msg.Color == nil:
	case msg.IsDark():
		m.options.Theme = &draw.Dark
	default:
		m.options.Theme = &draw.Light
	}
}

// hearAll notes that no answers are to come, and does what has waited for that.
func (m *Model) hearAll() (then tea.Cmd) {
	q := &m.questions
	q.ground = groundKnown
	if q.open {
		q.open = false
		close(q.answered)
	}
	then, q.then = q.then, nil
	return then
}

// onceAnswered does something that takes the terminal away from the program, once
// no answer can come any more: the shell would take it for something typed.
func (m *Model) onceAnswered(cmd tea.Cmd) tea.Cmd {
	if m.questions.open {
		m.questions.then = cmd
		return nil
	}
	return cmd
}

// theme is what all is drawn in.
func (m *Model) theme() *draw.Theme {
	if m.questions.ground == groundLate {
		return &draw.NoColour
	}
	return m.options.Theme
}
