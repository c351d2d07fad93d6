// Package arrows holds the test of what may import what, and of what the core
// may not call. It has no code of its own.
//
// Imports go down only: a package that comes in below others must not know
// them. The tables here say what is allowed; a new package or arrow needs a
// line in them, and a reason to be a good one.
package arrows

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	module = "echotui"
	root   = "../.."
)

// arrows are all the imports of ours that a package may have, from the bottom
// to the top. "." is main.go.
var arrows = map[string][]string{
	"runtime/wire":     nil,
	"runtime/codec":    {"runtime/wire"},
	"runtime/meant":    nil,
	"runtime/spill":    nil,
	"runtime/typed":    nil,
	"runtime/share":    nil,
	"runtime/trace":    {"runtime/codec", "runtime/share", "runtime/wire"},
	"runtime/actor":    {"runtime/wire"},
	"runtime/app":      {"runtime/meant", "runtime/wire"},
	"runtime/vm":       {"runtime/actor", "runtime/typed", "runtime/wire"},
	"runtime/node":     {"runtime/actor", "runtime/app", "runtime/codec", "runtime/filter", "runtime/trace", "runtime/vm", "runtime/wire"},
	"runtime/suite":    {"runtime/app", "runtime/node", "runtime/trace", "runtime/wire"},
	"runtime/contract": nil, // tests only
	"runtime/speed":    nil, // tests only
	"runtime/filter":   {"runtime/meant", "runtime/trace", "runtime/wire"},
	"runtime/export":   {"runtime/filter", "runtime/trace", "runtime/tracefile", "runtime/wire"},
	"runtime/literal":  {"runtime/wire"},
	"runtime/cli":      {"runtime/app", "runtime/codec", "runtime/export", "runtime/filter", "runtime/node", "runtime/spill", "runtime/suite", "runtime/trace", "runtime/tracefile", "runtime/wire", "scripts"},
	"scripts":          nil,
	"scripts/release":  nil,
	"tui/draw":         nil,
	"tui/film":         {"tui/draw"},
	"tui/config":       nil,
	"tui/screen":       {"tui/draw"},
	"tui/shape":        nil,
	"tui/picture":      {"tui/draw", "tui/film", "tui/shape"},
	"tui/cast":         {"tui/draw", "tui/film", "tui/screen"},
	"tui/pulse":        nil,
	"tui/player":       {"tui/cast", "tui/draw", "tui/film"},
	"tui/page":         {"tui/draw", "tui/film", "tui/picture", "tui/shape"},
	"tui/tape":         {"runtime/filter", "runtime/meant", "tui/film"},
	"tui/record":       {"runtime/filter", "runtime/trace", "runtime/wire", "tui", "tui/cast", "tui/draw", "tui/film", "tui/page", "tui/picture", "tui/tape"},
	"tui":              {"runtime/filter", "runtime/literal", "runtime/meant", "runtime/trace", "runtime/watch", "runtime/wire", "tui/config", "tui/draw", "tui/film", "tui/pulse", "tui/screen"},
	".":                {"tui/command"},
	"tui/command":      {"runtime/cli", "runtime/meant", "runtime/node", "runtime/trace", "scripts", "tui", "tui/filming", "tui/record"},
	"tui/filming":      {"runtime/cli", "tui", "tui/picture", "tui/player", "tui/record"},

	"runtime/wire/wiretest": {"runtime/wire"}, // for tests of others
	"runtime/ptytest":       nil,
	"runtime/author":        nil, // for tests of others
	"runtime/leaks":         nil, // for tests of others
	"runtime/faults":        nil, // tests only
	"tui/film/filmtest":     {"tui/draw", "tui/film"},
	"runtime/tracefile":     {"runtime/codec", "runtime/wire"},
	"runtime/watch":         {"runtime/share", "runtime/wire"},
}

