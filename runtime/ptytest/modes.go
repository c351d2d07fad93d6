//go:build unix

package ptytest

import (
	"fmt"
	"regexp"
	"strings"
)

// modes are the modes that a program could leave behind, and what there is by
// itself.
var modes = map[string]struct {
	name string
	on   bool
}{
	"1":    {"cursor keys of an application", false},
	"7":    {"lines that wrap", true},
	"25":   {"the cursor", true},
	"47":   {"the alternate screen", false},
	"1000": {"mouse clicks", false},
	"1002": {"mouse drags", false},
	"1003": {"mouse moves", false},
	"1004": {"focus", false},
	"1006": {"mouse as numbers", false},
	"1047": {"the alternate screen", false},
	"1049": {"the alternate screen", false},
	"2004": {"pastes in brackets", false},
	"2026": {"frames at once", false},
	"2027": {"graphemes", false},
	"2031": {"news of the ground", false},
	"2048": {"news of the size", false},
}

var (
	setsModes = regexp.MustCompile(`\x1b\[\?([0-9;]+)([hl])`)
	keyboard  = regexp.MustCompile(`\x1b\[([>=<])([0-9;]*)u`)
)

// Modes names what is other than it was before the program came, going by the
// bytes that it has written; none if all is as before.
func Modes(wrote []byte) (other []string) {
	on := map[string]bool{}
	for _, m := range setsModes.FindAllSubmatch(wrote, -1) {
		for _, number := range strings.Split(string(m[1]), ";") {
			on[number] = m[2][0] == 'h'
		}
	}
	for number, is := range on {
		mode, known := modes[number]
		if !known {
			mode.name = "a mode unknown here, which is off by itself as most are"
		}
		if is != mode.on {
			other = append(other, fmt.Sprintf("%s %s: %t", number, mode.name, is))
		}
	}
	if depth := keyboardModes(wrote); depth != 0 {
		other = append(other, fmt.Sprintf("the keyboard is not what it was: %d", depth))
	}
	return other
}

// keyboardModes is how many settings of the keyboard were put on top of each
// other, or what was asked of it at last without putting it there.
func keyboardModes(wrote []byte) (depth int) {
	asked := 0
	for _, m := range keyboard.FindAllSubmatch(wrote, -1) {
		switch m[1][0] {
		case '>':
			depth++
		case '<':
			depth = max(0, depth-1)
		case '=':
			flags, _, _ := strings.Cut(string(m[2]), ";")
			if asked = 0; strings.Trim(flags, "0") != "" {
				asked = 1
			}
		}
	}
	return depth + asked
}

// Restored fails the test unless the terminal is as it was before the program
// came, which has ended.
func (t *Terminal) Restored() {
	t.tb.Helper()
	t.Ended()
	if t.left != t.settings {
		t.tb.Errorf("the terminal was set to %s and is set to %s", t.settings, t.left)
	}
	if other := Modes(t.Wrote()); other != nil {
		t.tb.Errorf("the terminal is left with %q", other)
	}
}
