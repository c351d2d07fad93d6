package tui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/colorprofile"

	"echotui/tui/draw"
)

// ThemeNames are what Choose takes for a theme.
func ThemeNames() []string {
	names := []string{"auto"}
	for name := range draw.Themes() {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// GlyphNames are what Choose takes for glyphs.
func GlyphNames() []string { return []string{"ascii", "auto", "unicode"} }

// Choose fills in theme and glyphs by their names, for the terminal that env, a
// list of NAME=value, describes. "" and "auto" are what suits that: see Detect.
// Who names a theme gets it in spite of NO_COLOR, in as many colours as the
// terminal has.
func (o *Options) Choose(env []string, theme, glyphs string) error {
	o.Theme, o.Glyphs = Detect(env)
	switch glyphs {
	case "", "auto":
	case "unicode":
		o.Glyphs = &draw.Unicode
	case "ascii":
		o.Glyphs = &draw.ASCII
	default:
		return fmt.Errorf("there are no glyphs %q; there are %s", glyphs, strings.Join(GlyphNames(), ", "))
	}
	if theme == "" || theme == "auto" {
		o.AskGround = o.Theme == &draw.Dark
		if o.AskGround && lightByEnv(env) {
			o.Theme = &draw.Light // unless the terminal says something else
		}
		return nil
	}
	chosen, found := draw.Themes()[theme]
	if !found {
		return fmt.Errorf("there is no theme %q; there are %s", theme, strings.Join(ThemeNames(), ", "))
	}
	o.Theme = chosen
	coloured := slices.DeleteFunc(slices.Clone(env), func(pair string) bool { return strings.HasPrefix(pair, "NO_COLOR=") })
	colours := colorprofile.Env(coloured)
	switch {
	case colours <= colorprofile.ASCII:
		o.Theme = &draw.NoColour
	case colours == colorprofile.ANSI && (chosen == &draw.Dark || chosen == &draw.Light):
		o.Theme = &draw.Basic
	}
	if lookup(env, "NO_COLOR") != "" && !o.Theme.Mono {
		o.colours = colours // or Bubble Tea would drop them
	}
	return nil
}

// lightByEnv reports whether COLORFGBG, which some terminals set, tells of a
// light background: its last part is a colour of the palette.
func lightByEnv(env []string) bool {
	parts := strings.Split(lookup(env, "COLORFGBG"), ";")
	n, err := strconv.Atoi(parts[len(parts)-1])
	return err == nil && (n == 7 || n >= 9 && n <= 15)
}
