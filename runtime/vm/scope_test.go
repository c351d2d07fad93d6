package vm

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"
)

// TestScopes: of every function in every Lua file that comes with the program
// it is known which variables it has, as the compiler declares them.
func TestScopes(t *testing.T) {
	files, functions := 0, 0
	err := filepath.WalkDir("../..", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".lua") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		m := &Machine{}
		p, err := m.compile(Source{ID: "app:x", Text: string(text)})
		if err != nil {
			return nil // a file of mistakes
		}
		files++
		known := m.scopesOf(p)
		for _, proto := range functionsOf(p.proto) {
			functions++
			if _, found := known[proto]; !found {
				t.Errorf("%s:%d: the variables of this function are not known", path, proto.LineDefined)
			}
		}
		return nil
	})
	if err != nil || files < 40 || functions < 400 {
		t.Errorf("looked at %d files with %d functions: %v", files, functions, err)
	}
}

// functionsOf are a function and all those in it.
func functionsOf(proto *lua.FunctionProto) []*lua.FunctionProto {
	all := []*lua.FunctionProto{proto}
	for _, inner := range proto.FunctionPrototypes {
		all = append(all, functionsOf(inner)...)
	}
	return all
}
