package tape

import (
	"slices"

	"echotui/runtime/meant"
)

// Action is what is done with the mouse.
type Action string

// The actions. A wheel is turned one notch each time.
const (
	Click       Action = "click" // press and release
	RightClick  Action = "rightclick"
	MiddleClick Action = "middleclick"
	Move        Action = "move"
	Drag        Action = "drag" // press, move, release
	WheelUp     Action = "wheelup"
	WheelDown   Action = "wheeldown"
)

var actions = []Action{Click, RightClick, MiddleClick, Move, Drag, WheelUp, WheelDown}

// mouse reads an action, where it happens, and how often.
func (p *parser) mouse(at Pos) Command {
	c := Mouse{Pos: at, Each: p.each(), Times: 1}
	t := p.next()
	if c.Action = Action(t.text); t.sort != word || !slices.Contains(actions, c.Action) {
		p.fail(t.Pos, "Mouse is followed by one of %v, not %s%s", actions, t.shown(), meant.Question(t.text, names(actions)))
	}
	c.Column, c.Row = p.place("COLUMN ROW")
	if c.Action == Drag {
		c.ToColumn, c.ToRow = p.place("COLUMN ROW COLUMN ROW")
	}
	if t := p.peek(); t.sort == number {
		p.next()
		c.Times = p.times(t)
	}
	return c
}

func names(actions []Action) (list []string) {
	for _, a := range actions {
		list = append(list, string(a))
	}
	return list
}

// place is a cell of the screen, counted from 1.
func (p *parser) place(form string) (column, row int) {
	numbers := [2]int{}
	for i := range numbers {
		t := p.number("Mouse", form+", counted from 1 and separated by blanks")
		n, err := whole(t.text, 1, maxColumns)
		if err != nil {
			p.fail(t.Pos, "Mouse: %v", err)
		}
		numbers[i] = n
	}
	return numbers[0], numbers[1]
}
