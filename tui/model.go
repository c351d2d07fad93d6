package tui

import (
	"cmp"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"echotui/runtime/filter"
	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// Model is the screen: all its state, and the only tea.Model of the program.
// The panes are plain structs. Update changes them; View only reads.
type Model struct {
	session Session
	options Options
	groups  []group         // the table of actions, as this screen has it
	actions []action        // the same without headings
	done    <-chan struct{} // closed when the program is over; nil: never

	width, height int
	method        ansi.Method  // how the terminal measures characters
	canvas        *draw.Canvas // of the last View: half a megabyte on a large screen, not to be made sixty times a second
	layout        layout
	desk          desk
	mouseOff      bool // the terminal has the mouse
	paused        bool // time stands still because the program is suspended
	hint          hint
	questions     questions

	moments  *trace.History[*fold]
	head     *fold        // of all facts taken so far
	shown    *fold        // of those up to the cursor
	world    *trace.World // that of shown
	cursor   cursor
	way      way
	player   player
	speed    float64 // see Driver
	seek     seek
	marks    marks
	marksOf  map[int]marks // of branches that are not on the screen
	followed follow
	status   Status
	branch   int          // the one that the facts are of; see Past
	batch    []wire.Event // facts of one frame
	behind   bool         // there were more facts than a frame takes
	begun    time.Time    // when the last message came
	settled  time.Time    // when it was seen to last what panes show
	whole    time.Time    // when they lacked nothing last
	same     bool         // the last message has changed nothing that is to be seen
	ticking  bool         // a tick of the clock is under way
	lonely   int          // ticks since a key was pressed
	looking  bool         // the filter, or a search, will go on soon
	walking  bool         // the cursor will go on on its way soon

	focus  pane
	before pane // the pane that had the keys before the prompt got them
	asker  pane // the pane from which the tab that is shown was asked for; the log's: none
	tab    mode // which tab of the log's pane: one of tabs
	over   mode // who has the keys instead of the pane; 0: nobody
	notice string

	prompt    promptPane
	tree      treePane
	stats     statsPane
	log       logPane
	words     *filter.Vocabulary
	mailboxes mailboxPane
	source    sourcePane
	process   processPane
	sequence  sequencePane
	warnings  warningPane
	branches  branchPane
	refused   refused
	refusals  int // how often something could not be done to the run, as far as that was told
	timeline  timeline
	command   commandLine
	palette   palette
	breaks    breakPage
	payload   payloadPage
	help      helpPage
	recorder  recorder
}

// New makes the screen of a session. The prompt has the keys.
func New(session Session, options Options) *Model {
	words := &filter.Vocabulary{}
	table := groups()
	bind(table, options.Keys)
	m := &Model{
		session: session,
		options: options.withDefaults(),
		groups:  table,
		actions: flat(table),
		method:  ansi.WcWidth,
		speed:   1,
		marks:   marks{},
		marksOf: map[int]marks{},
		before:  paneProcesses,
		asker:   paneLog,
		tab:     inLog,
		prompt:  newPrompt(),
		tree:    newTree(),
		log:     newLog(words),
		words:   words,
		source:  newSource(),
		process: newProcessPane(),
		command: newCommandLine(),
	}
	m.mouseOff = m.options.MouseOff
	m.questions = newQuestions(&m.options)
	m.recorder = newRecorder(&m.options)
	m.forgetFacts()
	if _, ok := session.(Driver); ok {
		m.speed = session.Status().Speed
	}
	m.notice = m.begin()
	return m
}

// begin takes up what was kept in the last run of the program, and returns what
// is wrong with that.
func (m *Model) begin() (notice string) {
	o := &m.options
	if o.HintOff {
		o.Hint = nil
	}
	return cmp.Or(o.Notice, m.breaks.begin(m.session, o.Breakpoints, m.words), m.desk.begin(o.Layout, o.Shares), m.hint.begin(o.Hint))
}

// Init takes what facts there are and begins to wait for more. In a run that was
// opened nothing can be typed for the app, so the log has the keys.
func (m *Model) Init() tea.Cmd {
	next := m.frame()
	if notLive(m) != "" {
		m.focus = paneLog
	}
	m.settle()
	return tea.Batch(next, m.clock(), m.ask())
}

// Update is the one place where anything changes.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m.begun = m.options.Scheduler.Now()
	m.note(msg)
	m.same = false
	m.sequence.repeats.begin(m.foldClock())
	m.depart()
	cmd, seen := m.hear(msg)
	if !seen && !m.way.on {
		return m, cmd
	}
	if _, walks := msg.(walkMsg); walks && !m.arrives() {
		return m, m.walkOn()
	}
	m.settle()
	return m, tea.Batch(cmd, m.clock(), m.look(), m.walkOn(), m.tick(), m.patience(), m.keepBreaks(), m.keepDesk(), m.keepHint(), m.films())
}

