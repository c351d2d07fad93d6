package player

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
)

// key is something that keys do.
type key struct {
	names []string // as Bubble Tea calls them
	shown string   // as people do
	help  string
	run   func(p *player) (why string) // why it did nothing
}

// keys are all of them, in the order in which help lists them.
var keys = []key{
	{[]string{"space"}, "space", "stop and go on; at the end, from the start", (*player).toggle},
	{[]string{".", "n"}, ". n", "one frame on", stepBy(1)},
	{[]string{",", "N", "b"}, ", N", "one frame back", stepBy(-1)},
	{[]string{"right", "l"}, "right l", "five seconds on", jumpBy(5 * time.Second)},
	{[]string{"left", "h"}, "left h", "five seconds back", jumpBy(-5 * time.Second)},
	{[]string{"shift+right", "L"}, "L", "a minute on", jumpBy(time.Minute)},
	{[]string{"shift+left", "H"}, "H", "a minute back", jumpBy(-time.Minute)},
	{[]string{"]"}, "]", "the next chapter", (*player).nextMark},
	{[]string{"["}, "[", "the chapter before", (*player).lastMark},
	{[]string{"home", "g", "{"}, "home g", "the start", func(p *player) string { p.seek(0); return "" }},
	{[]string{"end", "G", "}"}, "end G", "the end", func(p *player) string { p.seek(p.film.Length); return "" }},
	{[]string{"+", "="}, "+", "faster", fasterBy(1)},
	{[]string{"-"}, "-", "slower", fasterBy(-1)},
	{[]string{"up", "k"}, "up k", "what is above, of a film that is too high", scrollBy(0, -3)},
	{[]string{"down", "j"}, "down j", "what is below", scrollBy(0, 3)},
	{[]string{"<"}, "<", "what is to the left, of a film that is too wide", scrollBy(-8, 0)},
	{[]string{">"}, ">", "what is to the right", scrollBy(8, 0)},
	{[]string{"?", "f1"}, "?", "these keys, or the film again", func(p *player) string { p.help = !p.help; return "" }},
	{[]string{"q", "ctrl+c"}, "q", "leave", nil},
}

// press does what a key does. It returns how to leave, if it does that.
func (p *player) press(name string) tea.Cmd {
	p.notice = ""
	if name == "esc" {
		if !p.help {
			return tea.Quit
		}
		name = "?"
	}
	for i := range p.keys {
		k := &p.keys[i]
		switch {
		case !slices.Contains(k.names, name):
		case k.run == nil:
			return tea.Quit
		default:
			p.notice = k.run(p)
			return nil
		}
	}
	return nil
}

func (p *player) toggle() string {
	if p.at >= p.film.Length {
		p.seek(0)
		p.running = true
		return ""
	}
	p.running = !p.running
	return ""
}

// stepBy stops the film one frame further, or one before.
func stepBy(frames int) func(*player) string {
	return func(p *player) string {
		p.running = false
		n := p.film.FrameAt(p.at)
		switch to := n + frames; {
		case to < 0:
			return "this is the first frame"
		case to >= len(p.film.Frames):
			return "this is the last frame"
		default:
			p.seek(p.film.Frames[to].At)
		}
		return ""
	}
}

func jumpBy(d time.Duration) func(*player) string {
	return func(p *player) string { p.seek(p.at + d); return "" }
}

func (p *player) nextMark() string {
	n := p.markAt() + 1
	if n >= len(p.film.Marks) {
		return "there is no chapter after this"
	}
	p.seek(p.film.Marks[n].At)
	return ""
}

// lastMark goes to where the chapter began, or to the one before if it has just
// begun.
func (p *player) lastMark() string {
	const just = 2 * time.Second
	n := p.markAt()
	if n >= 0 && p.at-p.film.Marks[n].At < just {
		n--
	}
	if n < 0 {
		return "there is no chapter before this"
	}
	p.seek(p.film.Marks[n].At)
	return ""
}

// speeds are how fast a film can be made to run.
var speeds = []float64{0.1, 0.25, 0.5, 1, 1.5, 2, 4, 8, 16, 32, 64}

// The speeds that it may have.
const (
	MinSpeed = 0.1
	MaxSpeed = 64
)

func fasterBy(steps int) func(*player) string {
	return func(p *player) string {
		n, found := slices.BinarySearch(speeds, p.speed)
		if !found && steps > 0 {
			n-- // from between two, one step is to the next of them
		}
		n += steps
		switch {
		case n < 0:
			return "it runs no slower"
		case n >= len(speeds):
			return "it runs no faster"
		}
		p.speed = speeds[n]
		return ""
	}
}

func scrollBy(columns, rows int) func(*player) string {
	return func(p *player) string {
		left, top, helpTop := p.left, p.top, p.helpTop
		if p.scroll(columns, rows); p.left == left && p.top == top && p.helpTop == helpTop {
			return "there is no more there"
		}
		return ""
	}
}
