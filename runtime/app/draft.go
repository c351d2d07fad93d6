package app

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"strings"
	"unicode"

	"echotui/runtime/wire"
)

// draft is an entry on its way from a file's tree to its definition.
type draft struct {
	*loader
	root     root
	path     string // of the entry file, inside root.fsys
	entry    *Entry
	node     *node // all the entry says
	fileMeta *node // what the file says about all its entries
	data     *node // the entry's fields but name, kind and meta
	err      error // the first mistake found

	overrides []Override      // in the order in which they apply
	known     map[string]bool // overrides: ways to fields that the entry has or could have
}

// fail records a mistake; only the first one counts. What was overridden need
// not be in the file that the mistake names.
func (d *draft) fail(line int, format string, args ...any) {
	if d.err != nil {
		return
	}
	text := "entry " + d.entry.ID + ": " + fmt.Sprintf(format, args...)
	for _, o := range d.overrides {
		text += " (with " + o.String() + ")"
	}
	d.err = mistake(d.entry.File, line, "%s", text)
}

// readDrafts reads all entry files of all roots.
func (l *loader) readDrafts() error {
	seen := map[string]bool{} // roots may overlap
	for _, r := range l.roots {
		names, err := r.entryFiles()
		if err != nil {
			return err
		}
		for _, name := range names {
			if shown := r.show(name); !seen[shown] {
				seen[shown] = true
				if err := l.readFile(r, name); err != nil {
					return err
				}
				if l.files.bytes > maxFolderBytes {
					return mistake(r.show(r.dir), 0, "more than %d MB of YAML and JSON in it, too much to look through for entry files: is it an app? "+
						"A wippy.lock in it can name the folder that they are in", maxFolderBytes>>20)
				}
			}
		}
	}
	return nil
}

func (l *loader) readFile(r root, name string) error {
	shown := r.show(name)
	data, err := l.files.load(r, name)
	switch {
	case errors.Is(err, errTooLarge) && path.Ext(name) == ".json":
		l.warn(shown, 1, "%s; the file is passed over", err)
		return nil
	case err != nil:
		return mistake(shown, 1, "cannot be read: %s", reason(err))
	case !mayHoldEntries(name, data):
		return nil
	}
	documents, err := parseYAML(shown, data)
	if err != nil {
		return err
	}
	for i, document := range documents {
		namespace := document.get("namespace")
		if namespace == nil || namespace.shape != shapeText {
			l.warnOfEntries(shown, document)
			continue
		}
		if len(documents) > 1 {
			return mistake(shown, documents[max(i, 1)].line, "a second YAML document: an entry file holds one")
		}
		l.files.use(r, name)
		l.entryFiles++
		return l.readEntries(r, name, document)
	}
	return nil
}

// mayHoldEntries tells whether a file needs to be looked into. Folders hold
// JSON with comments, and API descriptions longer than any entry file.
func mayHoldEntries(name string, data []byte) bool {
	return path.Ext(name) != ".json" && len(data) <= maxForeignBytes || bytes.Contains(data, []byte("namespace"))
}

const maxForeignBytes = 256 << 10

// warnOfEntries tells of a file that looks like an entry file and is none.
func (l *loader) warnOfEntries(shown string, document *node) {
	if entries := document.get("entries"); entries != nil && entries.shape == shapeList {
		l.warn(shown, document.line, "there are entries but no namespace; the file is passed over")
	}
}

// readEntries makes drafts of what an entry file defines.
func (l *loader) readEntries(r root, name string, file *node) error {
	shown := r.show(name)
	at := file.get("namespace")
	if wrong := wrongName(at.scalar.(string)); wrong != "" {
		return mistake(shown, at.line, "namespace: %s", wrong)
	}
	entries, single := file.get("entries"), file.get("name") != nil || file.get("kind") != nil
	switch {
	case entries == nil && !single:
		return mistake(shown, file.line, "entries: either entries array or single entry (name/kind) must be provided")
	case entries != nil && single:
		return mistake(shown, entries.line, "entries: the file is a single entry already (name/kind)")
	case entries == nil:
		entries = &node{items: []*node{singleEntry(file)}, shape: shapeList}
		file = table(file.line, nil)
	case entries.shape != shapeList:
		return mistake(shown, entries.line, "entries: must be a list, not %s", entries.shape)
	}
	for i, n := range entries.items {
		d := &draft{loader: l, root: r, path: name, node: n, fileMeta: file.get("meta")}
		d.entry = &Entry{Namespace: at.scalar.(string), File: shown, Line: n.line}
		if err := d.identify(i); err != nil {
			return err
		}
		l.drafts = append(l.drafts, d)
	}
	return nil
}

// singleEntry is a file that is one entry, without what belongs to the file.
func singleEntry(file *node) *node {
	var fields []field
	for _, f := range file.fields {
		if f.key != "version" && f.key != "namespace" {
			fields = append(fields, f)
		}
	}
	return table(file.line, fields)
}

