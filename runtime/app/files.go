package app

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"echotui/runtime/wire"
)

// The bounds of what is read.
const (
	maxFileBytes   = 4 << 20 // of an entry file, and of a file an entry points at
	maxFolderDepth = 64
	maxFolderItems = 10_000   // files and folders seen while looking for entry files: that takes less than a second
	maxFolderBytes = 64 << 20 // of the files read for that
)

// root is a folder whose entry files belong to the app.
type root struct {
	fsys  fs.FS
	dir   string // inside fsys; "." is all of it
	shown string // how fsys is called from the app's folder; "" for that folder itself
	skip  string // a folder inside fsys that holds no entries of the app; "" for none
}

// show is how a path of the root's fsys is written in errors.
func (r root) show(name string) string { return path.Join(r.shown, name) }

// holds reports whether name lies in the root, by its name alone.
func (r root) holds(name string) bool {
	return fs.ValidPath(name) && (r.dir == "." || strings.HasPrefix(name, r.dir+"/"))
}

// files reads files once each and remembers what the app is made of.
type files struct {
	read  map[string][]byte // by shown path
	bytes int               // of those
	used  []string          // shown paths
}

var errTooLarge = fmt.Errorf("larger than %d MB", maxFileBytes>>20)

func (f *files) load(r root, name string) ([]byte, error) {
	shown := r.show(name)
	if data, ok := f.read[shown]; ok {
		return data, nil
	}
	data, err := readBounded(r.fsys, name)
	if err != nil {
		return nil, err
	}
	if f.read == nil {
		f.read = map[string][]byte{}
	}
	f.read[shown] = data
	f.bytes += len(data)
	return data, nil
}

// ReadSource reads the file again that the code of an entry came from. Fsys is
// the folder of the app.
func ReadSource(fsys fs.FS, e *Entry) (string, error) {
	name := e.Code().SourceFile
	data, err := readBounded(fsys, name)
	if err != nil {
		return "", fmt.Errorf("%s: %s", name, reason(err))
	}
	return string(data), nil
}

func readBounded(fsys fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, errors.New("it is a folder")
	case !info.Mode().IsRegular(): // opening a pipe would wait for its writer
		return nil, errors.New("it is not a regular file")
	}
	file, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxFileBytes+1))
	if err == nil && len(data) > maxFileBytes {
		return nil, errTooLarge
	}
	return data, err
}

// use counts a file that was read to what the app is made of.
func (f *files) use(r root, name string) { f.used = append(f.used, r.show(name)) }

// hash names the app by what it is made of: equal for equal files and
// overrides, wherever the app's folder lies.
func (f *files) hash(overrides []Override) string {
	h := sha256.New()
	slices.Sort(f.used)
	for _, name := range slices.Compact(f.used) {
		writeSized(h, []byte(name))
		writeSized(h, f.read[name])
	}
	for _, o := range overrides {
		writeSized(h, []byte(o.Entry+":"+o.Field))
		writeSized(h, []byte(wire.Text(o.value.wire(), 0)))
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

// writeSized writes the length first, so that no two lists of parts look alike.
func writeSized(h hash.Hash, part []byte) {
	fmt.Fprintf(h, "%d:", len(part))
	h.Write(part)
}

// entryFiles lists the files of a root that may hold entries, sorted by path.
// Links to files and folders are followed.
func (r root) entryFiles() ([]string, error) {
	w := walk{root: r}
	if err := w.folder(r.dir); err != nil {
		return nil, err
	}
	slices.Sort(w.found)
	return w.found, nil
}

type walk struct {
	root
	found []string
	seen  int
	above []fs.FileInfo // the folders being walked, outermost first
}

func (w *walk) folder(dir string) error {
	info, err := fs.Stat(w.fsys, dir)
	if err != nil {
		return mistake(w.show(dir), 0, "cannot be read: %s", reason(err))
	}
	for _, outer := range w.above {
		if os.SameFile(outer, info) {
			return nil // a link to a folder above it
		}
	}
	if len(w.above) == maxFolderDepth {
		return mistake(w.show(dir), 0, "folders are nested more than %d deep", maxFolderDepth)
	}
	w.above = append(w.above, info)
	defer func() { w.above = w.above[:len(w.above)-1] }()

	items, err := fs.ReadDir(w.fsys, dir)
	if err != nil {
		return mistake(w.show(dir), 0, "cannot be read: %s", reason(err))
	}
	for _, item := range items {
		if err := w.item(path.Join(dir, item.Name()), item); err != nil {
			return err
		}
	}
	return nil
}

func (w *walk) item(name string, item fs.DirEntry) error {
	if w.seen++; w.seen > maxFolderItems {
		return mistake(w.show(w.dir), 0, "more than %d files and folders in it, too many to look through for entry files: is it an app? "+
			"A wippy.lock in it can name the folder that they are in", maxFolderItems)
	}
	isFolder := item.IsDir()
	if item.Type()&fs.ModeSymlink != 0 {
		target, err := fs.Stat(w.fsys, name)
		isFolder = err == nil && target.IsDir()
	}
	switch {
	case isFolder && (item.Name() == "node_modules" || item.Name() == ".git" || name == w.skip):
		return nil
	case isFolder:
		return w.folder(name)
	}
	switch path.Ext(name) {
	case ".yaml", ".yml", ".json":
		w.found = append(w.found, name)
	}
	return nil
}
