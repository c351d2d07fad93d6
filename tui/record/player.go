package record

import (
	"fmt"
	"os/exec"
	"path"
	"time"

	"echotui/tui"
	"echotui/tui/draw"
	"echotui/tui/film"
	"echotui/tui/tape"
)

// Take is a tape that was played.
type Take struct {
	Tape     *tape.Tape
	Settings tape.Settings
	Film     *film.Film
	Stills   []Still
}

// Still is a picture that the tape asks for.
type Still struct {
	tape.Screenshot
	Film *film.Film // of one frame
}

// player plays a tape.
type player struct {
	take   *Take
	screen *screen
	camera *camera
	typing time.Duration // the pause after a character
	seen   int           // how much the screen had been told when the camera saw it
	acted  uint64        // the last fact before the last step that did something
}

// Play plays a tape to the app that it wants, in a theme if that is not nil, else
// in the one of the tape. An error that the tape is to blame for is a *Failure.
func Play(t *tape.Tape, theme *film.Palette, open Open) (*Take, error) {
	set := t.Settings()
	if theme != nil {
		set.Theme = *theme
	}
	app, err := lead(t)
	if err != nil {
		return nil, err
	}
	stage, title, err := open(app)
	if err != nil {
		return nil, err
	}
	defer stage.Close()
	columns, rows := set.Size(cellSize(&set))
	p := &player{
		take:   &Take{Tape: t, Settings: set},
		screen: newScreen(stage, tui.Options{Title: title, Theme: look(set.Theme), Record: recorded}, columns, rows),
		camera: newCamera(set.Framerate, set.PlaybackSpeed),
		typing: set.TypingSpeed,
	}
	p.camera.Title, p.camera.Palette = title, set.Theme
	if err := p.play(); err != nil {
		return nil, err
	}
	return p.take, nil
}

// recorded is what comes of a recording that is made by hand while a tape is
// played.
func recorded(r *tui.Recording) (string, error) {
	return fmt.Sprintf("recorded %d pictures; where no tape is played, they are written to a file", len(r.Film.Frames)), nil
}

// look is the theme of a screen in a palette: one of ours where the palette is,
// else one that uses no colours but those of the palette.
func look(p film.Palette) *draw.Theme {
	switch p.Name {
	case film.Dark.Name:
		return &draw.Dark
	case film.Light.Name:
		return &draw.Light
	}
	return &draw.Basic
}

// lead is what a tape says about its app. It looks for what the tape requires.
func lead(t *tape.Tape) (App, error) {
	app := App{Seed: 1, Env: map[string]string{}, Dir: path.Dir(t.Name)}
	for _, c := range t.Commands {
		switch c := c.(type) {
		case tape.App:
			app.Name, app.Args = c.Name, c.Args
		case tape.Seed:
			app.Seed = c.N
		case tape.Env:
			app.Env[c.Name] = c.Value
		case tape.Require:
			if _, err := exec.LookPath(c.Program); err != nil {
				return app, &Failure{Pos: c.Pos, Text: fmt.Sprintf("Require: %v", err)}
			}
		}
	}
	return app, nil
}

// play does all commands. Hide before anything is done hides the beginning, too.
func (p *player) play() error {
	begun := false
	for _, c := range p.take.Tape.Commands {
		if !begun && !leads(c) {
			begun = true
			if _, hides := c.(tape.Hide); !hides {
				p.begin()
			}
		}
		if err := p.do(c); err != nil {
			return p.failed(c, err)
		}
	}
	if !begun {
		p.begin()
	}
	err := p.show(true)
	if err == nil {
		p.take.Film, err = p.camera.cut(p.screen.time.now)
	}
	return p.failed(nil, err)
}

// begin is the first look at the screen.
func (p *player) begin() {
	p.screen.settle()
	_ = p.show(true) // one frame fits
}

// leads reports whether a command says what is recorded, not what happens.
func leads(c tape.Command) bool {
	switch c.(type) {
	case tape.Output, tape.Require, tape.Set, tape.App, tape.Seed, tape.Env:
		return true
	}
	return false
}

// show lets the camera see the screen as it is, once it is ready, or right now.
func (p *player) show(now bool) error {
	s := p.screen
	if p.seen == s.told || !now && s.time.now < p.camera.ready() {
		return nil
	}
	p.seen = s.told
	if p.camera.off {
		return nil // drawing it would be in vain
	}
	return p.camera.shoot(s.look(), s.time.now)
}

// In a long wait, ages and times that move by themselves are drawn so many times.
const (
	longWait   = 5 * time.Minute
	idleFrames = 300
)

// pass lets time pass, until something is so if until is not nil. It reports
// whether that is so.
func (p *player) pass(d time.Duration, until func() bool) (reached bool, err error) {
	s := p.screen
	end := s.time.now + d
	if d > longWait {
		s.time.idle = d / idleFrames
	}
	for err == nil && !reached {
		s.settle()
		reached = until != nil && until()
		err = p.show(false)
		if s.time.now >= end {
			break
		}
		next := s.due(end)
		if ready := p.camera.ready(); p.seen != s.told && ready > s.time.now {
			next = min(next, ready)
		}
		if !reached {
			s.time.now = next
		}
	}
	if s.time.idle > 0 {
		s.time.idle = 0
		s.time.hasten()
	}
	s.settle()
	return reached, err
}

func (p *player) sleep(d time.Duration) error {
	_, err := p.pass(d, nil)
	return err
}
