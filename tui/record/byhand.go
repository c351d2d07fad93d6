package record

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"echotui/tui"
	"echotui/tui/cast"
)

// Hand writes recordings that are made by hand, into a folder.
type Hand struct {
	Dir  string
	App  App
	Lack string // why no tape can make them again; "" if one can
}

// mostRecordings bounds how many names are tried.
const mostRecordings = 10_000

// Try tells whether a recording could be written now: who learns that only when
// it is over has lost it.
func (h Hand) Try() error {
	for n := 1; n < mostRecordings; n++ {
		name := h.name(n) + ".cast"
		if exists(name) {
			continue
		}
		err := writeNew(name, func(w io.Writer) error { _, err := w.Write(make([]byte, leastRoom)); return err })
		if err == nil {
			err = os.Remove(name)
		}
		return err
	}
	return nil // Write knows what to say
}

// leastRoom is what a recording takes at least.
const leastRoom = 4096

func (h Hand) name(n int) string { return filepath.Join(h.Dir, fmt.Sprintf("echotui-%d", n)) }

// Write writes a recording to files that are not there yet, NAME-1.cast and
// NAME-1.tape, and tells in a sentence which they are.
func (h Hand) Write(r *tui.Recording) (string, error) {
	lack := h.Lack
	if lack == "" {
		lack = r.Incomplete
	}
	for n := 1; n < mostRecordings; n++ {
		name := h.name(n)
		if exists(name+".cast") || exists(name+".tape") {
			continue
		}
		err := writeNew(name+".cast", func(w io.Writer) error { return cast.Write(w, r.Film, cast.Options{}) })
		switch {
		case errors.Is(err, fs.ErrExist): // since a moment ago
			continue
		case err != nil:
			return "", err
		case lack != "":
			return fmt.Sprintf("wrote %s.cast, and no tape: %s", name, lack), nil
		}
		return h.writeTape(name, r)
	}
	return "", fmt.Errorf("there are %d recordings in %s", mostRecordings, h.Dir)
}

// writeTape writes the tape beside a cast that is there.
func (h Hand) writeTape(name string, r *tui.Recording) (string, error) {
	t, lost := Script(r, h.App)
	text, err := t.Text()
	if err == nil {
		err = writeNew(name+".tape", func(w io.Writer) error { _, err := io.WriteString(w, text); return err })
	}
	if err != nil {
		return "", fmt.Errorf("%s.cast is there, and no tape: %w", name, err)
	}
	told := fmt.Sprintf("wrote %s.cast and %s.tape", name, name)
	if lost > 0 {
		told += fmt.Sprintf(", which lacks %d things that no tape can say", lost)
	}
	return told, nil
}

// writeNew writes a file that must not be there; what is not whole goes again.
func writeNew(name string, write func(io.Writer) error) error {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return cannot(name, err)
	}
	to := bufio.NewWriter(file)
	err = cmp.Or(write(to), to.Flush(), file.Close()) // what went wrong first is the reason for the rest
	if err == nil {
		return nil
	}
	_ = os.Remove(name) // half of it is of no use
	return cannot(name, err)
}