// hear does what a message says, and reports whether anything of it is to be
// seen.
func (m *Model) hear(msg tea.Msg) (cmd tea.Cmd, seen bool) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
	case tea.ModeReportMsg:
		m.measure(msg)
	case tea.BackgroundColorMsg:
		m.hearGround(msg)
	case groundMsg:
		m.questions.ground = min(m.questions.ground, groundLate)
	case lastQuestionMsg:
		return m.askLast(), false
	case uv.PrimaryDeviceAttributesEvent:
		cmd = m.hearLast()
	case answeredMsg:
		cmd = m.hearAll()
	case tea.KeyPressMsg:
		m.lonely = 0
		cmd = m.press(msg)
		m.status = m.session.Status()
	case tea.PasteMsg:
		m.paste(msg.Content)
	case tea.MouseClickMsg:
		var hit bool
		if cmd, hit = m.clickEntry(msg); !hit {
			m.click(msg)
		}
	case tea.MouseMotionMsg:
		m.drag(msg)
	case tea.MouseReleaseMsg:
		m.timeline.held, m.desk.held = false, false
	case tea.MouseWheelMsg:
		m.wheel(msg)
	case changedMsg:
		cmd = m.frame()
		return cmd, !m.hurries()
	case frameMsg:
		cmd = m.next()
		return cmd, !m.same && !m.hurries()
	case clockMsg:
		m.ticking = false
		m.lonely++
		m.status = m.session.Status()
		m.hearNews()
	case lookMsg:
		m.looking = false
		m.goOnSeeking()
		m.goOnFinding()
		m.goOnMoving()
	case lateMsg:
		m.source.timed, m.source.late, m.source.going = false, m.source.waits(), false
	case keptMsg:
		m.kept(msg)
	case tea.ResumeMsg:
		m.resumed()
	case continuedMsg:
		cmd = retake()
	case deskMsg:
		cmd = m.rested(msg)
	case playMsg:
		m.advance(msg.at)
	case savedMsg:
		m.notice = string(msg)
	case shotMsg:
		return m.shot(), false
	case walkMsg:
		m.walking = false
	default:
		return nil, false
	}
	return cmd, true
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
	m.settled = m.options.Scheduler.Now()
	m.heedRefusal()
	m.desk.hinted = m.hint.shown(m)
	m.layout = arrange(m.width, m.height, m.focus, &m.desk)
	inner := &m.layout.inner
	m.log.bounds(m.session, m.head.seq())
	m.log.filter.start(m.log.first, m.worldAt)
	m.show()
	m.prompt.settle(&m.shown.tty, inner[panePrompt], !m.past() && notLive(m) == "", m.world.Stopped || !m.past() && m.status.Stopped)
	m.tree.settle(m.world, m.now(), inner[paneProcesses])
	m.stats.settle(m.world, m.now(), inner[paneStats])
	m.scan()
	n := names{m.world, m.head.world}
	m.log.subjects = m.head.subjects
	m.log.settle(m.session, n, m.at(), m.factsRect(), m.logLook())
	if m.tab == inSequence {
		m.sequence.settle(m.session, &m.log, n, m.logRect(), m.followed.chain, m.flight())
	}
	if m.tab == inMailboxes {
		m.mailboxes.settle(m.world, m.heldBefore(), inner[paneLog])
	}
	m.warnings.settle(m.shown.watch, m.head.watch, inner[paneLog])
	m.inspect()
	if m.tab == inProcess {
		m.process.settle(m, m.inspected().pid, inner[paneLog])
	}
	m.branches.settle(m.branch, inner[paneLog])
	m.goOnFollowing()
	m.log.follows = m.followed.on()
	m.timeline.settle(m)
	m.breaks.settle(m)
	m.palette.settle(m)
	m.payload.settle(m)
	m.help.settle(m)
	m.hold()
}

