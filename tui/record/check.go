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
	if err != nil {
		return fmt.Sprintf("%s: broken\n%s\n", name, indent(err.Error())), Broken
	}
	now := screens(f)
	if update {
		return s.updateOne(name, beside, now)
	}
	text, err := os.ReadFile(beside)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Sprintf("%s: there is no %s to compare it with; --update writes it\n", name, beside), Differ
	}
	was, problem := readScreens(string(text))
	if err = errors.Join(err, problem); err != nil {
		return fmt.Sprintf("%s: %s: %v\n", name, beside, err), Differ
	}
	if diff := difference(was, now); diff != "" {
		return fmt.Sprintf("%s: differs\n%s", name, diff), Differ
	}
	return fmt.Sprintf("%s: %d screens are the same\n", name, len(now)), Same
}

// updateOne writes the screens of a tape.
func (s Studio) updateOne(name, beside string, now []shown) (report string, outcome int) {
	var out files
	err := out.create(beside, func(to *bufio.Writer) error { return put(to, now) })
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
	for _, s := range was[min(len(was), len(now)):] {
		fmt.Fprintf(&text, "  %q is not there any more\n", s.label)
	}
	for _, s := range now[min(len(was), len(now)):] {
		fmt.Fprintf(&text, "  %q was not there\n", s.label)
	}
	return text.String()
}

// against tells how a screen differs from what it is now.
func (s *shown) against(to *strings.Builder, now *shown) {
	if s.label != now.label || s.size != now.size {
		fmt.Fprintf(to, "  instead of %q, %s, there is %q, %s\n", s.label, s.size, now.label, now.size)
		return
	}
	rows := 0
	for y := range s.rows {
		if s.rows[y] == now.rows[y] {
			continue
		}
		if rows++; rows == 1 {
			fmt.Fprintf(to, "  at %q\n", s.label)
		}
		if rows > mostRows {
			continue
		}
		fmt.Fprintf(to, "    row %d was %s\n", y+1, s.rows[y])
		fmt.Fprintf(to, "    %*s is  %s\n", len(fmt.Sprintf("row %d", y+1)), "", now.rows[y])
		fmt.Fprintf(to, "    %*s     %s\n", len(fmt.Sprintf("row %d", y+1)), "", carets(s.rows[y], now.rows[y]))
	}
	if rows > mostRows {
		fmt.Fprintf(to, "    and %d rows more\n", rows-mostRows)
	}
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
