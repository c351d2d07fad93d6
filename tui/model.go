package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// Model is the screen: all its state, and the only tea.Model of the program.
// The panes are plain structs. Update changes them; View only reads.
type Model struct {
	session Session
	options Options
	actions []action
	done    <-chan struct{} // closed when the program is over; nil: never

	width, height int
	method        ansi.Method // how the terminal measures characters
	layout        layout

	world   *trace.World
	status  Status
	batch   []wire.Event // facts of one frame
	behind  bool         // there were more facts than a frame takes
	ticking bool         // a tick of the clock is under way
	looking bool         // the filter will go on soon

	focus  pane
	before pane // the pane that had the keys before the prompt got them
	tab    mode // which tab of the log's pane: inLog or inMailboxes
	notice string

	prompt    promptPane
	tree      treePane
	stats     statsPane
	log       logPane
	mailboxes mailboxPane
	help      helpPage
}

// New makes the screen of a session. The prompt has the keys.
func New(session Session, options Options) *Model {
	return &Model{
		session: session,
		options: options.withDefaults(),
		actions: actions(),
		method:  ansi.WcWidth,
		world:   trace.NewWorld(),
		before:  paneProcesses,
		tab:     inLog,
		prompt:  newPrompt(),
		tree:    newTree(),
		log:     newLog(),
	}
}

// Init takes what facts there are and begins to wait for more.
func (m *Model) Init() tea.Cmd {
	next := m.frame()
	m.settle()
	return tea.Batch(next, m.clock())
}

// Update is the one place where anything changes.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
	case tea.ModeReportMsg:
		m.measure(msg)
	case tea.KeyPressMsg:
		cmd = m.key(msg)
		m.status = m.session.Status()
	case tea.PasteMsg:
		m.paste(msg.Content)
	case tea.MouseClickMsg:
		m.click(msg)
	case tea.MouseWheelMsg:
		m.wheel(msg)
	case changedMsg:
		cmd = m.frame()
	case frameMsg:
		cmd = m.next()
	case clockMsg:
		m.ticking = false
		m.status = m.session.Status()
	case lookMsg:
		m.looking = false
	default:
		return m, nil
	}
	m.settle()
	return m, tea.Batch(cmd, m.clock(), m.look())
}

// measure notes how the terminal measures characters, once it has told. The
// renderer draws its conclusion from the same message.
func (m *Model) measure(msg tea.ModeReportMsg) {
	if msg.Mode == ansi.ModeUnicodeCore && !msg.Value.IsNotRecognized() && msg.Value != ansi.ModePermanentlyReset {
		m.method = ansi.GraphemeWidth
	}
}

// settle brings what panes show in step with facts, sizes and cursors. It asks
// the session for what is visible, so that View needs to ask nobody.
func (m *Model) settle() {
	m.layout = arrange(m.width, m.height, m.focus)
	inner := &m.layout.inner
	m.prompt.settle(inner[panePrompt], m.status)
	m.tree.settle(m.world, m.now(), inner[paneProcesses])
	m.stats.settle(m.world, inner[paneStats])
	m.log.filter.scan(m.session, m.world, m.world.Seq)
	m.log.settle(m.session, m.world, m.logRect())
	if m.tab == inMailboxes {
		m.mailboxes.settle(m.world, inner[paneLog])
	}
	m.help.settle(m)
}

// now is the present: that of the session, or that of the newest fact seen if
// the two differ.
func (m *Model) now() wire.Time { return max(m.status.Now, m.world.At) }

// mode is who gets the keys.
func (m *Model) mode() mode {
	sized := m.width > 0 || m.height > 0 // keys may come before the terminal tells
	switch {
	case sized && arrange(m.width, m.height, m.focus).shape == shapeNone:
		return inNothing
	case m.help.open:
		return inHelp
	}
	return m.beneath()
}

// beneath is who gets the keys when the help page is closed.
func (m *Model) beneath() mode {
	if m.log.filter.typing {
		return inFilter
	}
	switch m.focus {
	case panePrompt:
		if m.prompt.takes(m.status) {
			return inPrompt
		}
		return inFinished
	case paneProcesses:
		return inProcesses
	case paneStats:
		return inStats
	}
	return m.tab
}

// typed gives a key to the line that is being typed.
func (m *Model) typed(in mode, msg tea.KeyPressMsg) {
	if in == inFilter {
		m.log.filter.editor.key(msg)
		m.log.filter.edited()
		return
	}
	m.prompt.editor.key(msg)
	m.prompt.back = 0
	m.warnFull()
}

func (m *Model) warnFull() {
	if m.prompt.editor.full() {
		m.notice = fmt.Sprintf("the line is full: %d characters", editorLimit)
	}
}

// paste types what was pasted. Of several lines for the app, each is sent.
func (m *Model) paste(text string) {
	switch m.mode() {
	case inFilter:
		m.log.filter.editor.insert(text)
		m.log.filter.edited()
	case inPrompt:
		for _, line := range m.prompt.paste(text) {
			m.input(line)
		}
		m.warnFull()
	}
}

// focusOn gives the keys to a pane. Asked to give them to the log's pane when
// that has them, it turns to its next tab.
func (m *Model) focusOn(p pane) {
	m.log.filter.typing = false
	if p == paneLog && m.focus == paneLog {
		m.turnTab(1)
		return
	}
	if p == panePrompt && m.focus != panePrompt {
		m.before = m.focus
	}
	m.focus = p
}

func (m *Model) turnPane(n pane) {
	m.log.filter.typing = false
	next := (m.focus + n + panes) % panes
	if next == panePrompt {
		m.before = m.focus
	}
	m.focus = next
}

func (m *Model) leavePrompt() { m.focus = m.before }

// turnTab shows the next tab of the log's pane.
func (m *Model) turnTab(int) {
	if m.tab == inLog {
		m.tab = inMailboxes
	} else {
		m.tab = inLog
	}
}

func (m *Model) typeFilter() {
	m.focus, m.tab = paneLog, inLog
	m.log.filter.typing = true
}

func (m *Model) openHelp() { m.help.open = true }

// toggle, unfold and fold show or hide what belongs to the selected row.
func (m *Model) toggle() {
	switch m.mode() {
	case inProcesses:
		m.tree.toggle()
	case inLog:
		m.log.toggle()
	case inMailboxes:
		m.mailboxes.toggle()
	}
}

func (m *Model) unfold() {
	switch m.mode() {
	case inProcesses:
		m.tree.unfold()
	case inLog:
		m.log.expand()
	case inMailboxes:
		m.mailboxes.expand()
	}
}

func (m *Model) fold() {
	switch m.mode() {
	case inProcesses:
		m.tree.fold()
	case inLog:
		m.log.close()
	case inMailboxes:
		m.mailboxes.close()
	}
}

// View draws the screen as it is.
func (m *Model) View() tea.View {
	canvas := draw.NewCanvas(m.width, m.height)
	canvas.Use(draw.Look{Theme: m.options.Theme, Glyphs: m.options.Glyphs, Method: m.method})
	cursor, shown := m.draw(canvas)
	view := tea.NewView(canvas.String())
	view.AltScreen = true
	view.MouseMode = tea.MouseModeCellMotion
	view.WindowTitle = trace.Clean(or(m.options.Title, or(m.world.App, "echotui")), 100)
	if shown {
		view.Cursor = tea.NewCursor(cursor.x, cursor.y)
	}
	return view
}
