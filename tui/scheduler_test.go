package tui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// Nobody waits or looks at a clock but through the Scheduler: a recording of
// the screen could not be made again otherwise.
func TestWaitsGoThroughScheduler(t *testing.T) {
	banned := map[string]bool{
		"tea.Tick": true, "tea.Every": true, "time.Now": true, "time.Since": true, "time.Until": true,
		"time.After": true, "time.AfterFunc": true, "time.NewTimer": true, "time.NewTicker": true, "time.Sleep": true, "time.Tick": true,
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			s, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if x, ok := s.X.(*ast.Ident); ok && banned[x.Name+"."+s.Sel.Name] {
				if seen++; name != "scheduler.go" {
					t.Errorf("%s: %s.%s is not in the hands of the Scheduler", set.Position(n.Pos()), x.Name, s.Sel.Name)
				}
			}
			return true
		})
	}
	if seen == 0 {
		t.Error("the wall clock itself was not seen")
	}
}