// identify reads ID and kind of entry number i of its file.
func (d *draft) identify(i int) error {
	e := d.entry
	if d.node.shape != shapeTable {
		return mistake(e.File, d.node.line, "entry[%d]: must be a table, not %s", i, d.node.shape)
	}
	for _, need := range []struct {
		key  string
		into *string
	}{{"name", &e.Name}, {"kind", &e.Kind}} {
		text := d.node.text(need.key)
		if text == "" {
			return mistake(e.File, d.lineOf(need.key), "entry[%d].%s: %s is required and must be a non-empty string", i, need.key, need.key)
		}
		*need.into = text
	}
	if wrong := wrongName(e.Name); wrong != "" {
		return mistake(e.File, d.lineOf("name"), "entry[%d].name: %s", i, wrong)
	}
	e.ID = e.Namespace + ":" + e.Name
	return nil
}

// lineOf is the line of a field, or of the entry when it lacks the field.
func (d *draft) lineOf(key string) int {
	if n, set := lookup(d.node, key); set {
		return n.line
	}
	return d.node.line
}

// wrongName says what is wrong with a namespace or name, or nothing. Both
// become parts of IDs, of PIDs and of lines on a screen.
func wrongName(name string) string {
	switch {
	case strings.TrimSpace(name) == "":
		return "must be a non-empty string"
	case len(name) > maxNameBytes:
		return "is too long"
	case strings.ContainsAny(name, ":|{}") || strings.ContainsFunc(name, unicode.IsControl):
		return "must not hold any of : | { } or a control character"
	}
	return ""
}

const maxNameBytes = 200

// dropDuplicates keeps the last definition of each ID.
func (l *loader) dropDuplicates() error {
	last := map[string]*draft{}
	var kept []*draft
	for _, d := range l.drafts {
		if first := last[d.entry.ID]; first != nil {
			l.warn(d.entry.File, d.entry.Line, "duplicate entries detected (will use last definition): %s, also defined at %s:%d",
				d.entry.ID, first.entry.File, first.entry.Line)
		}
		last[d.entry.ID] = d
	}
	for _, d := range l.drafts {
		if last[d.entry.ID] == d {
			kept = append(kept, d)
		}
	}
	l.drafts = kept
	return nil
}

// buildEntries turns every draft into its definition.
func (l *loader) buildEntries() error {
	for _, d := range l.drafts {
		if d.build(); d.err != nil {
			return d.err
		}
	}
	return nil
}

func (d *draft) build() {
	kind := kindNamed(d.entry.Kind)
	if kind == nil {
		d.failKind()
		return
	}
	meta := d.node.get("meta")
	for _, n := range []*node{meta, d.fileMeta} {
		if n != nil && n.shape != shapeTable {
			d.fail(n.line, "meta: must be a table, not %s", n.shape)
			return
		}
	}
	all := table(d.node.line, overlay(d.fileMeta, meta))
	d.data = d.fields()
	all = d.override(all)
	d.inline(all)
	d.inline(d.data)
	if d.err != nil {
		return
	}
	d.entry.Meta, d.entry.Data = all.wire().(*wire.Table), d.data.wire().(*wire.Table)
	if kind.build != nil {
		d.entry.Def = kind.build(d, all)
	}
	d.checkOverrides()
}

// fields are those of the entry that are its data. A table called data holds
// data too; what stands beside it wins.
func (d *draft) fields() *node {
	var own []field
	container := d.node.get("data")
	if container != nil && container.shape != shapeTable {
		container = nil
	}
	for _, f := range d.node.fields {
		if f.key != "name" && f.key != "kind" && f.key != "meta" && (f.key != "data" || container == nil) {
			own = append(own, f)
		}
	}
	return table(d.node.line, overlay(container, table(0, own)))
}

// fileScheme begins a text that stands for a file's content.
const fileScheme = "file://"

// inline replaces every file:// text in n by the content of its file.
func (d *draft) inline(n *node) {
	if n.inlined || d.err != nil {
		return
	}
	n.inlined = true
	for _, item := range n.items {
		d.inline(item)
	}
	for _, f := range n.fields {
		d.inline(f.value)
	}
	if text, ok := n.scalar.(string); ok && strings.HasPrefix(text, fileScheme) {
		d.inlineFile(n, strings.TrimPrefix(text, fileScheme))
	}
}

func (d *draft) inlineFile(n *node, name string) {
	full := path.Join(path.Dir(d.path), name)
	switch {
	case strings.TrimSpace(name) == "":
		d.fail(n.line, "empty file path in file:// URL")
		return
	case path.IsAbs(name) || !d.root.holds(full):
		d.fail(n.line, "path traversal detected in file path: %s", name)
		return
	}
	data, err := d.files.load(d.root, full)
	if err != nil {
		d.fail(n.line, "failed to read file %s: %s (%s)", name, reason(err), d.root.show(full))
		return
	}
	d.files.use(d.root, full)
	n.scalar, n.textFile, n.textLine = string(data), d.root.show(full), 1
}
