//go:build unix

package command

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// What the README shows of a shell happens.
func TestReadmeConsole(t *testing.T) {
	sessions := blocks(readme(t), "console")
	if len(sessions) == 0 {
		t.Fatal("the README shows no console")
	}
	for _, session := range sessions {
		dir := t.TempDir()
		for _, command := range strings.Split("\n"+session, "\n$ ")[1:] {
			line, want, _ := strings.Cut(command, "\n")
			if folder, ok := strings.CutPrefix(line, "cd "); ok {
				dir = filepath.Join(dir, folder)
				continue
			}
			shell := exec.Command("sh", "-c", line)
			shell.Dir = dir
			output, err := shell.CombinedOutput()
			if err != nil {
				t.Errorf("%s: %v", line, err)
			}
			if got := readable(string(output)); got != readable(want) {
				t.Errorf("$ %s\n%s\nbut the README says:\n%s", line, got, want)
			}
		}
	}
}

// readable is output without colours, and without blanks where nobody sees
// them.
func readable(output string) string {
	lines := strings.Split(strings.TrimSpace(ansi.Strip(output)), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n")
}
