package record

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// The outcomes of a check, from the best to the worst.
const (
	Same   = 0 // all screens are as they were
	Differ = 1 // some are not
	Broken = 2 // a tape cannot be played
)

// Check plays all tapes in a folder and below, and compares what they show at
// their marks and at the end with what they showed, which is in a file beside
// each, demo.txt for demo.tape. It tells of each tape, and of cells that differ.
// With update it writes those files instead. The error is of the folder itself.
func (s Studio) Check(dir string, update bool, out io.Writer) (outcome int, err error) {
	tapes, err := find(dir)
	if err != nil {
		return Broken, err
	}
	to := bufio.NewWriter(out)
	for _, name := range tapes {
		report, one := s.checkOne(name, update)
		outcome = max(outcome, one)
		fmt.Fprint(to, report)
	}
	return outcome, to.Flush()
}

// find lists the tapes in a folder, or the one that is named.
func find(dir string) (tapes []string, err error) {
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && (filepath.Ext(path) == ".tape" || path == dir) {
			tapes = append(tapes, path)
		}
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("there is no folder %s", dir)
	}
	if err == nil && len(tapes) == 0 {
		err = fmt.Errorf("there are no tapes in %s", dir)
	}
	return tapes, err
}

// checkOne checks a tape.
func (s Studio) checkOne(name string, update bool) (report string, outcome int) {
	beside := strings.TrimSuffix(name, filepath.Ext(name)) + ".txt"
	f, err := s.Film(name)
	now := ""
	if err == nil {
		now, err = screens(f)
	}
	if err != nil {
		return fmt.Sprintf("%s: broken\n%s\n", name, indent(err.Error())), Broken
	}
	if update {
		return updateOne(name, beside, now)
	}
	was, err := os.ReadFile(beside)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Sprintf("%s: there is no %s to compare it with; --update writes it\n", name, beside), Differ
	}
	if err != nil {
		return fmt.Sprintf("%s: %s: %v\n", name, beside, err), Differ
	}
	if diff := difference(split(string(was)), split(now)); diff != "" {
		return fmt.Sprintf("%s: differs\n%s", name, diff), Differ
	}
	return fmt.Sprintf("%s: same, %d of %d\n", name, len(split(now)), len(split(now))), Same
}

// updateOne writes the screens of a tape.
func updateOne(name, beside, now string) (report string, outcome int) {
	var out files
	err := out.create(beside, func(to *bufio.Writer) error { _, err := to.WriteString(now); return err })
	if err == nil {
		err = out.keep()
	} else {
		out.drop()
	}
	if err != nil {
		return fmt.Sprintf("%s: %v\n", name, err), Broken
	}
	return fmt.Sprintf("%s: wrote %s\n", name, beside), Same
}

// mostRows bounds how many rows of a screen are told to differ.
const mostRows = 10

// difference tells where screens differ; "" if they do not.
func difference(was, now []shown) string {
	var text strings.Builder
	for i := range min(len(was), len(now)) {
		was[i].against(&text, &now[i])
	}
	for i := min(len(was), len(now)); i < len(was); i++ {
		fmt.Fprintf(&text, "  %q is not there any more\n", was[i].label())
	}
	for i := min(len(was), len(now)); i < len(now); i++ {
		fmt.Fprintf(&text, "  %q was not there\n", now[i].label())
	}
	return text.String()
}

// against tells how a screen differs from what it is now.
func (s *shown) against(to *strings.Builder, now *shown) {
	if s.label() != now.label() {
		fmt.Fprintf(to, "  %q is now %q\n", s.label(), now.label())
	}
	rows := 0
	for y := range max(len(s.rows), len(now.rows)) {
		was, is := row(s.rows, y), row(now.rows, y)
		if was == is {
			continue
		}
		if rows++; rows == 1 {
			fmt.Fprintf(to, "  at %q\n", now.label())
		}
		if rows <= mostRows {
			fmt.Fprintf(to, "    row %-2d was %s\n           is  %s\n               %s\n", y+1, was, is, carets(was, is))
		}
	}
	if rows > mostRows {
		fmt.Fprintf(to, "    and %d rows more\n", rows-mostRows)
	}
}

// row is a row of a screen; "" if it has not so many.
func row(rows []string, y int) string {
	if y < len(rows) {
		return rows[y]
	}
	return ""
}

// carets point at the characters in which two rows differ.
func carets(was, now string) string {
	a, b := []rune(was), []rune(now)
	marks := make([]byte, max(len(a), len(b)))
	for i := range marks {
		marks[i] = ' '
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			marks[i] = '^'
		}
	}
	return strings.TrimRight(string(marks), " ")
}

func indent(text string) string {
	lines := strings.Split(text, "\n")
	return "  " + strings.Join(lines, "\n  ")
}
