package screen

import (
	"strconv"

	"github.com/charmbracelet/x/ansi"
)

// Bounds on the numbers in sequences. Positions beyond any screen mean its
// edge; the others are how often something is done.
const (
	maxNumber = 1000
	maxRepeat = 250
	maxTabs   = 250
	maxMoved  = 50 // what moving any number of lines at once costs at most
)

// control passes on the controls that move the cursor. A line feed also
// returns to the first column, unless a terminal driver before us has added
// that where it was meant.
func (f *filter) control(b byte) {
	switch b {
	case '\n', '\v', '\f':
		if f.raw {
			f.other(token{text: []byte{'\n'}, lines: 1})
			return
		}
		f.other(token{text: []byte("\r\n"), lines: 1})
	case '\r', '\b', '\t', ansi.SO, ansi.SI:
		f.other(token{text: []byte{b}})
	}
}

// esc passes on the short sequences that move the cursor, set a tab stop or
// choose a character set.
func (f *filter) esc(cmd ansi.Cmd) {
	final := cmd.Final()
	if cmd.Prefix() != 0 {
		return
	}
	switch cmd.Intermediate() {
	case 0:
		switch final {
		case 'D', 'M': // index, reverse index
			f.other(token{text: []byte{ansi.ESC, final}, lines: 1})
		case 'E': // next line
			f.other(token{text: []byte("\r\n"), lines: 1})
		case 'c':
			f.other(token{kind: resetting, text: []byte{ansi.ESC, final}, lines: 1})
		case '7', '8', 'H', 'n', 'o', '|', '}', '~':
			f.other(token{text: []byte{ansi.ESC, final}})
		}
	case '(', ')', '*', '+':
		switch final {
		case 'A', 'B', '0':
			f.other(token{text: []byte{ansi.ESC, cmd.Intermediate(), final}})
		}
	}
}

// csi passes on the sequences that move, erase, scroll and colour.
func (f *filter) csi(cmd ansi.Cmd, params ansi.Params) {
	if cmd.Intermediate() != 0 {
		return
	}
	switch cmd.Prefix() {
	case 0:
		f.plainCSI(cmd.Final(), params)
	case '?':
		f.modes(cmd.Final(), params)
	}
}

func (f *filter) plainCSI(final byte, params ansi.Params) {
	switch final {
	case 'm':
		f.other(token{kind: styling, text: sequence(params, 'm', 255), params: params})
	case 'b':
		f.repeat(params)
	case 'I', 'Z':
		f.other(token{text: sequence(params, final, maxTabs)})
	case 'J', 'L', 'M', 'S', 'T':
		n, _, _ := params.Param(0, 1)
		f.other(token{text: sequence(params, final, maxNumber), lines: max(1, min(n, maxMoved))})
	case '@', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'K', 'P', 'X', '`',
		'a', 'd', 'e', 'f', 'g', 'r', 's', 'u':
		f.other(token{text: sequence(params, final, maxNumber)})
	}
}

// repeat writes the last character again: as text, so that it is counted like
// text.
func (f *filter) repeat(params ansi.Params) {
	r := f.printed
	if r == 0 || f.piled > 0 {
		return
	}
	n, _, _ := params.Param(0, 1)
	for range min(max(1, n), maxRepeat) {
		f.print(r)
	}
}

// modes passes on the switches that change how the screen itself works.
func (f *filter) modes(final byte, params ansi.Params) {
	if final != 'h' && final != 'l' {
		return
	}
	for i := range params {
		n, _, _ := params.Param(i, 0)
		switch n {
		case 6, 7, 25, 47, 1047, 1048, 1049:
			if n == 47 {
				n = 1047 // the same for a program that clears what it uses
			}
			lines := 0
			if n > 1000 { // another screen, or a cursor that was saved
				lines = 1
			}
			text := strconv.AppendInt([]byte("\x1b[?"), int64(n), 10)
			f.other(token{kind: switching, text: append(text, final), mode: n, on: final == 'h', lines: lines})
		}
	}
}

// sequence writes a control sequence with its numbers bounded.
func sequence(params ansi.Params, final byte, limit int) []byte {
	text := []byte("\x1b[")
	for i, param := range params {
		if n := param.Param(-1); n >= 0 {
			text = strconv.AppendInt(text, int64(min(n, limit)), 10)
		}
		if i < len(params)-1 {
			if param.HasMore() {
				text = append(text, ':')
			} else {
				text = append(text, ';')
			}
		}
	}
	return append(text, final)
}
