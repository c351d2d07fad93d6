package record

import (
	"errors"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"echotui/tui/film"
	"echotui/tui/tape"
)

var errLeft = errors.New("the program has been left before")

// do does a command.
func (p *player) do(c tape.Command) error {
	if acts(c) {
		if p.screen.left {
			return errLeft
		}
		p.acted = p.screen.stage.Status().Last
	}
	now := p.screen.time.now
	switch c := c.(type) {
	case tape.Set:
		return p.set(c)
	case tape.Type:
		return p.types(c)
	case tape.Press:
		return p.press(c)
	case tape.Mouse:
		return p.mouse(c)
	case tape.Resize:
		return p.tell(tea.WindowSizeMsg{Width: c.Columns, Height: c.Rows})
	case tape.Copy:
		p.screen.clipboard = c.Text
	case tape.Paste:
		return p.tell(tea.PasteMsg{Content: p.screen.clipboard})
	case tape.Sleep:
		return p.sleep(c.For)
	case tape.Wait:
		return p.wait(c)
	case tape.Assert:
		return p.assert(c)
	case tape.Hide:
		return p.hide()
	case tape.Show:
		p.camera.turn(false, now)
		p.seen = 0
		return p.show(true)
	case tape.Screenshot:
		p.take.Stills = append(p.take.Stills, Still{c, p.still()})
	case tape.Marker:
		err := p.show(true)
		p.camera.Mark(c.Label, p.camera.time(now))
		return err
	case tape.Caption:
		p.camera.caption(c.Text, now)
	case tape.Speed:
		p.camera.speed(c.Factor*p.take.Settings.PlaybackSpeed, now)
	}
	return nil
}

// acts reports whether a command does something to the screen.
func acts(c tape.Command) bool {
	switch c.(type) {
	case tape.Type, tape.Press, tape.Mouse, tape.Resize, tape.Paste:
		return true
	}
	return false
}

// set changes what may change in the middle of a tape.
func (p *player) set(c tape.Set) error {
	if c.Name != "TypingSpeed" {
		return nil
	}
	var err error
	p.typing, err = time.ParseDuration(c.Value)
	return err
}

// hide ends what is to be seen with the screen as it is, if it has begun.
func (p *player) hide() (err error) {
	if len(p.camera.Frames) > 0 {
		err = p.show(true)
	}
	p.camera.turn(true, p.screen.time.now)
	return err
}

// still is the screen as it is, as a film of one frame.
func (p *player) still() *film.Film {
	still := newCamera(1, 1)
	still.Film = film.Film{Title: p.camera.Title, Palette: p.camera.Palette}
	if captions := p.camera.Captions; len(captions) > 0 {
		still.caption(captions[len(captions)-1].Text, 0)
	}
	_ = still.shoot(p.screen.look(), 0) // one frame fits
	f, _ := still.cut(0)                // and is there
	return f
}

// tell tells the screen something, and lets it do what comes of that.
func (p *player) tell(msg tea.Msg) error {
	p.screen.tell(msg)
	p.screen.settle()
	return p.show(false)
}

// key presses a key and waits.
func (p *player) key(k tape.Key, pause time.Duration) error {
	p.camera.key(k.Bytes(), p.screen.time.now)
	if p.screen.left {
		return errLeft
	}
	p.screen.tell(k.Press())
	return p.sleep(p.each(pause))
}

// each is how long to wait after a key.
func (p *player) each(pause time.Duration) time.Duration {
	if pause == tape.Unset {
		return p.typing
	}
	return pause
}

func (p *player) types(c tape.Type) error {
	for _, r := range c.Text {
		if err := p.key(tape.Key{Rune: r}, c.Each); err != nil {
			return err
		}
	}
	return nil
}

func (p *player) press(c tape.Press) error {
	for range c.Times {
		for _, k := range c.Keys {
			if err := p.key(k, c.Each); err != nil {
				return err
			}
		}
	}
	return nil
}

// wheels and buttons are what the mouse can do in one place.
var (
	wheels  = map[tape.Action]tea.MouseButton{tape.WheelUp: tea.MouseWheelUp, tape.WheelDown: tea.MouseWheelDown}
	buttons = map[tape.Action]tea.MouseButton{tape.Click: tea.MouseLeft, tape.RightClick: tea.MouseRight, tape.MiddleClick: tea.MouseMiddle, tape.Drag: tea.MouseLeft}
)

func (p *player) mouse(c tape.Mouse) error {
	at := tea.Mouse{X: c.Column - 1, Y: c.Row - 1, Button: buttons[c.Action]}
	for range c.Times {
		wheel, turned := wheels[c.Action]
		switch {
		case turned:
			at.Button = wheel
			p.screen.tell(tea.MouseWheelMsg(at))
		case c.Action == tape.Move:
			at.Button = tea.MouseNone
			p.screen.tell(tea.MouseMotionMsg(at))
		case c.Action == tape.Drag:
			to := tea.Mouse{X: c.ToColumn - 1, Y: c.ToRow - 1, Button: at.Button}
			p.screen.tell(tea.MouseClickMsg(at))
			p.screen.tell(tea.MouseMotionMsg(to))
			p.screen.tell(tea.MouseReleaseMsg(to))
		default:
			p.screen.tell(tea.MouseClickMsg(at))
			p.screen.tell(tea.MouseReleaseMsg(at))
		}
		if err := p.sleep(p.each(c.Each)); err != nil {
			return err
		}
	}
	return nil
}

// wait lets time pass until a condition holds.
func (p *player) wait(c tape.Wait) error {
	timeout := c.Timeout
	if timeout == tape.Unset {
		timeout = p.take.Settings.WaitTimeout
	}
	holds, err := p.condition(c.Condition, p.acted)
	if err != nil {
		return err
	}
	reached, err := p.pass(timeout, holds)
	if err == nil && !reached {
		err = fmt.Errorf("%s: %s within %v", "Wait", p.missing(c.Condition), timeout)
	}
	return err
}

// assert looks whether a condition holds now.
func (p *player) assert(c tape.Assert) error {
	holds, err := p.condition(c.Condition, 0)
	if err == nil && !holds() {
		err = fmt.Errorf("%s: %s", "Assert", p.missing(c.Condition))
	}
	return err
}
