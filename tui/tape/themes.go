package tape

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"echotui/tui/film"
)

// theme is that of a name, or what an object in braces says.
func theme(s *Settings, v string) error {
	if strings.HasPrefix(v, "{") {
		return ownTheme(s, v)
	}
	p, found := themes[strings.ToLower(v)]
	if !found {
		return fmt.Errorf("there is no theme %q%s", clip(v), meant(v, slices.Sorted(maps.Keys(themes))))
	}
	s.Theme = p
	return nil
}

// themes are those that have a name, in lower case.
var themes = map[string]film.Palette{"dark": film.Dark, "light": film.Light}

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
	for i, name := range ansiNames {
		to[name] = &p.Ansi[i]
	}
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		switch {
		case name == "name":
		case to[name] == nil:
			return fmt.Errorf("a theme has no %q%s", clip(name), meant(name, slices.Sorted(maps.Keys(to))))
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
