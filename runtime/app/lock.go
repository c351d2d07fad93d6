package app

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// lockFile names the folders in which an app's entry files are.
const lockFile = "wippy.lock"

// findRoots decides where entry files are looked for.
func (l *loader) findRoots() error {
	here := root{fsys: l.home, dir: "."}
	data, err := l.files.load(here, lockFile)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return l.rootWithoutLock()
	case err != nil:
		return mistake(lockFile, 1, "failed to load lock file: %s", reason(err))
	}
	l.files.use(here, lockFile)
	documents, err := parseYAML(lockFile, data)
	if wrong := (*Error)(nil); errors.As(err, &wrong) {
		return mistake(lockFile, wrong.Line, "invalid lock file: %s", wrong.Text)
	}
	lock := table(1, nil)
	if len(documents) > 0 {
		lock = documents[0]
	}
	if lock.shape != shapeTable {
		return mistake(lockFile, lock.line, "invalid lock file: it must be a table, not %s", lock.shape)
	}
	return l.rootsOfLock(lock)
}

// rootWithoutLock takes src if entry files are there, else the whole folder.
func (l *loader) rootWithoutLock() error {
	whole := root{fsys: l.home, dir: ".", skip: ".wippy"}
	src := whole
	src.dir = "src"
	if info, err := fs.Stat(l.home, src.dir); err == nil && info.IsDir() {
		probe := loader{home: l.home, roots: []root{src}}
		if err := probe.readDrafts(); err != nil {
			return err
		}
		if probe.entryFiles > 0 {
			whole = src
		}
	}
	l.roots = []root{whole}
	return nil
}

func (l *loader) rootsOfLock(lock *node) error {
	directories := lock.get("directories")
	src, line := ".", 1
	if n, set := lookup(directories, "src"); set {
		line = n.line
		if n.shape > shapeNull && n.shape != shapeText {
			return mistake(lockFile, line, "invalid lock file: directories.src must be a text, not %s", n.shape)
		}
		if src = strings.TrimSpace(directories.text("src")); src == "" {
			return mistake(lockFile, line, "invalid lock file: directories.src cannot be empty")
		}
	}
	main, err := l.rootAt(src, line, "directories.src")
	if err != nil {
		return err
	}
	main.skip = ".wippy"
	if n := directories.get("modules"); n != nil && n.shape == shapeText {
		main.skip = path.Clean(n.scalar.(string))
	}
	l.roots = append(l.roots, main)
	replaced, err := l.replacements(lock.get("replacements"))
	if err != nil {
		return err
	}
	l.warnOfModules(lock.get("modules"), replaced)
	return nil
}

// lookup tells a key that holds nothing from one that is not there.
func lookup(n *node, key string) (*node, bool) {
	if n == nil {
		return nil, false
	}
	for _, f := range n.fields {
		if f.key == key {
			return f.value, true
		}
	}
	return nil, false
}

// replacements adds the folders that stand in for modules, and returns the
// names of those modules.
func (l *loader) replacements(list *node) ([]string, error) {
	var names []string
	if list == nil {
		return nil, nil
	}
	for i, item := range list.items {
		to := strings.TrimSpace(item.text("to"))
		if to == "" {
			return nil, mistake(lockFile, item.line, "invalid lock file: replacements[%d].to cannot be empty", i)
		}
		r, err := l.rootAt(to, item.line, fmt.Sprintf("replacements[%d].to", i))
		if err != nil {
			return nil, err
		}
		l.roots = append(l.roots, r)
		names = append(names, item.text("from"))
	}
	return names, nil
}

// warnOfModules tells about modules whose entries are missing.
func (l *loader) warnOfModules(list *node, replaced []string) {
	if list == nil {
		return
	}
	for _, item := range list.items {
		name := item.text("name")
		known := false
		for _, r := range replaced {
			known = known || r == name
		}
		if !known {
			l.warn(lockFile, item.line, "module %s is not loaded: only modules with a replacement are", name)
		}
	}
}

// rootAt is the folder that the lock names as what.
func (l *loader) rootAt(name string, line int, what string) (root, error) {
	r := root{fsys: l.home, dir: path.Clean(name)}
	if !fs.ValidPath(r.dir) {
		if l.elsewhere == nil {
			return root{}, mistake(lockFile, line, "invalid lock file: %s: %s leaves the app's folder", what, name)
		}
		fsys, err := l.elsewhere(r.dir)
		if err != nil {
			return root{}, mistake(lockFile, line, "invalid lock file: %s: %s: %s", what, name, reason(err))
		}
		r = root{fsys: fsys, dir: ".", shown: r.dir}
	}
	info, err := fs.Stat(r.fsys, r.dir)
	switch {
	case err != nil:
		return root{}, mistake(lockFile, line, "invalid lock file: %s: %s: %s", what, name, reason(err))
	case !info.IsDir():
		return root{}, mistake(lockFile, line, "invalid lock file: %s: %s is not a folder", what, name)
	}
	return r, nil
}
