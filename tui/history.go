package tui

// history is the lines that an editor was emptied of, and which of them is in
// it again.
type history struct {
	lines []string
	at    int    // len(lines): none, but the draft
	draft string // what was being typed
}

// historyLimit is how many lines can be taken again.
const historyLimit = 1000

// take empties the editor and remembers the line.
func (h *history) take(e *editor) string {
	line := e.text()
	e.set("")
	if line != "" && (len(h.lines) == 0 || h.lines[len(h.lines)-1] != line) {
		h.lines = append(h.lines, line)
	}
	h.lines = h.lines[max(0, len(h.lines)-historyLimit):]
	h.at, h.draft = len(h.lines), ""
	return line
}

// older puts the line before into the editor; there must be one.
func (h *history) older(e *editor) {
	if h.at == len(h.lines) {
		h.draft = e.text()
	}
	h.at--
	e.set(h.lines[h.at])
}

// newer puts the line after into the editor, or the draft; there must be one.
func (h *history) newer(e *editor) {
	h.at++
	if h.at == len(h.lines) {
		e.set(h.draft)
		return
	}
	e.set(h.lines[h.at])
}
