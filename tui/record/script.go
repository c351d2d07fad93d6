package record

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"echotui/tui"
	"echotui/tui/tape"
)

// grain is how exactly a tape made by hand tells times: nobody types more
// regularly.
const grain = 10 * time.Millisecond

// Script makes a tape of a recording that was made by hand: the same things are
// done at the same times, up to grain, and what was done before is hidden. Lost
// is how many things were done that no tape can say.
func Script(r *tui.Recording, app App) (t *tape.Tape, lost int) {
	w := &scribe{tape: &tape.Tape{}}
	if app.Name != "" {
		w.put(tape.App{Name: app.Name, Args: app.Args})
	}
	w.put(tape.Seed{N: app.Seed})
	for _, set := range [][2]string{
		{"Columns", fmt.Sprint(r.Width)}, {"Rows", fmt.Sprint(r.Height)},
		{"Theme", r.Film.Palette.Name}, {"TypingSpeed", "0ms"},
	} {
		w.put(tape.Set{Name: set[0], Value: set[1]})
	}
	if r.From >= grain {
		w.put(tape.Hide{})
	}
	i := w.until(r.Inputs, r.From)
	w.sleep(r.From)
	if r.From >= grain {
		w.put(tape.Show{})
	}
	w.until(r.Inputs[i:], r.To)
	w.sleep(r.To)
	return w.tape, w.lost
}

// scribe writes what somebody did into a tape.
type scribe struct {
	tape *tape.Tape
	at   time.Duration // of the screen, at the end of the tape
	lost int
	held *tea.Mouse // where a button went down
}

func (w *scribe) put(c tape.Command) { w.tape.Commands = append(w.tape.Commands, c) }

// sleep lets time go on to an instant, as exactly as a tape tells it.
func (w *scribe) sleep(at time.Duration) {
	if d := at.Round(grain) - w.at; d > 0 {
		w.put(tape.Sleep{For: d})
		w.at += d
	}
}

// until writes what was done before an instant, and returns how much that is.
func (w *scribe) until(inputs []tui.Input, end time.Duration) (n int) {
	for n < len(inputs) && inputs[n].At < end {
		if run := word(inputs[n:], end); run > 1 {
			w.types(inputs[n : n+run])
			n += run
			continue
		}
		w.sleep(inputs[n].At)
		w.input(inputs[n].Msg)
		n++
	}
	return n
}

// pauseInWord is the longest pause between two characters that are typed in one
// go.
const pauseInWord = time.Second

// word is how many characters are typed in one go.
func word(inputs []tui.Input, end time.Duration) (n int) {
	for n < len(inputs) && inputs[n].Typed && inputs[n].At < end && (n == 0 || inputs[n].At-inputs[n-1].At < pauseInWord) {
		n++
	}
	return n
}

// types writes characters that were typed in one go, in a speed that brings the
// last of them to its time.
func (w *scribe) types(inputs []tui.Input) {
	w.sleep(inputs[0].At)
	last := inputs[len(inputs)-1].At
	each := ((last - w.at) / time.Duration(len(inputs))).Truncate(grain)
	var text strings.Builder
	for _, in := range inputs {
		text.WriteString(in.Msg.(tea.KeyPressMsg).Text)
	}
	for _, piece := range tape.Pieces(text.String()) {
		w.put(tape.Type{Text: piece, Each: max(0, each)})
		w.at += max(0, each) * time.Duration(len([]rune(piece)))
	}
}

// input writes one thing that was done.
func (w *scribe) input(msg tea.Msg) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		w.key(msg)
	case tea.PasteMsg:
		w.paste(msg.Content)
	case tea.WindowSizeMsg:
		w.put(tape.Resize{Columns: msg.Width, Rows: msg.Height})
	case tea.MouseClickMsg:
		at := tea.Mouse(msg)
		w.held = &at
	case tea.MouseReleaseMsg:
		w.release(tea.Mouse(msg))
	case tea.MouseWheelMsg:
		w.wheel(tea.Mouse(msg))
	}
}

func (w *scribe) key(msg tea.KeyPressMsg) {
	k, found := tape.KeyOf(msg)
	switch {
	case !found:
		w.lost++
	case k.Rune != 0 && k.Mod == 0:
		w.put(tape.Type{Text: string(k.Rune), Each: tape.Unset})
	default:
		w.put(tape.Press{Keys: []tape.Key{k}, Times: 1, Each: tape.Unset})
	}
}

// paste writes lines that were pasted: no text of a tape goes on over its line.
func (w *scribe) paste(text string) {
	for i, line := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		if i > 0 {
			w.put(tape.Press{Keys: []tape.Key{{Name: "Enter"}}, Times: 1, Each: tape.Unset})
		}
		for _, piece := range tape.Pieces(line) {
			w.put(tape.Copy{Text: piece})
			w.put(tape.Paste{})
		}
	}
}

// clicks are what pressing a button is called.
var clicks = map[tea.MouseButton]tape.Action{tea.MouseLeft: tape.Click, tea.MouseRight: tape.RightClick, tea.MouseMiddle: tape.MiddleClick}

// release writes what was done with a button from the time it went down.
func (w *scribe) release(to tea.Mouse) {
	from := w.held
	if w.held = nil; from == nil {
		return
	}
	c := tape.Mouse{Action: clicks[from.Button], Column: from.X + 1, Row: from.Y + 1, Times: 1, Each: tape.Unset}
	if to.X != from.X || to.Y != from.Y {
		c.Action, c.ToColumn, c.ToRow = tape.Drag, to.X+1, to.Y+1
	}
	if c.Action == "" || to.X < 0 || to.Y < 0 {
		w.lost++
		return
	}
	w.put(c)
}

func (w *scribe) wheel(at tea.Mouse) {
	for action, button := range wheels {
		if at.Button == button {
			w.put(tape.Mouse{Action: action, Column: at.X + 1, Row: at.Y + 1, Times: 1, Each: tape.Unset})
			return
		}
	}
	w.lost++
}
