package export_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"echotui/runtime/export"
)

// README lists all formats and all columns, and says the same of them.
func TestReadme(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(text), "\n## Exports\n")
	section, _, _ = strings.Cut(section, "\n## ")
	rows := []string{}
	for _, f := range export.Formats() {
		rows = append(rows, fmt.Sprintf("| `%s` | %s |", f.Name, f.Help))
	}
	for _, c := range export.Columns() {
		rows = append(rows, fmt.Sprintf("| `%s` | %s |", c.Name, c.Help))
	}
	for _, row := range rows {
		if !strings.Contains(section, row+"\n") {
			t.Errorf("section Exports has no row %s", row)
		}
	}
	if got := strings.Count(section, "\n| `"); got != len(rows) {
		t.Errorf("section Exports has %d rows, want %d", got, len(rows))
	}
}
