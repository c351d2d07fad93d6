package tape

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/meant"
)

// Key is a key with its modifiers. Either Name or Rune is set.
type Key struct {
	Name string // of a key without a character: Enter, Home, F1
	Rune rune   // with Ctrl, a lower-case letter
	Mod  Mod
}

// Mod is a set of modifiers.
type Mod uint8

// The modifiers, in the order in which they are written.
const (
	Ctrl Mod = 1 << iota
	Alt
	Shift
)

// modifiers are their names, from the lowest bit.
var modifiers = [...]string{"Ctrl", "Alt", "Shift"}

// keyCodes are the keys that have a name.
var keyCodes = func() map[string]rune {
	codes := map[string]rune{
		"Backspace": tea.KeyBackspace, "Delete": tea.KeyDelete, "Insert": tea.KeyInsert, "Enter": tea.KeyEnter,
		"Escape": tea.KeyEscape, "Tab": tea.KeyTab, "Space": tea.KeySpace, "Up": tea.KeyUp, "Down": tea.KeyDown,
		"Left": tea.KeyLeft, "Right": tea.KeyRight, "PageUp": tea.KeyPgUp, "PageDown": tea.KeyPgDown,
		"Home": tea.KeyHome, "End": tea.KeyEnd,
	}
	for n := range rune(20) {
		codes["F"+strconv.Itoa(int(n)+1)] = tea.KeyF1 + n
	}
	return codes
}()

// named reports whether a key has this name.
func named(name string) bool { return keyCodes[name] != 0 }

// Press is the key as Bubble Tea tells of it.
func (k Key) Press() tea.KeyPressMsg {
	msg := tea.KeyPressMsg{Code: k.Rune, Mod: k.mod()}
	if k.Name != "" {
		msg.Code = keyCodes[k.Name]
	}
	if unicode.IsUpper(msg.Code) { // so do terminals that tell of Shift
		msg.ShiftedCode, msg.Code = msg.Code, unicode.ToLower(msg.Code)
		msg.Mod |= tea.ModShift
	}
	if k.Mod&^Shift == 0 && (k.Rune != 0 || k.Name == "Space") {
		msg.Text = string(msg.Code)
		if k.Mod&Shift != 0 {
			msg.ShiftedCode = shifted(msg.Code)
		}
		if msg.ShiftedCode != 0 {
			msg.Text = string(msg.ShiftedCode)
		}
	}
	return msg
}

func (k Key) mod() (m tea.KeyMod) {
	for i, flag := range []tea.KeyMod{tea.ModCtrl, tea.ModAlt, tea.ModShift} {
		if k.Mod&(1<<i) != 0 {
			m |= flag
		}
	}
	return m
}

// shifted is what a key of an American keyboard types together with Shift.
func shifted(r rune) rune {
	if i := strings.IndexRune("[]", r); i >= 0 {
		return rune("{}"[i])
	}
	return unicode.ToUpper(r)
}

// KeyOf is the key that Bubble Tea tells of. There is none for those that a tape
// cannot name.
func KeyOf(msg tea.KeyPressMsg) (k Key, found bool) {
	if msg.Mod&^(tea.ModCtrl|tea.ModAlt|tea.ModShift) != 0 {
		return Key{}, false
	}
	for i, flag := range []tea.KeyMod{tea.ModCtrl, tea.ModAlt, tea.ModShift} {
		if msg.Mod&flag != 0 {
			k.Mod |= 1 << i
		}
	}
	for name, code := range keyCodes {
		if code == msg.Code {
			k.Name = name
			return k, sendable(k)
		}
	}
	k.Rune = msg.Code
	if text, size := utf8.DecodeRuneInString(msg.Text); size > 0 && size == len(msg.Text) && k.Mod&(Ctrl|Alt) == 0 {
		return Key{Rune: text}, unicode.IsPrint(text) // Shift has done its work
	}
	if k.Mod&Alt != 0 && k.Mod&Ctrl == 0 && k.Mod&Shift != 0 && shifted(k.Rune) != k.Rune {
		k.Rune, k.Mod = shifted(k.Rune), k.Mod&^Shift
	}
	return k, msg.Code < tea.KeyExtended && unicode.IsPrint(k.Rune) && k.Mod != 0 && sendable(k)
}

// sendable reports whether a terminal sends something else for the key than for
// the same with fewer modifiers.
func sendable(k Key) bool {
	switch k.Name {
	case "Tab", "Escape":
		return k.Mod&Ctrl == 0 && (k.Name == "Tab" || k.Mod&Shift == 0)
	case "Space", "Backspace":
		return k.Mod&Shift == 0
	case "":
		return k.Mod&Ctrl == 0 || !strings.ContainsRune("/_", k.Rune)
	}
	return true
}

