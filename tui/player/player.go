package player

import (
	"cmp"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"echotui/tui/draw"
	"echotui/tui/film"
)

// Options are how a film is played.
type Options struct {
	Theme  *draw.Theme  // of the lines below it
	Glyphs *draw.Glyphs // of them, too
	Name   string       // of the film, if it has no title
	Speed  float64      // to begin with; 0 is 1
}

// player is the state of the screen.
type player struct {
	film    *film.Film
	options Options
	now     func() time.Time
	method  ansi.Method // how the terminal measures graphemes
	keys    []key

	at      time.Duration // in the film
	running bool
	speed   float64
	since   time.Time // when it was at this place
	turn    int       // of the timer that counts; others are late

	width, height int
	left, top     int // the first column and row of the film that is seen
	held          bool
	help          bool
	helpTop       int    // the first row of it
	notice        string // why the last key did nothing
}

func newPlayer(f *film.Film, o Options, now func() time.Time) *player {
	if o.Speed == 0 {
		o.Speed = 1
	}
	return &player{film: f, options: o, now: now, method: ansi.WcWidth, keys: keys, running: true, speed: o.Speed, since: now()}
}

// wake is the message of a timer.
type wake struct{ turn int }

// shortestSleep bounds how often the screen is drawn.
const shortestSleep = time.Second / 60

// Init starts the film.
func (p *player) Init() tea.Cmd { return p.sleep() }

// Update takes a key, or lets time pass.
func (p *player) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	p.pass()
	switch msg := msg.(type) {
	case wake:
		if msg.turn != p.turn {
			return p, nil
		}
	case tea.WindowSizeMsg:
		p.width, p.height = msg.Width, msg.Height
		p.scroll(0, 0)
	case tea.ModeReportMsg:
		if msg.Mode == ansi.ModeUnicodeCore && !msg.Value.IsNotRecognized() && msg.Value != ansi.ModePermanentlyReset {
			p.method = ansi.GraphemeWidth
		}
	case tea.KeyPressMsg:
		if quit := p.press(msg.String()); quit != nil {
			return p, quit
		}
	case tea.MouseClickMsg:
		p.held = p.bar().Contains(msg.X, msg.Y)
		p.grab(msg.X)
	case tea.MouseMotionMsg:
		p.grab(msg.X)
	case tea.MouseReleaseMsg:
		p.held = false
	}
	return p, p.sleep()
}

// pass brings the place in the film to what time it is.
func (p *player) pass() {
	now := p.now()
	if p.running {
		p.seek(p.at + time.Duration(float64(now.Sub(p.since))*p.speed))
		p.running = p.at < p.film.Length
	}
	p.since = now
}

// seek goes to a place in the film, or to its end that is nearer.
func (p *player) seek(at time.Duration) { p.at = max(0, min(at, p.film.Length)) }

// sleep waits for the next change: of the picture, the caption or the clock.
func (p *player) sleep() tea.Cmd {
	p.turn++
	if !p.running {
		return nil
	}
	next := min(p.film.Length, p.at.Truncate(time.Second)+time.Second)
	if i := p.film.FrameAt(p.at) + 1; i < len(p.film.Frames) {
		next = min(next, p.film.Frames[i].At)
	}
	if i := p.captionAt() + 1; i < len(p.film.Captions) {
		next = min(next, p.film.Captions[i].At)
	}
	turn := p.turn
	wait := max(shortestSleep, time.Duration(float64(next-p.at)/p.speed))
	return tea.Tick(wait, func(time.Time) tea.Msg { return wake{turn} })
}

// captionAt is the number of the caption that is shown, -1 before the first one.
func (p *player) captionAt() int {
	i, _ := slices.BinarySearchFunc(p.film.Captions, p.at+1, func(c film.Caption, at time.Duration) int { return cmp.Compare(c.At, at) })
	return i - 1
}

// markAt is the number of the chapter this is in, -1 before the first one.
func (p *player) markAt() int {
	i, _ := slices.BinarySearchFunc(p.film.Marks, p.at+1, func(m film.Mark, at time.Duration) int { return cmp.Compare(m.At, at) })
	return i - 1
}

// scroll moves what is seen of the help, or of a film that is larger than the
// terminal.
func (p *player) scroll(columns, rows int) {
	if p.help {
		p.helpTop = max(0, min(p.helpTop+rows, len(p.keys)-p.rows()))
		return
	}
	w, h := p.film.Size()
	p.left = max(0, min(p.left+columns, w-p.width))
	p.top = max(0, min(p.top+rows, h-p.rows()))
}

// rows is how many the film has on the terminal.
func (p *player) rows() int {
	lines := 1
	if len(p.film.Captions) > 0 {
		lines = 2
	}
	return max(0, p.height-lines)
}

// grab goes to where the bar is clicked.
func (p *player) grab(x int) {
	bar := p.bar()
	if p.held && bar.W > 1 {
		p.running = false
		p.seek(time.Duration(float64(p.film.Length) * float64(x-bar.X) / float64(bar.W-1)))
	}
}
