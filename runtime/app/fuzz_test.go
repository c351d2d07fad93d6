package app

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode"
)

// FuzzLoad loads any bytes as an entry file. Whatever they are, loading ends,
// answers the same twice, and a mistake is one line with a place in the file.
func FuzzLoad(f *testing.F) {
	for _, name := range caseFiles(f) {
		for _, c := range readCases(f, name) {
			for _, file := range c.Files {
				f.Add(file.Data)
				f.Add(bytes.ReplaceAll(file.Data, []byte("\n"), []byte("\r\n")))
			}
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		fsys := folder("src/_index.yaml", string(data), "src/a.lua", "return 1")
		a, err := Load(fsys, "fuzz")
		again, errAgain := Load(fsys, "fuzz")
		if errText(err) != errText(errAgain) || whole(a) != whole(again) {
			t.Fatalf("loaded twice, it differs: %v, %v", err, errAgain)
		}
		if err != nil {
			checkError(t, err, strings.Count(lineBreaks.Replace(string(data)), "\n")+1)
			return
		}
		for _, w := range a.Warnings {
			checkLine(t, w)
		}
		for _, e := range a.Entries {
			if a.Entry(e.ID) != e || e.Meta == nil || e.Data == nil || e.Line < 1 {
				t.Errorf("entry %+v", e)
			}
			if _, err := a.ResolveExec(e.ID, ""); err != nil {
				checkLine(t, err.Error())
			}
		}
		_, _ = a.DefaultExec("")
	})
}

func whole(a *App) string {
	if a == nil {
		return ""
	}
	return a.Hash + report(a, nil)
}

func checkError(t *testing.T, err error, lines int) {
	t.Helper()
	checkLine(t, err.Error())
	var wrong *Error
	switch {
	case errors.Is(err, ErrNoEntries):
	case !errors.As(err, &wrong):
		t.Errorf("no *Error: %v", err)
	case wrong.File != "src/_index.yaml" || wrong.Line < 1 || wrong.Line > lines:
		t.Errorf("the place is outside of the file's %d lines: %v", lines, err)
	}
}

func checkLine(t *testing.T, text string) {
	t.Helper()
	if strings.ContainsFunc(text, unicode.IsControl) || len(text) > maxErrorBytes+len("…")+200 {
		t.Errorf("not fit for one line: %q", text)
	}
}
