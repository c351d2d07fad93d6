package app

import (
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"unicode/utf8"

	"echotui/runtime/wire"
)

// Error is a mistake in an app's files.
type Error struct {
	File string // as seen from the app's folder, with slashes
	Line int    // from 1; 0 when File is a folder
	Text string
}

// Error is the whole mistake in one line: "src/_index.yaml:12: what is wrong".
func (e *Error) Error() string {
	if e.Line == 0 {
		return oneLine(e.File + ": " + e.Text)
	}
	return oneLine(fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Text))
}

func mistake(file string, line int, format string, args ...any) *Error {
	return &Error{File: file, Line: line, Text: fmt.Sprintf(format, args...)}
}

// maxErrorBytes bounds a line that quotes what a file says.
const maxErrorBytes = 1000

// oneLine makes text fit for a terminal: what is not printable is escaped, and
// what is too long is cut. File names and YAML texts may hold anything.
func oneLine(text string) string {
	var line []byte
	for i := 0; i < len(text); {
		if len(line) >= maxErrorBytes {
			return string(line) + "…"
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && size == 1 || !strconv.IsPrint(r) {
			line = wire.AppendEscaped(line, text[i:i+size])
		} else {
			line = append(line, text[i:i+size]...)
		}
		i += size
	}
	return string(line)
}

// maxListed is how many names an error enumerates.
const maxListed = 12

// listed joins names for an error: "a, b, c" or "a, b, … and 7 more".
func listed(names []string) string {
	if len(names) <= maxListed {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s, … and %d more", strings.Join(names[:maxListed], ", "), len(names)-maxListed)
}

// reason is why a file could not be read, without the path that the system
// puts in front: the message around it names the file as the user wrote it.
func reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "no such file or folder"
	case errors.Is(err, fs.ErrPermission):
		return "permission denied"
	}
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}
