package record

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"echotui/tui/film"
	"echotui/tui/picture"
	"echotui/tui/tape"
)

// files is a set of files that all come into being, or none does. Each is
// written beside its place, and moved there when all are written.
type files struct {
	list []pending
	made []string // folders
	old  []string // files that go when all is written
}

type pending struct{ temporary, name string }

// create makes a file that write fills.
func (f *files) create(name string, write func(*bufio.Writer) error) error {
	file, err := beside(name)
	if err != nil {
		return cannot(name, err)
	}
	f.list = append(f.list, pending{file.Name(), name})
	to := bufio.NewWriterSize(file, 1<<16)
	err = write(to)
	if err == nil {
		err = to.Flush()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return cannot(name, err)
	}
	return nil
}

// beside makes a new file in the folder of another.
func beside(name string) (*os.File, error) {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return nil, errors.New("it is a folder")
	}
	for n := 0; ; n++ {
		temporary := filepath.Join(filepath.Dir(name), fmt.Sprintf(".%s.%d-%d", filepath.Base(name), os.Getpid(), n))
		file, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, fs.ErrExist) {
			return file, err
		}
	}
}

// cannot says which file cannot be written, and why; not what it was called
// meanwhile.
func cannot(name string, err error) error {
	var where *fs.PathError
	if errors.As(err, &where) {
		err = where.Err
	}
	if dir := filepath.Dir(name); errors.Is(err, fs.ErrNotExist) && !exists(dir) {
		return fmt.Errorf("%s cannot be written: there is no folder %s", name, dir)
	}
	return fmt.Errorf("%s cannot be written: %w", name, err)
}

// keep puts all files in their places.
func (f *files) keep() error {
	for i, p := range f.list {
		if err := os.Rename(p.temporary, p.name); err != nil {
			f.list = f.list[i:]
			f.drop()
			return cannot(p.name, err)
		}
	}
	for _, name := range f.old {
		if err := os.Remove(name); err != nil {
			return err
		}
	}
	return nil
}

// drop removes all that was written.
func (f *files) drop() {
	for _, p := range f.list {
		_ = os.Remove(p.temporary) // there is nothing else to be done about it
	}
	for _, name := range f.made {
		_ = os.Remove(name) // unless there is something in it
	}
}

// folder makes a folder, unless it is there.
func (f *files) folder(name string) error {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return nil
	}
	if err := os.Mkdir(name, 0o777); err != nil {
		return cannot(name, err)
	}
	f.made = append(f.made, name)
	return nil
}

// write writes films into files, all of them or none.
func (s Studio) write(take *Take, wanted []want) (names []string, err error) {
	var out files
	for _, w := range wanted {
		f := w.film
		if f == nil {
			f = take.Film
			s.complain(w, f)
		}
		o := pictureOptions(&take.Settings)
		o.FontFolders = s.FontFolders
		o.Warn = func(text string) { s.warn(w.path + ": " + text) }
		if w.kind == tape.Frames {
			err = s.frames(&out, w.path, f, o)
		} else {
			write := s.writer(w.kind, w.film != nil)
			err = out.create(w.path, func(to *bufio.Writer) error { return write(to, f, o) })
		}
		if err != nil {
			out.drop()
			return nil, err
		}
		names = append(names, w.path)
	}
	return names, out.keep()
}

// frames writes each frame of a film as a picture into a folder: frame-00001.png
// and so on. Those of a longer film that was there before go.
func (s Studio) frames(out *files, folder string, f *film.Film, o film.Options) error {
	if err := out.folder(folder); err != nil {
		return err
	}
	name := func(n int) string { return filepath.Join(folder, fmt.Sprintf("frame-%05d.png", n)) }
	err := picture.WriteFrames(f, o, func(n int, write func(io.Writer) error) error {
		return out.create(name(n+1), func(to *bufio.Writer) error { return write(to) })
	})
	if err != nil {
		return err
	}
	for n := len(f.Frames) + 1; exists(name(n)); n++ {
		out.old = append(out.old, name(n))
	}
	return nil
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}
