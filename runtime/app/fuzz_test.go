package app

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
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
		for _, name := range []string{"src/_index.yaml", "src/_index.json"} {
			fuzzLoad(t, name, data)
		}
	})
}

func fuzzLoad(t *testing.T, name string, data []byte) {
	fsys := folder(name, string(data), "src/a.lua", "return 1")
	a, err := Load(fsys, "fuzz")
	again, errAgain := Load(fsys, "fuzz")
	if errText(err) != errText(errAgain) || whole(a) != whole(again) {
		t.Fatalf("loaded twice, it differs: %v, %v", err, errAgain)
	}
	if err != nil {
		checkError(t, err, name, len(lineBreak.FindAll(data, -1))+1)
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
}

var lineBreak = regexp.MustCompile(`\r\n?|\n`)

func whole(a *App) string {
	if a == nil {
		return ""
	}
	return a.Hash + report(a, nil)
}

func checkError(t *testing.T, err error, name string, lines int) {
	t.Helper()
	checkLine(t, err.Error())
	var wrong *Error
	switch {
	case errors.Is(err, ErrNoEntries):
	case !errors.As(err, &wrong):
		t.Errorf("no *Error: %v", err)
	case wrong.File != name || wrong.Line < 1 || wrong.Line > lines:
		t.Errorf("the place is outside of the file's %d lines: %v", lines, err)
	}
}

func checkLine(t *testing.T, text string) {
	t.Helper()
	if strings.ContainsFunc(text, unicode.IsControl) || len(text) > maxErrorBytes+len("…")+200 {
		t.Errorf("not fit for one line: %q", text)
	}
}

// FuzzOverride holds that whatever somebody types as an override is taken or
// refused in one line.
func FuzzOverride(f *testing.F) {
	for _, c := range readCases(f, "testdata/overrides.txt") {
		for _, line := range c.lines("-o") {
			f.Add(line)
		}
	}
	f.Add("app:p:method=\xff")
	fsys := folder("a.yaml", `
namespace: app
entries:
  - {name: h, kind: process.host}
  - {name: p, kind: process.lua, source: return 1, modules: [time]}
  - {name: s, kind: process.service, process: p, host: h}
  - {name: config, kind: registry.entry, data: {port: 80, "dotted.key": {"": 1}, list: [1]}}
`)
	f.Fuzz(func(t *testing.T, text string) {
		o, err := ParseOverride(text)
		if err != nil {
			checkLine(t, err.Error())
			return
		}
		if _, err := Load(fsys, "fuzz", o); err != nil {
			checkLine(t, err.Error())
		}
	})
}

// FuzzConfig holds that any file of settings is read or refused in one line.
func FuzzConfig(f *testing.F) {
	for _, c := range readCases(f, "testdata/overrides.txt") {
		for _, file := range c.Files {
			if file.Name == ConfigFile {
				f.Add(file.Data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := ReadConfig(folder(ConfigFile, string(data)), ConfigFile, ConfigFile)
		if err != nil {
			checkLine(t, err.Error())
		}
		for _, w := range c.Warnings {
			checkLine(t, w)
		}
	})
}

// FuzzJSON holds that a JSON table or list says what Go's own reader says it
// does.
func FuzzJSON(f *testing.F) {
	for _, text := range []string{
		`{"a":[1,-2.5e3,true,null,"b:c"],"d":{"e":{}},"f":[]}`, "[\n\t\"\\u00e9\\ud83d\\ude00\\\\/\\n\",\r\n{\"\":\"\"}]",
		`["# no comment"]`, "[\"\u2028\u0085\ufeff\"]", `{"<<":{"a":1},"~":"0777","on":"off"}`, `[[[["a"],[["b"]]]],{"a":[{"b":[{}]}]}]`,
		"{\"a\"\n:\n1}", "{\"a\" : \"b\"\n,\"c\"\n:[ ]}", `["\\/\/\b\f"]`, "[1,2\n,3]",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var want any
		if json.Unmarshal(data, &want) != nil || !utf8.Valid(data) || !bytes.ContainsAny(bytes.TrimSpace(data)[:1], "[{") {
			return // it is nothing that both could read
		}
		documents, err := parseYAML("a.json", data)
		if err != nil {
			if !strings.Contains(err.Error(), "already defined") && !strings.Contains(err.Error(), "nested more than") {
				t.Fatalf("%q: %v", data, err)
			}
			return
		}
		if got := plain(documents[0]); !reflect.DeepEqual(got, want) {
			t.Errorf("%q\n got %#v\nwant %#v", data, got, want)
		}
	})
}

// plain is a node as encoding/json has it.
func plain(n *node) any {
	switch n.shape {
	case shapeList:
		list := []any{}
		for _, item := range n.items {
			list = append(list, plain(item))
		}
		return list
	case shapeTable:
		table := map[string]any{}
		for _, f := range n.fields {
			table[f.key] = plain(f.value)
		}
		return table
	}
	return n.scalar
}
