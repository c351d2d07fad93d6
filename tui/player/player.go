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
	since   time.Time       // when it was at this place
	touched time.Time       // when somebody did something last, or the film began or ended
	turn    int             // of the timer that counts; others are late
	done    <-chan struct{} // closed when nobody waits for timers any more; nil: never

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
	return &player{film: f, options: o, now: now, method: ansi.WcWidth, keys: keys, running: true, speed: o.Speed, since: now(), touched: now()}
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
		p.touched = p.since
		if quit := p.press(msg.String()); quit != nil {
			return p, quit
		}
	case tea.MouseClickMsg:
		p.held = p.told() && p.bar().Contains(msg.X, msg.Y)
		p.touched = p.since
		p.grab(msg.X)
	case tea.MouseMotionMsg:
		p.touched = p.since
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
		if p.running = p.at < p.film.Length; !p.running {
			p.touched = now
		}
	}
	p.since = now
}

// seek goes to a place in the film, or to its end that is nearer.
func (p *player) seek(at time.Duration) { p.at = max(0, min(at, p.film.Length)) }

// sleep waits for the next change: of the picture, the caption or the bottom line.
func (p *player) sleep() tea.Cmd {
	p.turn++
	wait, changes := p.untilNext()
	if left := toldFor - p.since.Sub(p.touched); p.covers() && left > 0 && (!changes || left < wait) {
		wait, changes = left, true
	}
	if !changes {
		return nil
	}
	turn := p.turn
	return func() tea.Msg {
		timer := time.NewTimer(max(shortestSleep, wait))
		defer timer.Stop()
		select {
		case <-timer.C:
			return wake{turn}
		case <-p.done:
			return nil
		}
	}
}

// untilNext is how long it takes until the film has something else to show, if
// it runs.
func (p *player) untilNext() (wait time.Duration, changes bool) {
	if !p.running {
		return 0, false
	}
	next := p.film.Length
	if p.told() {
		next = min(next, p.at.Truncate(time.Second)+time.Second)
	}
	if i := p.film.FrameAt(p.at) + 1; i < len(p.film.Frames) {
		next = min(next, p.film.Frames[i].At)
	}
	if i := p.captionAt() + 1; i < len(p.film.Captions) {
		next = min(next, p.film.Captions[i].At)
	}
	return time.Duration(float64(next-p.at) / p.speed), true
}

// toldFor is how long the bottom line is seen, where it covers some of the film,
// after somebody has done something.
const toldFor = 3 * time.Second

// covers reports whether the film needs the room of the lines below it.
func (p *player) covers() bool {
	_, h := p.film.Size()
	return h > p.height-p.lines()
}

// told reports whether the bottom line is seen.
func (p *player) told() bool {
	return !p.covers() || p.help || p.since.Sub(p.touched) < toldFor
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

// lines is how many there are below the film, if there is room.
func (p *player) lines() int {
	if len(p.film.Captions) > 0 {
		return 2
	}
	return 1
}

// rows is how many the film has on the terminal.
func (p *player) rows() int {
	if p.covers() && !p.help {
		return p.height
	}
	return max(0, p.height-p.lines())
}

// grab goes to where the bar is clicked.
func (p *player) grab(x int) {
	bar := p.bar()
	if p.held && bar.W > 1 {
		p.running = false
		p.seek(time.Duration(float64(p.film.Length) * float64(x-bar.X) / float64(bar.W-1)))
	}
}
