package config

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// The bounds of a file.
const (
	maxBytes = 64 << 10
	maxDepth = 8 // of tables and lists in each other; a file that is right needs two
)

// Parse reads what a file says. If something is wrong the Settings are those of
// an empty file, and the mistakes are all there are, or the one that keeps the
// rest from being read.
func Parse(text string) (Settings, Mistakes) {
	return checked(text, func(Settings) Mistakes { return nil })
}

// checked is Parse, and asks check what else is wrong: of a file with mistakes,
// with what of it could be read.
func checked(text string, check func(Settings) Mistakes) (Settings, Mistakes) {
	root, err := parse(text)
	if err != nil {
		return Default(), Mistakes{err}
	}
	r := reader{settings: Default()}
	if root != nil {
		r.file(root)
	}
	if mistakes := r.mistakes.with(check(r.settings)); len(mistakes) > 0 {
		return Default(), mistakes.in("")
	}
	return r.settings, nil
}

// parse makes nodes of a text; nil if it says nothing. A library that panics on
// a broken file tells of a mistake in it like any other.
func parse(text string) (root *yaml.Node, problem *Mistake) {
	defer func() {
		if recover() != nil {
			root, problem = nil, &Mistake{Line: 1, Column: 1, Text: "the file is broken in a way that cannot be told exactly"}
		}
	}()
	if len(text) > maxBytes {
		return nil, &Mistake{Line: 1, Column: 1, Text: fmt.Sprintf("the file is too long: at most %d bytes", maxBytes)}
	}
	if !utf8.ValidString(text) {
		return nil, notText(text)
	}
	text = strings.TrimPrefix(text, "\ufeff")
	loader, err := yaml.NewLoader(strings.NewReader(text), yaml.WithPlugin(limits{}))
	if err != nil {
		return nil, notYAML(err, text)
	}
	var document, second yaml.Node
	switch err := loader.Load(&document); {
	case errors.Is(err, io.EOF):
		return nil, nil
	case err != nil:
		return nil, notYAML(err, text)
	}
	if err := loader.Load(&second); err == nil {
		return nil, &Mistake{Line: max(1, second.Line), Column: max(1, second.Column), Text: "a second document begins here: there can be one"}
	} else if !errors.Is(err, io.EOF) {
		return nil, notYAML(err, text)
	}
	return document.Content[0], nil
}

// limits bounds the nesting before the library recurses into it.
type limits struct{}

func (limits) CheckDepth(depth int, _ *yaml.DepthContext) error {
	if depth > maxDepth {
		return errors.New("tables and lists are nested too deep")
	}
	return nil
}

func (limits) CheckAlias(int, int) error { return nil }

// notYAML is the mistake of a file that is no YAML.
func notYAML(err error, text string) *Mistake {
	var e *yaml.LoadError
	if !errors.As(err, &e) {
		return &Mistake{Line: 1, Column: 1, Text: "this is not YAML: " + err.Error()}
	}
	m := &Mistake{Line: e.Mark.Line, Column: e.Mark.Column, Text: "this is not YAML: " + e.Message}
	if m.Line == 0 { // there is only the offset
		m.Line, m.Column = placeOf(text[:min(e.Mark.Index, len(text))])
	}
	m.Column = max(1, m.Column)
	return m
}

// notText is the mistake of a file that is not UTF-8.
func notText(text string) *Mistake {
	at := 0
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	line, column := placeOf(text[:at])
	return &Mistake{Line: line, Column: column, Text: "this is not UTF-8 text"}
}

// placeOf is the line and the column behind a text.
func placeOf(before string) (line, column int) {
	return strings.Count(before, "\n") + 1, utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
}

// reader goes through the nodes of a file.
type reader struct {
	settings Settings
	mistakes Mistakes
}

func word(n *yaml.Node) Word { return Word{Text: n.Value, Line: n.Line, Column: n.Column} }

func (r *reader) wrong(n *yaml.Node, format string, args ...any) {
	r.mistakes = append(r.mistakes, word(n).Wrong(format, args...))
}

func (r *reader) file(root *yaml.Node) {
	s := &r.settings
	r.table(root, "the file", func(key, value *yaml.Node) {
		switch key.Value {
		case "theme":
			s.Theme = r.scalar(value, "the name of a theme")
		case "glyphs":
			s.Glyphs = r.scalar(value, "auto, unicode or ascii")
		case "mouse":
			s.Mouse = r.onOff(value)
		case "hint":
			s.Hint = r.onOff(value)
		case "layout":
			r.table(value, "layout", r.line)
		case "keys":
			r.table(value, "keys", r.binding)
		default:
			r.wrong(key, "there is no setting %q; there are theme, glyphs, mouse, hint, layout, keys", key.Value)
		}
	})
}

// table calls f for each pair of a table.
func (r *reader) table(n *yaml.Node, what string, f func(key, value *yaml.Node)) {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		return // nothing is said
	}
	if n.Kind != yaml.MappingNode {
		r.wrong(n, "%s must be a table: lines of \"name: value\"", what)
		return
	}
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		line, twice := seen[key.Value]
		switch {
		case key.Kind != yaml.ScalarNode || key.Tag == "!!merge":
			r.wrong(key, "a name is expected here")
		case twice:
			r.wrong(key, "%q is already on line %d: one of them must go", key.Value, line)
		default:
			seen[key.Value] = key.Line
			f(key, value)
		}
	}
}

// scalar is a single word.
func (r *reader) scalar(n *yaml.Node, want string) Word {
	if n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
		r.wrong(n, "this must be %s", want)
	}
	return word(n)
}

func (r *reader) onOff(n *yaml.Node) bool {
	switch w := r.scalar(n, "on or off"); strings.ToLower(w.Text) {
	case "on", "true", "yes":
		return true
	case "off", "false", "no":
		return false
	default:
		if n.Kind == yaml.ScalarNode && n.Tag != "!!null" {
			r.wrong(n, "%q is neither on nor off", w.Text)
		}
		return false
	}
}

// lines are the names of the lines between panes, in the order of
// Settings.Layout.
var lines = [...]string{"middle", "left", "right"}

// line reads where one of the lines between panes is.
func (r *reader) line(key, value *yaml.Node) {
	for i, name := range lines {
		if key.Value != name {
			continue
		}
		const want = "a part of the screen, such as 40%"
		w := r.scalar(value, want)
		if value.Kind != yaml.ScalarNode || value.Tag == "!!null" {
			return
		}
		number, isPercent := strings.CutSuffix(w.Text, "%")
		percent, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
		if err != nil || !isPercent || !(percent > 0 && percent < 100) {
			r.wrong(value, "%q is not %s: more than 0%% and less than 100%%", w.Text, want)
			return
		}
		r.settings.Layout[i] = percent / 100
		return
	}
	r.wrong(key, "there is no line %q between panes; there are %s", key.Value, strings.Join(lines[:], ", "))
}

// binding reads the keys of an action: one, or a list.
func (r *reader) binding(key, value *yaml.Node) {
	b := Binding{Action: word(key)}
	switch {
	case value.Kind == yaml.SequenceNode:
		for _, n := range value.Content {
			b.Keys = append(b.Keys, r.scalar(n, "a key, such as n or ctrl+n"))
		}
	default:
		b.Keys = []Word{r.scalar(value, "a key, such as n or ctrl+n, or a list of them; [] for none")}
	}
	r.settings.Keys = append(r.settings.Keys, b)
}