// owners are the only packages that may import what others wrote: swapping a
// library out, or keeping up with it, is then work in one place.
var owners = map[string][]string{
	"github.com/yuin/gopher-lua": {"runtime/vm"},
	"github.com/klauspost":       {"runtime/codec"},
	"go.yaml.in/yaml":            {"runtime/app", "tui/config"},
	"github.com/spf13/cobra":     {"tui/command", "tui/filming"},
	"github.com/go-fonts":        {"tui/picture"},
	"golang.org/x/image":         {"tui/picture"},
	"github.com/sahilm/fuzzy":    {"tui"},
	"charm.land":                 {"tui", "tui/command", "tui/draw", "tui/player", "tui/pulse", "tui/record", "tui/screen", "tui/tape"},
	"github.com/charmbracelet":   {"runtime/ptytest", "tui", "tui/command", "tui/draw", "tui/player", "tui/pulse", "tui/screen"},
	"github.com/creack/pty":      {"runtime/ptytest"},
	"github.com/tidwall/btree":   {"runtime/trace"},
}

// apart are packages that must not reach others even through ones between.
var apart = []struct{ from, to string }{
	{"tui", "runtime/actor"}, // the screen could as well watch another machine
	{"tui", "runtime/vm"},
	{"tui", "runtime/node"},
	{"runtime/node", "tui"},
	{"runtime/actor", "runtime/vm"},
	{"runtime/trace", "runtime/actor"},
}

func TestArrows(t *testing.T) {
	packages := load(t)
	for _, name := range sorted(packages) {
		allowed, known := arrows[name]
		if !known {
			t.Errorf("%s: a package without a line in the table", name)
			continue
		}
		for _, use := range packages[name].imports {
			if to, ours := strings.CutPrefix(use.path, module+"/"); ours && !slices.Contains(allowed, to) {
				t.Errorf("%s: %s must not import %s", use.at, name, to)
			}
		}
	}
	for _, name := range sorted(arrows) {
		if packages[name] == nil {
			t.Errorf("%s: in the table, but there is no such package", name)
		}
	}
}

func TestOwners(t *testing.T) {
	packages := load(t)
	for _, library := range sorted(owners) {
		used := false
		for _, name := range sorted(packages) {
			for _, use := range packages[name].imports {
				if use.path != library && !strings.HasPrefix(use.path, library+"/") {
					continue
				}
				used = true
				if !slices.Contains(owners[library], name) {
					t.Errorf("%s: only %v may import %s", use.at, owners[library], library)
				}
			}
		}
		if !used {
			t.Errorf("%s: in the table, but nobody imports it", library)
		}
	}
}

func TestApart(t *testing.T) {
	packages := load(t)
	for _, pair := range apart {
		if way := reach(packages, pair.from, pair.to); way != nil {
			t.Errorf("%s reaches %s: %s", pair.from, pair.to, strings.Join(way, " -> "))
		}
	}
}

// reach returns a way from one package to another, or nil.
func reach(packages map[string]*source, from, to string) []string {
	if from == to {
		return []string{to}
	}
	p := packages[from]
	if p == nil {
		return nil
	}
	for _, use := range p.imports {
		if next, ours := strings.CutPrefix(use.path, module+"/"); ours {
			if way := reach(packages, next, to); way != nil {
				return append([]string{from}, way...)
			}
		}
	}
	return nil
}

// source is one package as it is written, without its tests.
type source struct {
	files   []*ast.File
	names   []string // of the files
	set     *token.FileSet
	imports []use
}

type use struct{ path, at string }

// load reads every package, whatever system its files are for.
func load(t *testing.T) map[string]*source {
	t.Helper()
	packages := map[string]*source{}
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name := d.Name(); file != root && (strings.HasPrefix(name, ".") || name == "testdata") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		relative, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		relative = filepath.ToSlash(relative)
		folder := path.Dir(relative)
		if packages[folder] == nil {
			packages[folder] = &source{set: token.NewFileSet()}
		}
		return packages[folder].read(file, relative)
	})
	if err != nil {
		t.Fatal(err)
	}
	return packages
}

func (s *source) read(file, shown string) error {
	parsed, err := parser.ParseFile(s.set, file, nil, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	s.files = append(s.files, parsed)
	s.names = append(s.names, shown)
	for _, spec := range parsed.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return err
		}
		s.imports = append(s.imports, use{name, shown + ":" + strconv.Itoa(s.set.Position(spec.Pos()).Line)})
	}
	return nil
}

func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
