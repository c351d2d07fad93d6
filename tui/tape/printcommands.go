package tape

import (
	"strconv"
	"strings"
	"time"
)

func (c Output) write(w *writer)  { w.put("Output "); w.quote(c.Path) }
func (c Require) write(w *writer) { w.put("Require "); w.quote(c.Program) }
func (c Seed) write(w *writer)    { w.put("Seed ", strconv.FormatInt(c.N, 10)) }

func (c Set) write(w *writer) {
	w.put("Set ", c.Name, " ")
	switch f := settings[c.Name].form; {
	case f == regular:
		w.pattern(c.Value)
	case f == textual, f == themed && !strings.HasPrefix(c.Value, "{"):
		w.quote(c.Value)
	default:
		w.put(c.Value)
	}
}

func (c App) write(w *writer) {
	w.put("App ")
	w.quote(c.Name)
	for _, arg := range c.Args {
		w.put(" ")
		w.quote(arg)
	}
}

func (c Env) write(w *writer) {
	w.put("Env ")
	w.quote(c.Name)
	w.put(" ")
	w.quote(c.Value)
}

func (c Type) write(w *writer) {
	w.put("Type")
	w.each(c.Each)
	w.put(" ")
	w.quoteWords(c.Text)
}

// each writes a pause, if there is one.
func (w *writer) each(d time.Duration) {
	if d != Unset {
		w.put("@", formatDuration(d))
	}
}

func (w *writer) times(n int) {
	if n != 1 {
		w.put(" ", strconv.Itoa(n))
	}
}

func (c Press) write(w *writer) {
	for i, k := range c.Keys {
		switch {
		case k.Mod != c.Keys[0].Mod || k.Name == "" && k.Mod == 0 || len(c.Keys) > 1 && k.Mod == 0:
			w.fail("these keys are not pressed by one command")
		case i == 0 && k.Mod != 0:
			w.put(modifierText(k.Mod))
		}
		if k.Mod != 0 {
			w.put("+")
		}
		w.key(k)
	}
	w.each(c.Each)
	w.times(c.Times)
}

func (w *writer) key(k Key) {
	switch text := string(k.Rune); {
	case k.Name != "":
		w.put(k.Name)
	case isLetter(text[0]) && !isUnit(text) || strings.Contains("-@[]^\\", text):
		w.put(text)
	default:
		w.quote(text)
	}
}

func (c Mouse) write(w *writer) {
	w.put("Mouse")
	w.each(c.Each)
	w.put(" ", string(c.Action))
	places := []int{c.Column, c.Row}
	if c.Action == Drag {
		places = append(places, c.ToColumn, c.ToRow)
	}
	for _, n := range places {
		w.put(" ", strconv.Itoa(n))
	}
	w.times(c.Times)
}

func (c Resize) write(w *writer) {
	w.put("Resize ", strconv.Itoa(c.Columns), "x", strconv.Itoa(c.Rows))
}

func (c Copy) write(w *writer)  { w.put("Copy "); w.quoteWords(c.Text) }
func (c Paste) write(w *writer) { w.put("Paste") }
func (c Hide) write(w *writer)  { w.put("Hide") }
func (c Show) write(w *writer)  { w.put("Show") }

func (c Sleep) write(w *writer) { w.put("Sleep ", formatDuration(c.For)) }

func (c Wait) write(w *writer) {
	w.put("Wait")
	w.scope(c.Scope, Line)
	w.each(c.Timeout)
	w.condition(&c.Condition)
}

func (c Assert) write(w *writer) {
	w.put("Assert")
	w.scope(c.Scope, Screen)
	w.condition(&c.Condition)
}

func (w *writer) scope(scope, usual Scope) {
	if scope != usual {
		w.put("+", string(scope))
	}
}

func (w *writer) condition(c *Condition) {
	switch {
	case c.Pattern != "":
		w.put(" ")
		w.pattern(c.Pattern)
	case c.Text != "":
		w.put(" ")
		w.quoteWords(c.Text)
	case c.Expr != "":
		w.put(" ", c.Expr)
	}
}

func (c Screenshot) write(w *writer) { w.put("Screenshot "); w.quote(c.Path) }

func (c Marker) write(w *writer) {
	w.put("Marker")
	if c.Label != "" {
		w.put(" ")
		w.quoteWords(c.Label)
	}
}

func (c Caption) write(w *writer) { w.put("Caption "); w.quoteWords(c.Text) }
func (c Speed) write(w *writer) {
	w.put("Speed ", strconv.FormatFloat(c.Factor, 'f', -1, 64))
}
