package spill

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// pattern is the names that files have for a moment, and longer where open ones
// are not unlinked.
const pattern = "echotui-spill-*"

// create makes a file that only its owner may read, and that is gone once it is
// closed.
func create(dir string) (*file, error) {
	sweep(dir)
	made, err := os.CreateTemp(dir, pattern)
	if err != nil {
		return nil, err
	}
	f := &file{File: made}
	if err := os.Remove(made.Name()); err != nil && !errors.Is(err, fs.ErrNotExist) { // another program's sweep may have been first
		f.named = true
	}
	return f, nil
}

// remove closes the file, and removes it if it is still there.
func (f *file) remove() {
	_ = f.Close() // nobody needs what is in it
	if f.named {
		_ = os.Remove(f.Name()) // else the next sweep
	}
}

// sweep removes what programs that were killed have left. Files that are in use
// are not harmed: where they have a name, the system does not let them be
// removed.
func sweep(dir string) {
	left, _ := fs.Glob(os.DirFS(dir), pattern) // the pattern is right
	for _, name := range left {
		_ = os.Remove(filepath.Join(dir, name)) // it may be somebody else's, or in use
	}
}
