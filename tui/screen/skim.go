package screen

import (
	"bytes"

	"github.com/charmbracelet/x/ansi"
)

// Scrolling is what an emulator takes most of its time for: it moves each cell of
// the screen, line by line. Of a program that just writes one line after the
// other, only the last screen has to be made that way. The lines before it look
// the same on a screen of one row, where nothing moves.

// skim gives an emulator the lines of what a tail begins with, as far as they
// have scrolled away and nothing ever moved the cursor back. It returns where it
// stopped and in which state; nowhere if there is too little of that kind.
func (e *emulator) skim(t *tail) (end int, now state) {
	n := t.skimmable(e.Height())
	end, now = t.start(), t.before()
	if n == 0 {
		return end, now
	}
	row := newEmulator(e.Width(), 1, e.words)
	row.feed([]byte(now.restore()))
	for i := range n {
		text := t.closed[i].text
		if _, err := row.try(text); err != nil {
			return t.start(), now // it will fail again, where that is seen to
		}
		end += len(text)
	}
	for _, line := range row.Scrollback().Lines() {
		e.Scrollback().Push(line)
	}
	if n < len(t.closed) {
		return end, t.closed[n].before
	}
	return end, t.open.before
}

// skimmable is how many closed segments can be skimmed: they and as many lines
// after them as a screen has go straight, and the last of them ends a line.
func (t *tail) skimmable(height int) int {
	now := t.before()
	if now.alt || now.nowrap || now.pen.Bg != nil {
		return 0
	}
	var lines []int // of the straight segments, and of what the next one begins with
	for s := range t.segments {
		n, all := straight(s.text)
		lines = append(lines, n)
		if !all {
			break
		}
	}
	after := 0
	for i := len(lines) - 1; i > 0; i-- {
		after += lines[i]
		if after >= height && bytes.HasSuffix(t.closed[i-1].text, []byte("\n")) {
			return i
		}
	}
	return 0
}

// straight is how many lines tokens begin with that only go forwards, and whether
// they are all like that: characters, tabs, returns, and styles without a
// background, which would fill the lines that scroll in.
func straight(tokens []byte) (lines int, all bool) {
	for len(tokens) > 0 {
		n := printable(tokens)
		if n == 0 {
			n = control(tokens)
			switch token := tokens[:n]; {
			case token[0] == '\n':
				lines++
			case token[0] != '\r' && token[0] != '\t' && !foreground(token):
				return lines, false
			}
		}
		tokens = tokens[n:]
	}
	return lines, true
}

// foreground reports whether a token is a style that leaves the background as it
// was. Those it cannot easily tell, it takes for others.
func foreground(token []byte) bool {
	if token[0] != ansi.ESC || token[1] != '[' || token[len(token)-1] != 'm' {
		return false
	}
	for _, number := range bytes.Split(token[2:len(token)-1], []byte(";")) {
		switch {
		case len(number) < 2:
		case len(number) == 2 && (number[0] < '4' || number[0] == '9') && string(number) != "38":
		default:
			return false
		}
	}
	return true
}
