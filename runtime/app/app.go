package app

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"echotui/runtime/wire"
)

// App is what was loaded from one folder. It is not written to after loading,
// so many goroutines may read it.
type App struct {
	Name     string   // the folder's base name, or the name given to Load
	Entries  []*Entry // in load order: by root, then file path, then place in the file
	Warnings []string // "src/x.yaml:3: ..." for what was passed over, in load order
	Hash     string   // hex SHA-256 over the paths and contents of the files the app is made of, and over overrides

	Files     []File   // what the app is made of: see Again
	Overrides []string // as ParseOverride reads them, in the order in which they apply

	index map[string]*Entry
}

// Entry is one definition of an app.
type Entry struct {
	ID        string // "namespace:name"
	Namespace string
	Name      string
	Kind      string
	Meta      *wire.Table // never nil; the file's meta beneath the entry's own
	Data      *wire.Table // never nil; all other fields, in file order, file:// texts replaced
	File      string      // "src/_index.yaml"
	Line      int         // where the entry begins, from 1

	// Def is the typed form of Data: a *TerminalHost, *ProcessHost, *Process,
	// *Service, *Function, *Library, *Scope, *Variable or *Storage, by Kind; nil
	// for a registry.entry.
	Def any
}

// Entry returns the entry with this ID, or nil.
func (a *App) Entry(id string) *Entry { return a.index[id] }

// Of returns the entries of one kind, in load order.
func (a *App) Of(kind string) []*Entry {
	var found []*Entry
	for _, e := range a.Entries {
		if e.Kind == kind {
			found = append(found, e)
		}
	}
	return found
}

// Load reads the app in fsys and checks it. With a wippy.lock in it, entry
// files are those under the folders the lock names; else those under src, if
// there are any; else those anywhere in fsys. Every file must lie in fsys.
//
// Overrides change entries before they are checked, a later one what an earlier
// one has left.
//
// A mistake in the app's files is an *Error, the first one in load order; an
// app without entry files is ErrNoEntries.
func Load(fsys fs.FS, name string, overrides ...Override) (*App, error) {
	return load(&loader{home: fsys, overrides: overrides}, name, name)
}

// LoadDir is Load for a folder of the system. The name of the app is that of
// the folder, and what a lock names may also lie elsewhere.
func LoadDir(dir string, overrides ...Override) (*App, error) {
	whole, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("%s: %s", oneLine(dir), reason(err))
	}
	info, err := os.Stat(whole)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: no such folder", oneLine(dir))
	case err != nil:
		return nil, fmt.Errorf("%s: %s", oneLine(dir), reason(err))
	case !info.IsDir():
		return nil, fmt.Errorf("%s: not a folder", oneLine(dir))
	}
	elsewhere := func(path string) (fs.FS, error) {
		path = filepath.FromSlash(path)
		if !filepath.IsAbs(path) {
			path = filepath.Join(whole, path)
		}
		return os.DirFS(path), nil
	}
	return load(&loader{home: os.DirFS(whole), elsewhere: elsewhere, overrides: overrides}, filepath.Base(whole), dir)
}

// ErrNoEntries is what loading a folder without entry files answers.
var ErrNoEntries = errors.New("no entry files (*.yaml with a namespace) found")

// load runs the steps of loading. Shown is how the folder is called in the
// error that there is nothing in it.
func load(l *loader, name, shown string) (*App, error) {
	steps := []func() error{l.findRoots, l.readDrafts, l.dropDuplicates, l.applyOverrides, l.buildEntries, l.checkReferences}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, named(err, shown)
		}
	}
	if l.entryFiles == 0 {
		hint := ""
		if len(l.warnings) > 0 {
			hint = " (" + l.warnings[0] + ")"
		}
		return nil, fmt.Errorf("%s: %w%s", oneLine(shown), ErrNoEntries, hint)
	}
	a := &App{Name: name, Warnings: l.warnings, Hash: l.files.hash(l.overrides), Files: l.made(), index: map[string]*Entry{}}
	for _, o := range l.overrides {
		a.Overrides = append(a.Overrides, o.Text())
	}
	for _, d := range l.drafts {
		a.Entries = append(a.Entries, d.entry)
		a.index[d.entry.ID] = d.entry
	}
	return a, nil
}

// named calls the folder of the app as the user does where a mistake is in it as
// a whole.
func named(err error, shown string) error {
	if wrong := (*Error)(nil); errors.As(err, &wrong) && wrong.File == "." {
		wrong.File = shown
	}
	return err
}

// loader is the state of one load. Its steps run in the order in which load
// lists them; each needs what the one before it has made.
type loader struct {
	home      fs.FS
	elsewhere func(path string) (fs.FS, error) // opens folders outside home; nil: there are none
	overrides []Override

	files      files
	roots      []root      // findRoots
	entryFiles int         // readDrafts
	drafts     []*draft    // readDrafts, dropDuplicates, applyOverrides; their entries: buildEntries
	references []reference // buildEntries
	warnings   []string
}

func (l *loader) warn(file string, line int, format string, args ...any) {
	l.warnings = append(l.warnings, mistake(file, line, format, args...).Error())
}
