package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"echotui/scripts"
)

// lock says where the entry files of a new project are.
const lock = `directories:
  modules: .wippy
  src: ./src
`

// Init writes one of the apps that come along into dir, which is made if there
// is none, and returns the files written. It never touches a file that is there: if one
// would have to be replaced, the error names it and nothing is written.
func Init(dir, example string) ([]string, error) {
	files, err := scripts.Open(example)
	if err != nil {
		return nil, err
	}
	for _, folder := range []string{dir, filepath.Join(dir, "src")} {
		if info, err := os.Stat(folder); err == nil && !info.IsDir() {
			return nil, fmt.Errorf("%s: not a folder", folder)
		}
	}
	project, err := projectFiles(files, dir)
	if err != nil {
		return nil, err
	}
	names := make([]string, len(project))
	for i, f := range project {
		names[i] = f.name
		if _, err := os.Lstat(f.name); err == nil {
			return nil, fmt.Errorf("%s exists already; init replaces no files", f.name)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	for _, f := range project {
		if err := f.write(); err != nil {
			return nil, err
		}
	}
	return names, nil
}

type projectFile struct {
	name string // as the system writes paths
	text []byte
}

// projectFiles lists the files of a new project, wippy.lock last: with it the
// folder becomes an app, so it is not there before the rest is.
func projectFiles(app fs.FS, dir string) ([]projectFile, error) {
	var files []projectFile
	err := fs.WalkDir(app, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(app, path)
		files = append(files, projectFile{filepath.Join(dir, "src", filepath.FromSlash(path)), text})
		return err
	})
	return append(slices.Clip(files), projectFile{filepath.Join(dir, "wippy.lock"), []byte(lock)}), err
}

// write makes the file. One that has come into being meanwhile stays.
func (f projectFile) write() error {
	if err := os.MkdirAll(filepath.Dir(f.name), 0o777); err != nil {
		return err
	}
	file, err := os.OpenFile(f.name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = file.Write(f.text)
	return errors.Join(err, file.Close())
}
