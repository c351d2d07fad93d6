package record

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"echotui/tui/film"
	"echotui/tui/tape"
)

// Studio is where tapes are read and played, and where films become files.
type Studio struct {
	Open        Open
	Theme       *film.Palette // instead of the one of the tape; nil: that
	CastVersion int           // of .cast files: 2 or 3; 0 is 2
	FontFolders []string      // where fonts are that pictures of all languages need
	Warn        func(string)  // is told, in a line, what is not as it was asked for; may be nil
}

func (s Studio) warn(text string) {
	if s.Warn != nil {
		s.Warn(text)
	}
}

// Record plays the tape in a file, or on standard input if that is called "-",
// and writes what comes of it: the outputs, or without any those that the tape
// names, or a cast beside the tape. It returns the files in the order in which
// they are written. After an error there are none that were not there before.
func (s Studio) Record(name string, outputs []string) (files []string, err error) {
	t, err := s.load(name)
	if err != nil {
		return nil, err
	}
	wanted, err := wants(t, outputs)
	if err != nil {
		return nil, err
	}
	take, err := Play(t, s.Theme, s.Open)
	if err != nil {
		return nil, err
	}
	if name := take.Settings.FontFamily; name != "" {
		s.warn(fmt.Sprintf("%s: Set FontFamily: letters are those of a font that comes along, not of %s", t.Name, name))
	}
	for _, still := range take.Stills {
		wanted = append(wanted, want{path: still.Path, kind: still.Kind, film: still.Film})
	}
	return s.write(take, wanted)
}

// Film is the film of the tape in a file.
func (s Studio) Film(name string) (*film.Film, error) {
	t, err := s.load(name)
	if err != nil {
		return nil, err
	}
	take, err := Play(t, s.Theme, s.Open)
	if err != nil {
		return nil, err
	}
	return take.Film, nil
}

// UseTheme sets the theme by its name; "" leaves it as it is.
func (s *Studio) UseTheme(name string) error {
	switch name {
	case "":
	case film.Dark.Name:
		s.Theme = &film.Dark
	case film.Light.Name:
		s.Theme = &film.Light
	default:
		return fmt.Errorf("it is dark or light, not %q", name)
	}
	return nil
}

// longestTape is one byte more than a tape may have.
const longestTape = 1<<20 + 1

// load reads a tape.
func (s Studio) load(name string) (*tape.Tape, error) {
	text, err := read(name)
	if err != nil {
		return nil, err
	}
	t, err := tape.Parse(filepath.ToSlash(name), string(text), func(name string) ([]byte, error) {
		return read(filepath.FromSlash(name))
	})
	if err != nil {
		return nil, err
	}
	for _, w := range t.Warnings {
		s.warn(w.String())
	}
	return t, nil
}

// read reads a file, at most as much as a tape may have and one byte more.
func read(name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(io.LimitReader(os.Stdin, longestTape))
	}
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no file %s", name)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, longestTape))
}
