package app

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Override replaces one field of an entry, as if the entry's file said so: it
// comes in before the entry is checked, and so is checked with it.
type Override struct {
	Entry string // ID
	Field string // "method", or a way through tables: "lifecycle.restart.max_attempts"

	from  string // where it stands: ".wippy.yaml:7"; "" for one that somebody typed
	value *node
}

// ParseOverride reads "namespace:entry:field=value". The value is written as
// behind a colon in YAML: true, 3, a text, "a text", [a list] or {a: table}.
// Nothing at all takes the field away.
func ParseOverride(text string) (Override, error) {
	parts := strings.SplitN(text, ":", 3)
	field, value, found := strings.Cut(parts[len(parts)-1], "=")
	if len(parts) < 3 || !found {
		return Override{}, errors.New(oneLine(fmt.Sprintf(
			"override %q: write NAMESPACE:ENTRY:FIELD=VALUE, as in app:relay-service:lifecycle.auto_start=false", text)))
	}
	o := Override{Entry: parts[0] + ":" + parts[1], Field: field}
	var err error
	if o.value, err = parseValue(value); err != nil {
		return Override{}, o.mistake("%s", err)
	}
	return o, o.check()
}

// check refuses what no entry can have.
func (o Override) check() error {
	switch namespace, name, _ := strings.Cut(o.Entry, ":"); {
	case namespace == "" || name == "" || slices.Contains(strings.Split(o.Field, "."), ""):
		return o.mistake("write NAMESPACE:ENTRY:FIELD, as in app:relay-service:lifecycle.auto_start")
	case o.Field == "name" || o.Field == "kind":
		return o.mistake("the %s of an entry cannot be overridden", o.Field)
	case o.Field == "meta" && o.value.shape != shapeTable:
		return o.mistake("must be a table, not %s", o.value.shape)
	case strings.Count(o.Field, ".") >= maxDepth:
		return o.mistake("%s", errTooDeep)
	}
	return nil
}

// String names the override for errors.
func (o Override) String() string {
	if o.from != "" {
		return o.from + ": override " + o.Entry + ":" + o.Field
	}
	return "override " + o.Entry + ":" + o.Field
}

func (o Override) mistake(format string, args ...any) error {
	return errors.New(oneLine(o.String() + ": " + fmt.Sprintf(format, args...)))
}

// parseValue reads what somebody typed behind "=". Where a file would need
// quotes it does not: what is neither true, false, null nor a number, and does
// not begin like a list, a table or a quoted text, is a text.
func parseValue(text string) (*node, error) {
	trimmed := strings.TrimSpace(text)
	plain := &node{line: 1, shape: shapeText, scalar: text, written: text, values: 1, textLine: 1}
	composed := trimmed != "" && strings.ContainsRune(`[{"'`, rune(trimmed[0]))
	if err := checkText("", []byte(text)); err != nil {
		return nil, errors.New(err.(*Error).Text)
	}
	if !composed && !atom.MatchString(trimmed) {
		return plain, nil
	}
	documents, err := parseYAML("", []byte(text))
	wrong := (*Error)(nil)
	switch {
	case trimmed == "":
		return &node{line: 1}, nil
	case !composed && (err != nil || len(documents) != 1 || documents[0].shape >= shapeList):
		return plain, nil // "a:" and "---" mean something to YAML
	case errors.As(err, &wrong):
		return nil, errors.New(wrong.Text)
	case len(documents) != 1 || strings.ContainsRune(`"'`, rune(trimmed[0])) && documents[0].shape != shapeText:
		return nil, errors.New("more than one value")
	}
	return documents[0], nil
}

// atom is what a value other than a text may look like.
var atom = regexp.MustCompile(`^[-+.~\w]*$`)

// applyOverrides hands each override to the draft it means.
func (l *loader) applyOverrides() error {
	for _, o := range l.overrides {
		i := slices.IndexFunc(l.drafts, func(d *draft) bool { return d.entry.ID == o.Entry })
		if i < 0 {
			return o.mistake("there is no entry %s%s", o.Entry, l.similar(o.Entry))
		}
		d := l.drafts[i]
		d.overrides = append(d.overrides, o)
	}
	return nil
}

// similar tells which entries could have been meant: those of the namespace,
// else all.
func (l *loader) similar(id string) string {
	namespace, _, _ := strings.Cut(id, ":")
	var all, near []string
	for _, d := range l.drafts {
		all = append(all, d.entry.ID)
		if d.entry.Namespace == namespace {
			near = append(near, d.entry.ID)
		}
	}
	if len(near) == 0 {
		near = all
	}
	if len(near) == 0 {
		return ""
	}
	slices.Sort(near)
	return "; there is " + listed(near)
}

// override puts the draft's overrides into its fields and into meta, which it
// returns. What the entry says by itself is a field that it has.
func (d *draft) override(meta *node) *node {
	if len(d.overrides) == 0 {
		return meta
	}
	d.known = map[string]bool{}
	d.data.eachPath("", func(path string) { d.known[path] = true })
	for _, o := range d.overrides {
		var err error
		value := o.value.at(d.node.line)
		if way, isMeta := strings.CutPrefix(o.Field, "meta."); isMeta {
			meta, err = meta.with(way, value)
		} else if o.Field == "meta" {
			meta = value
		} else {
			d.data, err = d.data.with(o.Field, value)
		}
		if err != nil && d.err == nil {
			d.err = o.mistake("%s", err)
		}
	}
	return meta
}

// checkOverrides fails when an override is of a field that means nothing. That
// is known once the entry has been built: each field was asked for then. What
// stands in meta is up to the app.
func (d *draft) checkOverrides() {
	for _, o := range d.overrides {
		isMeta := o.Field == "meta" || strings.HasPrefix(o.Field, "meta.")
		if !isMeta && !d.known[o.Field] && d.err == nil {
			d.err = o.mistake("a %s has no such field%s", d.entry.Kind, d.fieldsBeside(o.Field))
		}
	}
}

// fieldsBeside lists the fields of the innermost table on the way to field
// that has any.
func (d *draft) fieldsBeside(field string) string {
	for table := field; table != ""; {
		table = tableOf(table)
		var names []string
		for known := range d.known {
			if tableOf(known) == table {
				names = append(names, known)
			}
		}
		if len(names) > 0 {
			slices.Sort(names)
			return "; this one has " + listed(names)
		}
	}
	return ""
}

// tableOf is the way to the table in which a field stands.
func tableOf(field string) string { return field[:max(0, strings.LastIndexByte(field, '.'))] }
