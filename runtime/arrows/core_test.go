package arrows

import (
	"fmt"
	"go/ast"
	"path"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// core are the packages whose facts must be the same on every run: they read
// no clock, start no goroutine and open nothing.
var core = []string{"runtime/actor", "runtime/codec", "runtime/trace", "runtime/tracefile", "runtime/watch", "runtime/wire"}

// bannedImports are what the core may not even know, with all below them.
var bannedImports = []string{
	"os", "net", "io/fs", "io/ioutil", "syscall", "log", "embed", // the world outside
	"math/rand", "crypto/rand", "hash/maphash", // chance
	"context", "runtime", "sync", "unsafe", "testing", // goroutines, addresses
}

// bannedCalls are functions of packages that the core may otherwise use. They
// stand here as values, so that a name that no longer exists does not compile.
var bannedCalls = []any{
	time.Now, time.Since, time.Until, time.Sleep,
	time.After, time.AfterFunc, time.NewTimer, time.NewTicker, time.Tick,
	time.LoadLocation,
}

// bannedNames are banned too, and are no functions.
var bannedNames = map[string]any{"time.Local": time.Local}

func TestCore(t *testing.T) {
	banned := map[string]bool{}
	for _, f := range bannedCalls {
		banned[runtime.FuncForPC(reflect.ValueOf(f).Pointer()).Name()] = true
	}
	for name := range bannedNames {
		banned[name] = true
	}
	if !banned["time.Now"] || len(banned) != len(bannedCalls)+len(bannedNames) {
		t.Fatalf("functions are called otherwise than they are written: %v", banned)
	}
	packages := load(t)
	for _, name := range core {
		p := packages[name]
		if p == nil {
			t.Errorf("%s: there is no such package", name)
			continue
		}
		for i := range p.files {
			for _, problem := range p.check(i, banned) {
				t.Error(problem)
			}
		}
	}
}

// check tells what a file of the core does that it may not.
func (s *source) check(i int, banned map[string]bool) (problems []string) {
	file := s.files[i]
	complain := func(n ast.Node, format string, args ...any) {
		at := fmt.Sprintf("%s:%d: the core ", s.names[i], s.set.Position(n.Pos()).Line)
		problems = append(problems, at+fmt.Sprintf(format, args...))
	}
	called := map[string]string{} // what a package is called in this file
	for _, spec := range file.Imports {
		name := strings.Trim(spec.Path.Value, `"`)
		if slices.ContainsFunc(bannedImports, func(b string) bool { return name == b || strings.HasPrefix(name, b+"/") }) {
			complain(spec, "must not import %s", name)
		}
		called[path.Base(name)] = name
		if spec.Name != nil {
			called[spec.Name.Name] = name
			if spec.Name.Name == "." {
				complain(spec, "must say whose names it uses: no dot imports")
			}
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			complain(n, "must not start a goroutine")
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && banned[called[x.Name]+"."+n.Sel.Name] {
				complain(n, "must not use %s.%s", x.Name, n.Sel.Name)
			}
		}
		return true
	})
	return problems
}

// The check itself must see what it is for.
func TestCoreCheckSees(t *testing.T) {
	p := load(t)["runtime/node"]
	banned := map[string]bool{"time.Now": true, "time.NewTimer": true}
	var all []string
	for i := range p.files {
		all = append(all, p.check(i, banned)...)
	}
	text := strings.Join(all, "\n")
	for _, want := range []string{"must not use time.Now", "must not use time.NewTimer", "must not start a goroutine", "must not import sync"} {
		if !strings.Contains(text, want) {
			t.Errorf("the node does what the core must not, yet nobody saw: %s in\n%s", want, text)
		}
	}
}
