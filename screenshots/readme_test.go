package screenshots

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/filter"
	"echotui/runtime/node"
	"echotui/tui"
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

// The README lists all that the keys do: what the screen goes by, word by word.
func TestReadmeKeys(t *testing.T) {
	cell := strings.NewReplacer("|", `\|`, "<", "&lt;").Replace
	code := func(text string) string {
		if text == "`" {
			return "`` ` ``"
		}
		return "`" + strings.ReplaceAll(text, "|", `\|`) + "`"
	}
	var b strings.Builder
	b.WriteString("| key | is | does |\n|---|---|---|\n")
	for _, group := range tui.Keys() {
		fmt.Fprintf(&b, "| | **%s** | |\n", group.Title)
		for _, row := range group.Rows {
			keys, name := make([]string, len(row.Keys)), cell(row.Name)
			for i, key := range row.Keys {
				keys[i] = code(key)
			}
			if len(keys) == 0 {
				keys, name = []string{code(":")}, code(row.Name)
			}
			fmt.Fprintf(&b, "| %s | %s | %s |\n", strings.Join(keys, " "), name, cell(row.Help))
		}
	}
	replaceInReadme(t, "keys", b.String())
}

// The README shows what the picture of a sequence has in the middle.
func TestReadmeSequence(t *testing.T) {
	picture, err := os.ReadFile("sequence.txt")
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

// The walk-throughs in the README lead where they say: behind each line of keys
// stands what can then be read on the screen.
func TestReadmeWalks(t *testing.T) {
	walks := regexp.MustCompile("(?s)<!-- walk: a test plays this in (\\w+) -->\n```text\n(.*?)```\n").FindAllStringSubmatch(readme(t), -1)
	if len(walks) < 3 {
		t.Fatalf("the README has %d walk-throughs", len(walks))
	}
	for _, walk := range walks {
		name, lines := walk[1], walk[2]
		t.Run(name, func(t *testing.T) {
			virtual := func(t *testing.T) *node.Loop { return node.NewLoop(bootExample(t, name), node.VirtualClock, nil) }
			playOn(t, virtual, func(p *player) {
				keys := 0
				for line := range strings.Lines(lines) {
					pressed, seen, _ := strings.Cut(strings.TrimSpace(line), "   ")
					keys += p.follow(pressed)
					p.sees(strings.TrimSpace(seen))
				}
				if keys >= 10 {
					t.Errorf("it takes %d keys", keys)
				}
			})
		})
	}
}

// keyCodes are the keys that have a name in a line of keys.
var keyCodes = map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "space": tea.KeySpace}

// follow presses the keys of a line, and counts them; what stands in quotes is
// typed, and does not count.
func (p *player) follow(keys string) (count int) {
	for _, word := range regexp.MustCompile(`"[^"]*"|\S+`).FindAllString(keys, -1) {
		code, named := keyCodes[word]
		switch {
		case named:
			p.key(tea.KeyPressMsg{Code: code})
			p.wait(200 * time.Millisecond)
			count++
		case word[0] == '"':
			p.press(strings.Trim(word, `"`))
		default:
			p.press(word)
			count++
		}
	}
	return count
}

// readme is the text of README.md.
func readme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// replaceInReadme checks what stands between two marks in the README, and
// writes it anew if it is asked to.
func replaceInReadme(t *testing.T, name, want string) {
	t.Helper()
	place := regexp.MustCompile("(?s)(<!-- " + name + ": [^\n]*-->\n)(.*?)(<!-- end -->\n)")
	text := readme(t)
	found := place.FindStringSubmatch(text)
	if found == nil {
		t.Fatalf("the README has no place for: %s", name)
	}
	if found[2] == want {
		return
	}
	if !*update {
		t.Fatalf("in the README this is stale: %s; go test ./screenshots -update writes it:\n%s", name, want)
	}
	text = strings.Replace(text, found[0], found[1]+want+found[3], 1)
	if err := os.WriteFile("../README.md", []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}
