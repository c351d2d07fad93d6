package tui

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// keyCodes are the keys that have a name; all others are the character they
// type.
var keyCodes = map[string]rune{
	"enter": tea.KeyEnter, "tab": tea.KeyTab, "esc": tea.KeyEscape, "space": tea.KeySpace, "backspace": tea.KeyBackspace,
	"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight,
	"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "home": tea.KeyHome, "end": tea.KeyEnd,
	"insert": tea.KeyInsert, "delete": tea.KeyDelete,
	"f1": tea.KeyF1, "f2": tea.KeyF2, "f3": tea.KeyF3, "f4": tea.KeyF4, "f5": tea.KeyF5, "f6": tea.KeyF6,
	"f7": tea.KeyF7, "f8": tea.KeyF8, "f9": tea.KeyF9, "f10": tea.KeyF10, "f11": tea.KeyF11, "f12": tea.KeyF12,
}

// keyMods are what may stand before a key and a "+".
var keyMods = map[string]tea.KeyMod{"ctrl": tea.ModCtrl, "alt": tea.ModAlt, "shift": tea.ModShift}

// parseKey returns the key that a terminal sends for a name such as "n", "N",
// "ctrl+left" or "f2". Its String is the name that it has in the table of
// actions.
func parseKey(name string) (tea.KeyPressMsg, error) {
	var key tea.KeyPressMsg
	rest := name
	for {
		word, after, found := strings.Cut(rest, "+")
		mod, known := keyMods[strings.ToLower(word)]
		if !found || !known {
			break
		}
		key.Mod |= mod
		rest = after
	}
	if code, found := keyCodes[strings.ToLower(rest)]; found && rest != "" {
		key.Code = code
		if code == tea.KeySpace && key.Mod == 0 {
			key.Text = " "
		}
		return key, nil
	}
	r, size := utf8.DecodeRuneInString(rest)
	if r == utf8.RuneError || size < len(rest) || !unicode.IsPrint(r) {
		return key, fmt.Errorf("there is no key %q; keys are characters, enter, tab, esc, space, backspace, up, down, left, right, "+
			"pgup, pgdown, home, end, insert, delete and f1 to f12, with ctrl+, alt+ or shift+ before them", name)
	}
	switch {
	case key.Mod == tea.ModShift: // it is another character
		key.Mod, r = 0, unicode.ToUpper(r)
	case key.Mod&tea.ModCtrl != 0: // terminals tell no case
		r = unicode.ToLower(r)
	}
	key.Code = r
	if key.Mod == 0 {
		key.Text = string(r)
	}
	return key, nil
}

// types reports whether a key writes a character where something is typed.
func types(key tea.KeyPressMsg) bool { return key.Text != "" }
