package tui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/meant"
	"echotui/tui/config"
	"echotui/tui/draw"
)

// Configure fills in what settings say, for the terminal that env describes; see
// Choose. It tells what is wrong with them, and leaves that out.
func (o *Options) Configure(env []string, s config.Settings) config.Mistakes {
	var mistakes config.Mistakes
	theme, glyphs := s.Theme.Text, s.Glyphs.Text
	if err := new(Options).Choose(env, theme, ""); err != nil {
		mistakes, theme = append(mistakes, s.Theme.Wrong("%s", err)), ""
	}
	if err := new(Options).Choose(env, "", glyphs); err != nil {
		mistakes, glyphs = append(mistakes, s.Glyphs.Wrong("%s", err)), ""
	}
	_ = o.Choose(env, theme, glyphs) // what is wrong with them is told already
	o.MouseOff = !s.Mouse
	o.HintOff = !s.Hint
	o.Shares = draw.Shares(s.Layout)
	o.Keys = s.Keys
	return append(mistakes, bind(groups(), s.Keys)...)
}

// actionIDs are what settings call the actions of a table.
func actionIDs(table []group) (ids []string) {
	for _, a := range flat(table) {
		ids = append(ids, a.id)
	}
	return ids
}

// bind gives actions of a table other keys, and tells what is wrong with those;
// an action with wrong keys keeps its own.
func bind(table []group, bindings []config.Binding) config.Mistakes {
	var mistakes config.Mistakes
	bound := map[string][]config.Word{} // by the IDs of actions
	for _, b := range bindings {
		a := actionOf(table, b.Action.Text)
		if a == nil {
			near := meant.Question(b.Action.Text, actionIDs(table))
			mistakes = append(mistakes, b.Action.Wrong("there is no action %q%s", b.Action.Text, or(near, "; echotui screen-config lists them")))
			continue
		}
		keys, wrong := readKeys(a, b)
		if mistakes = append(mistakes, wrong...); len(wrong) == 0 {
			a.keys, bound[a.id] = keys, b.Keys
		}
	}
	return append(mistakes, clashes(table, bound)...)
}

// actionOf is the action with an ID; nil if there is none.
func actionOf(table []group, id string) *action {
	for _, g := range table {
		for i := range g.actions {
			if g.actions[i].id == id {
				return &g.actions[i]
			}
		}
	}
	return nil
}

// readKeys are the names of keys as Bubble Tea writes them.
func readKeys(a *action, b config.Binding) (keys []string, wrong config.Mistakes) {
	for _, w := range b.Keys {
		key, err := parseKey(w.Text)
		switch {
		case err != nil:
			wrong = append(wrong, w.Wrong("%s", err))
		case types(key) && a.in&(typing|letters) != 0 && !slices.Contains(a.keys, key.String()):
			wrong = append(wrong, w.Wrong("%q is text where %s is done; choose a key with ctrl+ or alt+, or one that types nothing", w.Text, a.id))
		}
		keys = append(keys, key.String())
	}
	if len(keys) == 0 && a.id == quitAnywhere {
		wrong = append(wrong, b.Action.Wrong("%s needs a key: nobody could leave otherwise", a.id))
	}
	return keys, wrong
}

// clashes tells which of the new keys mean something else in the same place.
// Those that share a key by themselves may share others: of them, only one can
// be done at a time.
func clashes(table []group, bound map[string][]config.Word) config.Mistakes {
	var mistakes config.Mistakes
	own := flat(groups())
	all := flat(table)
	for i := range all {
		a := &all[i]
		words := bound[a.id]
		for k, w := range words {
			for j := range all {
				b := &all[j]
				if i == j || a.in&b.in == 0 || !slices.Contains(b.keys, a.keys[k]) || shareKey(&own[i], &own[j]) {
					continue
				}
				mistakes = append(mistakes, w.Wrong("%q is %s there already; choose another, or give %s another one", w.Text, b.id, b.id))
			}
		}
	}
	return mistakes
}

func shareKey(a, b *action) bool {
	return slices.ContainsFunc(a.keys, func(key string) bool { return slices.Contains(b.keys, key) })
}

// keyOf is the key that does an action, for texts that tell of it.
func (m *Model) keyOf(id string) string {
	if a := actionOf(m.groups, id); a != nil && len(a.keys) > 0 {
		return a.keys[0]
	}
	return "no key"
}

// WriteConfig writes a file of settings that says what is so without one, with
// all actions and what they do.
func WriteConfig() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# How the screen of echotui is to be. What is left out is as it says here.\n"+
		"# It is read from echotui/config.yaml in the folder of your settings, or from\n"+
		"# where --screen-config says.\n\n"+
		"theme: auto    # %s\n"+
		"glyphs: auto   # %s\n"+
		"mouse: on      # off: the terminal has it, until a key takes it\n"+
		"hint: on       # the first steps, until they are done\n"+
		"layout: {}     # where the lines between panes are, as in {middle: 40%%, left: 60%%, right: 50%%}\n\n"+
		"# The keys of each action: one, a list, or [] for none. Those that share a key\n"+
		"# here may share others: of them, only one can be done at a time.\n"+
		"keys:\n", strings.Join(ThemeNames(), ", "), strings.Join(GlyphNames(), ", "))
	for _, g := range groups() {
		fmt.Fprintf(&b, "  # %s\n", g.title)
		for _, a := range g.actions {
			fmt.Fprintf(&b, "  %s: [%s]  # %s\n", a.id, strings.Join(quotedKeys(a.keys), ", "), a.help)
		}
	}
	return b.String()
}

// quotedKeys are keys as YAML needs them.
func quotedKeys(keys []string) []string {
	list := make([]string, len(keys))
	for i, key := range keys {
		list[i] = key
		if parsed, err := parseKey(key); err == nil && types(parsed) && parsed.Code != tea.KeySpace {
			list[i] = "'" + strings.ReplaceAll(key, "'", "''") + "'"
		}
	}
	return list
}
