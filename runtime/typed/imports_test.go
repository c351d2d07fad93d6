package typed_test

import (
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"
)

// The compiler is the judge in tests; the package itself needs only Go.
func TestImportsAreStandard(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for _, entry := range entries {
		name := entry.Name()
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		read++
		for _, spec := range file.Imports {
			path, _, _ := strings.Cut(strings.Trim(spec.Path.Value, `"`), "/")
			if strings.Contains(path, ".") || path == "echotui" || path == "os" || path == "io" || path == "time" {
				t.Errorf("%s imports %s", name, spec.Path.Value)
			}
		}
	}
	if read < 10 {
		t.Errorf("only %d files were read", read)
	}
}