// press reads what follows a key: a pause, and how often.
func (p *parser) press(at Pos, keys []Key) Command {
	c := Press{Pos: at, Keys: keys, Each: p.each(), Times: 1}
	if t := p.peek(); t.sort == number {
		p.next()
		c.Times = p.times(t)
	}
	return c
}

// times is how often a key is pressed. VHS takes what is no whole number for 1.
func (p *parser) times(t token) int {
	if strings.Contains(t.text, ".") {
		p.warn(t.Pos, "%s is no whole number: the key is pressed once", clip(t.text))
		return 1
	}
	n, err := whole(t.text, 0, maxTimes)
	if err != nil {
		p.fail(t.Pos, "how often a key is pressed: %v", err)
	}
	return n
}

// modified reads keys behind a modifier: more modifiers, then keys.
func modified(first Mod) func(*parser, Pos) Command {
	return func(p *parser, at Pos) Command {
		mod, last := first, first
		var keys []Key
		for len(keys) == 0 || p.peek().sort == sign && p.peek().text == "+" {
			if !p.isSign("+") {
				p.fail(at, "%s needs a plus and a key, such as %s+x", modifierText(mod), modifierText(mod))
			}
			t := p.next()
			more := slices.Index(modifiers[:], t.text)
			switch {
			case more < 0 || t.sort != word:
				keys = append(keys, p.keys(t, mod)...)
			case len(keys) > 0 || Mod(1<<more) <= last:
				p.fail(t.Pos, "modifiers come first, once each, in the order Ctrl+Alt+Shift")
			default:
				last = 1 << more
				mod |= last
			}
		}
		return p.press(at, keys)
	}
}

// modifierText is the modifiers as they are written.
func modifierText(mod Mod) string {
	var names []string
	for i, name := range modifiers {
		if mod&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, "+")
}

// keys are those that a token behind modifiers names: one, or each character of
// a word that is typed with Alt or Shift held.
func (p *parser) keys(t token, mod Mod) []Key {
	switch {
	case t.sort == word && named(t.text):
		return []Key{p.sendable(t, Key{Name: t.text, Mod: mod})}
	case t.own:
		p.fail(t.Pos, "%s is a word of the language: write %s+%s, or %s+%q", t.text, modifierText(mod), strings.ToUpper(t.text), modifierText(mod), t.text)
	case t.sort == word && refusals[t.text] != "":
		p.fail(t.Pos, "%s+%s: %s", modifierText(mod), t.text, refusals[t.text])
	case t.sort == number:
		p.fail(t.Pos, "a digit needs quotes here: %s+%q", modifierText(mod), clip(t.text))
	case (t.sort == pattern || t.sort == broken || t.sort == illegal && t.text == "_") && mod&Ctrl == 0:
		p.fail(t.Pos, "%s+ is followed by a key; / and _ need quotes", modifierText(mod))
	case t.sort == pattern || t.sort == broken || t.sort == illegal && t.text == "_":
		p.fail(t.Pos, "%s+/ and %s+_ are one key for a terminal, and no tape can name it", modifierText(mod), modifierText(mod))
	case !t.isText() && t.sort != sign || t.text == "" || t.sort == sign && (t.text == "+" || t.text == "%"):
		p.fail(t.Pos, "%s+ is followed by a key, not %s", modifierText(mod), t.shown())
	}
	p.unclosed(t)
	var keys []Key
	for _, r := range t.text {
		keys = append(keys, p.sendable(t, p.character(t, r, mod)))
	}
	if mod&Ctrl != 0 && len(keys) > 1 {
		p.fail(t.Pos, "%s+ is followed by one character, not %s%s", modifierText(mod), t.shown(), meant.Question(t.text, slices.Sorted(maps.Keys(keyCodes))))
	}
	return keys
}

// character is the key of one character.
func (p *parser) character(t token, r rune, mod Mod) Key {
	if mod&Ctrl != 0 {
		r = unicode.ToLower(r)
	}
	if mod&Shift != 0 && shifted(r) == r {
		p.fail(t.Pos, "%s+%c: Shift changes letters and [ ] only; type the character itself", modifierText(mod), r)
	}
	return Key{Rune: r, Mod: mod}
}

// sendable refuses a key that a terminal cannot tell from others.
func (p *parser) sendable(t token, k Key) Key {
	if !sendable(k) {
		p.fail(t.Pos, "%s+%s is for a terminal the same as another key", modifierText(k.Mod), t.text)
	}
	return k
}