// mode is who gets the keys.
func (m *Model) mode() mode {
	sized := m.width > 0 || m.height > 0 // keys may come before the terminal tells
	switch {
	case sized && shapeOf(m.width, m.height) == shapeNone:
		return inNothing
	case m.help.open:
		return inHelp
	}
	return m.beneath()
}

// beneath is who gets the keys when the help page is closed.
func (m *Model) beneath() mode {
	switch {
	case m.over != 0:
		return m.over
	case m.log.filter.typing:
		return inFilter
	}
	switch m.focus {
	case panePrompt:
		if m.prompt.taking {
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
	switch in {
	case inFilter, inBreakLine:
		m.typesExpr(func(l *exprLine) { l.editor.key(msg); l.edited() })
	case inCommand:
		m.command.editor.key(msg)
	case inHelp:
		m.help.editor.key(msg)
	case inPayloadFind:
		m.payload.find.editor.key(msg)
	case inMark:
		m.mark(msg.Text)
	case inRecall:
		m.recall(msg.Text)
	default:
		m.prompt.editor.key(msg)
		m.prompt.wanted = 0
		m.warnFull()
	}
}

func (m *Model) warnFull() {
	if m.prompt.editor.full() {
		m.notice = fmt.Sprintf("the line is full: %d characters", editorLimit)
	}
}

// paste types what was pasted. Of several lines for the app, each is sent.
func (m *Model) paste(text string) {
	switch m.mode() {
	case inFilter, inBreakLine:
		m.typesExpr(func(l *exprLine) { l.editor.insert(text); l.edited() })
	case inCommand:
		m.command.editor.insert(text)
	case inHelp:
		m.help.editor.insert(text)
	case inPayloadFind:
		m.payload.find.editor.insert(text)
	case inPrompt:
		for _, line := range m.prompt.paste(text) {
			m.input(line)
		}
		m.warnFull()
	}
}

// Draw draws the screen as it is, into cells, and tells where the cursor of the
// terminal is if it is to be seen.
func (m *Model) Draw() (canvas *draw.Canvas, x, y int, shown bool) {
	canvas = draw.NewCanvas(m.width, m.height)
	x, y, shown = m.drawOn(canvas)
	return canvas, x, y, shown
}

func (m *Model) drawOn(canvas *draw.Canvas) (x, y int, shown bool) {
	canvas.Use(m.looks())
	cursor, shown := m.draw(canvas)
	return cursor.x, cursor.y, shown
}

// looks is how cells are drawn.
func (m *Model) looks() draw.Look {
	return draw.Look{Theme: m.theme(), Glyphs: m.options.Glyphs, Method: m.method}
}

// title is what the window is called.
func (m *Model) title() string {
	return trace.Clean(or(m.options.Title, or(m.world.App, "echotui")), 100)
}

// View draws the screen for a terminal.
func (m *Model) View() tea.View {
	if m.canvas == nil || m.canvas.Width() != m.width || m.canvas.Height() != m.height {
		m.canvas = draw.NewCanvas(m.width, m.height)
	}
	m.canvas.Clear()
	x, y, shown := m.drawOn(m.canvas)
	view := tea.NewView(m.canvas.String())
	view.AltScreen = true
	if !m.mouseOff {
		view.MouseMode = tea.MouseModeCellMotion
	}
	view.WindowTitle = m.title()
	if shown {
		view.Cursor = tea.NewCursor(x, y)
	}
	return view
}
