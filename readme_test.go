package main

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"echotui/runtime/filter"
)

// The tables of the README that say what a filter can be are those that the
// parser and the help page go by.
func TestReadmeFilters(t *testing.T) {
	cell := func(code string) string { return "`" + strings.ReplaceAll(code, "|", `\|`) + "`" }
	var b strings.Builder
	b.WriteString("| write | for |\n|---|---|\n")
	for _, s := range filter.Syntax() {
		fmt.Fprintf(&b, "| %s | %s |\n", cell(s.Form), s.Help)
	}
	b.WriteString("\n| field | is | for example |\n|---|---|---|\n")
	for _, f := range filter.Fields() {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", cell(f.Name), f.Help, cell(f.Example))
	}
	replaceInReadme(t, "filters", b.String())
}

// The README shows what the picture of a sequence has in the middle.
func TestReadmeSequence(t *testing.T) {
	picture, err := os.ReadFile("screenshots/sequence.txt")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	_, rows, _ := strings.Cut(string(picture), "sequence ─")
	for _, row := range strings.Split(rows, "\n")[1:] {
		if strings.HasPrefix(row, "└") {
			break
		}
		row = row[strings.Index(row, "┃")+len("┃"):]
		b.WriteString(strings.TrimRight(strings.TrimRight(row, "┃█"), " ") + "\n")
	}
	replaceInReadme(t, "sequence", "```text\n"+b.String()+"```\n")
}

// replaceInReadme checks what stands between two marks in the README, and
// writes it anew if it is asked to.
func replaceInReadme(t *testing.T, name, want string) {
	t.Helper()
	place := regexp.MustCompile("(?s)(<!-- " + name + ": [^\n]*-->\n)(.*?)(<!-- end -->\n)")
	text := readme(t)
	found := place.FindStringSubmatch(text)
	if found == nil {
		t.Fatalf("the README has no place for the %s", name)
	}
	if found[2] == want {
		return
	}
	if os.Getenv("UPDATE") == "" {
		t.Fatalf("the %s in the README are stale; UPDATE=1 go test -run Readme . writes them", name)
	}
	text = strings.Replace(text, found[0], found[1]+want+found[3], 1)
	if err := os.WriteFile("README.md", []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}
