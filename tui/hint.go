package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"echotui/tui/draw"
)

// hint is a line that teaches the first steps to who has never been here. Each
// is done by doing it. It has a line of its own, so that it covers nothing.
type hint struct {
	on      bool
	step    int // of hintSteps; their number once all are done
	keeper  keeper
	changed bool
}

// hintStep is a thing to do for the first time.
type hintStep struct {
	done []string // IDs of the actions that do it
	key  []string // IDs of actions whose key is named: the first there is
	text string   // what comes after the key
	late bool     // only once time stands still, or in the past
}

var hintSteps = []hintStep{
	{[]string{"pause"}, []string{"pause"}, "stops time, and lets it go on", false},
	{[]string{"step", "step-on"}, []string{"step"}, "lets one more fact happen", true},
	{[]string{"follow"}, []string{"follow"}, "shows what led to a fact and came of it", false},
	{[]string{"record", "record-while-typing", wroteTrace}, []string{"record", "write-trace"}, "records the screen in a file, and stops", false},
}

// wroteTrace stands for the ID of an action where a trace was begun: the key
// that writes one only opens the line for the name of its file.
const wroteTrace = "wrote-trace"

// begin goes on where the last run of the program left off. Where nobody can
// tell whether somebody has dismissed it, it stays away.
func (h *hint) begin(to Keeper) (notice string) {
	h.keeper = newKeeper(to, "which first steps are done is")
	if to == nil {
		return ""
	}
	text, err := to.Load()
	if err != nil {
		return "the first steps are not shown: " + err.Error()
	}
	switch text = strings.TrimSpace(text); {
	case text == "":
		h.on = true
	default:
		_, err := fmt.Sscanf(text, "step %d", &h.step)
		h.on = err == nil && h.step >= 1 && h.step <= len(hintSteps)
		h.step = max(0, h.step-1)
	}
	return ""
}

// shown reports whether there is a step to be shown: an app that has ended
// cannot be paused.
func (h *hint) shown(m *Model) bool {
	return h.on && (h.step > 1 || !m.status.Stopped)
}

// did notes that an action was done.
func (h *hint) did(id string) {
	switch {
	case !h.on:
	case h.step == len(hintSteps): // the last word has been read
		h.on = false
	default:
		for _, done := range hintSteps[h.step].done {
			if done == id {
				h.step++
				h.changed = true
				return
			}
		}
	}
}

// dismiss ends it for good.
func (h *hint) dismiss() { h.on, h.step, h.changed = false, len(hintSteps), true }

// keepHint has it kept which steps are done.
func (m *Model) keepHint() tea.Cmd {
	h := &m.hint
	if !h.changed {
		return nil
	}
	h.changed = false
	if h.step == len(hintSteps) {
		return h.keeper.keep("done\n")
	}
	return h.keeper.keep(fmt.Sprintf("step %d\n", h.step+1))
}

func noHint(m *Model) string {
	if m.layout.hint.Empty() {
		return "no first step is shown"
	}
	return ""
}

// drawHint draws the line.
func (m *Model) drawHint(c *draw.Canvas, r draw.Rect) {
	if r.Empty() {
		return
	}
	h := &m.hint
	left, right := r.SplitX(-len(m.keyOf("dismiss-hint")) - len(" no more "))
	w := &rowWriter{canvas: c, rect: left, used: 1}
	if h.step == len(hintSteps) {
		w.word("That is all it takes.", draw.In(draw.Accent))
		w.word(m.keyOf("help"), draw.In(draw.Key))
		w.word("lists all keys,", draw.In(draw.Text))
		w.word(m.keyOf("command-line"), draw.In(draw.Key))
		w.word("does anything.", draw.In(draw.Text))
		return
	}
	step := &hintSteps[h.step]
	w.word(fmt.Sprintf("first steps %d/%d", h.step+1, len(hintSteps)), draw.In(draw.Accent))
	w.used++
	key, before := m.firstKey(step.key), false
	if m.beneath() == inPrompt {
		if here := m.keyInPrompt(step.done); here != "" {
			key = here
		} else {
			w.word(m.keyOf("leave-prompt"), draw.In(draw.Key))
			before = true
		}
	}
	if step.late && !m.past() && !m.status.Paused {
		w.word(m.keyOf("pause"), draw.In(draw.Key))
		before = true
	}
	if before {
		w.word("and then", draw.In(draw.Text))
	}
	w.word(key, draw.In(draw.Key))
	w.word(step.text, draw.In(draw.Text))
	w = &rowWriter{canvas: c, rect: right}
	w.word(m.keyOf("dismiss-hint"), draw.In(draw.Key))
	w.word("no more", draw.In(draw.Faint))
}

// keyInPrompt is the key of the first of some actions that is done while a line
// is typed for the app; "" if none is.
func (m *Model) keyInPrompt(ids []string) string {
	for _, id := range ids {
		if a := actionOf(m.groups, id); a != nil && a.in&inPrompt != 0 && len(a.keys) > 0 {
			return a.keys[0]
		}
	}
	return ""
}

// firstKey is the key of the first of some actions that there is.
func (m *Model) firstKey(ids []string) string {
	for _, id := range ids {
		if actionOf(m.groups, id) != nil {
			return m.keyOf(id)
		}
	}
	return m.keyOf("")
}
