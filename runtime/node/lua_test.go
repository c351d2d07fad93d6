package node

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestLua runs the programs in testdata/lua. Each says in its comments what it
// prints, in order: what comes after "--> " is a line.
func TestLua(t *testing.T) {
	files, err := filepath.Glob("testdata/lua/*.lua")
	if err != nil || len(files) == 0 {
		t.Fatalf("no programs: %v", err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var want strings.Builder
			for line := range strings.Lines(string(source)) {
				if _, text, found := strings.Cut(line, "--> "); found {
					want.WriteString(text)
				}
			}
			if got := outputs(t, "cli.lua", string(source)); got != want.String() {
				t.Error(difference(want.String(), got))
			}
		})
	}
}
