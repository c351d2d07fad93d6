package tape

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"echotui/runtime/meant"
	"echotui/tui/film"
)

// theme is that of a name, or what an object in braces says.
func theme(s *Settings, v string) error {
	if strings.HasPrefix(v, "{") {
		return ownTheme(s, v)
	}
	list := themes()
	i := slices.IndexFunc(list, func(p film.Palette) bool { return strings.EqualFold(p.Name, v) })
	if i < 0 {
		var known []string
		for _, p := range list {
			known = append(known, p.Name)
		}
		return fmt.Errorf("there is no theme %q, but %s%s", clip(v), strings.Join(known, ", "), meant.Question(v, known))
	}
	s.Theme = list[i]
	return nil
}

// wellKnown are themes that many terminals have: name, background, foreground and
// the sixteen colours.
const wellKnown = `
Dracula              282a36 f8f8f2 21222c ff5555 50fa7b f1fa8c bd93f9 ff79c6 8be9fd f8f8f2 6272a4 ff6e6e 69ff94 ffffa5 d6acff ff92df a4ffff ffffff
Nord                 2e3440 d8dee9 3b4252 bf616a a3be8c ebcb8b 81a1c1 b48ead 88c0d0 e5e9f0 4c566a bf616a a3be8c ebcb8b 81a1c1 b48ead 8fbcbb eceff4
Gruvbox Dark         282828 ebdbb2 282828 cc241d 98971a d79921 458588 b16286 689d6a a89984 928374 fb4934 b8bb26 fabd2f 83a598 d3869b 8ec07c ebdbb2
Solarized Dark       002b36 839496 073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3
Solarized Light      fdf6e3 657b83 073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3
TokyoNight           1a1b26 c0caf5 15161e f7768e 9ece6a e0af68 7aa2f7 bb9af7 7dcfff a9b1d6 414868 f7768e 9ece6a e0af68 7aa2f7 bb9af7 7dcfff c0caf5
OneDark              282c34 abb2bf 282c34 e06c75 98c379 e5c07b 61afef c678dd 56b6c2 abb2bf 5c6370 e06c75 98c379 e5c07b 61afef c678dd 56b6c2 ffffff
Catppuccin Latte     eff1f5 4c4f69 5c5f77 d20f39 40a02b df8e1d 1e66f5 ea76cb 179299 acb0be 6c6f85 d20f39 40a02b df8e1d 1e66f5 ea76cb 179299 bcc0cc
Catppuccin Frappe    303446 c6d0f5 51576d e78284 a6d189 e5c890 8caaee f4b8e4 81c8be b5bfe2 626880 e78284 a6d189 e5c890 8caaee f4b8e4 81c8be a5adce
Catppuccin Macchiato 24273a cad3f5 494d64 ed8796 a6da95 eed49f 8aadf4 f5bde6 8bd5ca b8c0e0 5b6078 ed8796 a6da95 eed49f 8aadf4 f5bde6 8bd5ca a5adcb
Catppuccin Mocha     1e1e2e cdd6f4 45475a f38ba8 a6e3a1 f9e2af 89b4fa f5c2e7 94e2d5 bac2de 585b70 f38ba8 a6e3a1 f9e2af 89b4fa f5c2e7 94e2d5 a6adc8
`

// themes are those that have a name: ours, and well-known ones.
var themes = sync.OnceValue(func() []film.Palette {
	list := []film.Palette{film.Dark, film.Light}
	for _, line := range strings.Split(strings.TrimSpace(wellKnown), "\n") {
		name, colours := line[:21], strings.Fields(line[21:])
		p := film.Palette{Name: strings.TrimSpace(name)}
		for i, to := range append([]*film.RGB{&p.Background, &p.Foreground}, ansi(&p)...) {
			*to, _ = colour("#" + colours[i]) // they are well-formed
		}
		list = append(list, p)
	}
	return list
})

// ansi is where the sixteen colours of a palette are.
func ansi(p *film.Palette) (list []*film.RGB) {
	for i := range p.Ansi {
		list = append(list, &p.Ansi[i])
	}
	return list
}

// ownTheme reads a theme from JSON. Colours that it leaves out are those of the
// dark one; selection and cursor have none of their own here.
func ownTheme(s *Settings, v string) error {
	var parts map[string]string
	if err := json.Unmarshal([]byte(v), &parts); err != nil {
		return fmt.Errorf("the theme: %w", err)
	}
	p := film.Dark
	p.Name = parts["name"]
	unused := new(film.RGB)
	to := map[string]*film.RGB{
		"background": &p.Background, "foreground": &p.Foreground, "selection": unused, "cursor": unused, "cursorAccent": unused,
	}
	for i, at := range ansi(&p) {
		to[ansiNames[i]] = at
	}
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		switch {
		case name == "name":
		case to[name] == nil:
			return fmt.Errorf("a theme has no %q%s", clip(name), meant.Question(name, slices.Sorted(maps.Keys(to))))
		default:
			rgb, err := colour(parts[name])
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			*to[name] = rgb
		}
	}
	s.Theme = p
	return nil
}

// ansiNames are the sixteen colours of a terminal as themes call them.
var ansiNames = [16]string{
	"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
	"brightBlack", "brightRed", "brightGreen", "brightYellow", "brightBlue", "brightMagenta", "brightCyan", "brightWhite",
}

// colour reads #rrggbb.
func colour(text string) (film.RGB, error) {
	n, err := strconv.ParseUint(strings.TrimPrefix(text, "#"), 16, 32)
	if err != nil || len(text) != 7 || text[0] != '#' {
		return film.RGB{}, fmt.Errorf("a colour is written #rrggbb, not %q", clip(text))
	}
	return film.RGB{R: uint8(n >> 16), G: uint8(n >> 8), B: uint8(n)}, nil
}
