package tape

import (
	"strconv"
	"strings"
)

// Bytes is what a terminal sends for the key, in the way that all of them know:
// where that cannot tell modifiers, they are left out.
func (k Key) Bytes() string {
	if code, found := keySequences[k.Name]; found {
		return k.sequence(code)
	}
	text := k.plain()
	if k.Mod&Alt != 0 {
		return "\x1b" + text
	}
	return text
}

// keySequences are how the sequences of keys end. A number stands before a tilde.
var keySequences = map[string]string{
	"Up": "A", "Down": "B", "Right": "C", "Left": "D", "Home": "H", "End": "F",
	"Insert": "2", "Delete": "3", "PageUp": "5", "PageDown": "6",
	"F1": "P", "F2": "Q", "F3": "R", "F4": "S", "F5": "15", "F6": "17", "F7": "18", "F8": "19", "F9": "20", "F10": "21",
	"F11": "23", "F12": "24", "F13": "25", "F14": "26", "F15": "28", "F16": "29", "F17": "31", "F18": "32", "F19": "33", "F20": "34",
}

func (k Key) sequence(code string) string {
	modifier := ""
	if k.Mod != 0 {
		bits := 1
		for mod, bit := range map[Mod]int{Shift: 1, Alt: 2, Ctrl: 4} {
			if k.Mod&mod != 0 {
				bits += bit
			}
		}
		modifier = ";" + strconv.Itoa(bits)
	}
	switch {
	case isDigit(code[0]):
		return "\x1b[" + code + modifier + "~"
	case code[0] >= 'P' && modifier == "":
		return "\x1bO" + code
	case code[0] >= 'P': // not the way of F3, which is an answer about the cursor, too
		return "\x1b[" + strconv.Itoa(11+int(code[0]-'P')) + modifier + "~"
	case modifier != "":
		return "\x1b[1" + modifier + code
	}
	return "\x1b[" + code
}

// plain is what is sent for a key that has a character, without Alt.
func (k Key) plain() string {
	switch k.Name {
	case "Enter":
		return "\r"
	case "Escape":
		return "\x1b"
	case "Tab":
		if k.Mod&Shift != 0 {
			return "\x1b[Z"
		}
		return "\t"
	case "Backspace":
		if k.Mod&Ctrl != 0 {
			return "\b"
		}
		return "\x7f"
	case "Space":
		if k.Mod&Ctrl != 0 {
			return "\x00"
		}
		return " "
	}
	if k.Mod&Ctrl != 0 {
		if i := strings.IndexRune("@abcdefghijklmnopqrstuvwxyz[\\]^-", k.Rune); i >= 0 {
			return string(rune(i))
		}
	}
	if k.Mod&Shift != 0 {
		return string(shifted(k.Rune))
	}
	return string(k.Rune)
}
