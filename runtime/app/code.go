package app

import (
	"fmt"
	"slices"
	"strings"

	"echotui/runtime/meant"
)

// Code is what process.lua, function.lua and library.lua entries share.
type Code struct {
	Source     string // Lua text, never empty
	SourceFile string // the file it came from: "src/cli.lua"; "" when the entry file holds it
	SourceLine int    // line of that file, or of the entry file, on which Source begins
	Method     string // key of the main function in what the source returns; "" for a library
	Modules    []string
	Imports    []Import
}

// Import makes a library visible to code under a name.
type Import struct {
	Alias string
	ID    string // of a library.lua
}

// Process is a process.lua.
type Process struct {
	Code
	Command *Command // nil unless a word on the command line runs it
}

// Command is the word on the command line that runs a process.
type Command struct {
	Name  string
	Short string // what it does, in a few words; may be ""
}

// Function is a function.lua.
type Function struct {
	Code
	Pool Pool
}

// Pool bounds how many calls of a function run at once. It never changes what
// a call answers.
type Pool struct {
	Type    string // "inline", "lazy", "static" or "adaptive"
	Size    int    // workers of a static pool
	Workers int
	Buffer  int // calls that may wait
	MaxSize int // most workers of an elastic pool
}

// Library is a library.lua: code that other code imports.
type Library struct {
	Code
}

// Code returns the code of a process, function or library, or nil.
func (e *Entry) Code() *Code {
	switch def := e.Def.(type) {
	case *Process:
		return &def.Code
	case *Function:
		return &def.Code
	case *Library:
		return &def.Code
	}
	return nil
}

// Position is where a line of the entry's Lua code stands for its author:
// "src/cli.lua:12". Lines count from 1.
func (e *Entry) Position(line int) string {
	file, first := e.File, e.Line
	if code := e.Code(); code != nil {
		if first = code.SourceLine; code.SourceFile != "" {
			file = code.SourceFile
		}
	}
	return oneLine(fmt.Sprintf("%s:%d", file, first+line-1))
}

// Modules are the names that code may list under modules, sorted. Those in
// Builtin need no listing.
var Modules = []string{
	"ctx", "env", "events", "funcs", "io", "json", "logger", "pg", "registry", "system", "time", "uuid",
}

// Builtin are the modules that all code has, sorted.
var Builtin = []string{
	"base", "channel", "coroutine", "errors", "math", "os", "package", "payload", "process", "string", "table",
}

// ForeignModules are those that Wippy has and this runtime has not, as far as
// known, sorted. They only make an error say more.
var ForeignModules = []string{
	"base64", "cloudstorage", "compress", "contract", "crypto", "eval", "excel", "exec", "expr", "fs", "hash", "html", "http",
	"http_client", "metrics", "otel", "queue", "security", "sql", "store", "stream", "templates", "text", "treesitter",
	"websocket", "workflow", "yaml",
}

func (d *draft) process(meta *node) any {
	p := &Process{Code: d.code("process")}
	if p.Method == "" {
		p.Method = "main"
	}
	if c := meta.get("command"); c.text("name") != "" {
		p.Command = &Command{Name: c.text("name"), Short: c.text("short")}
	}
	return p
}

func (d *draft) function(*node) any {
	f := &Function{Code: d.code("function"), Pool: d.pool()}
	if f.Method == "" {
		d.fail(d.all().line("method"), "invalid configuration: method is required")
	}
	return f
}

func (d *draft) library(*node) any {
	l := &Library{Code: d.code("library")}
	l.Method = ""
	return l
}

// code reads the fields of code; sort is what the entry is called in errors.
func (d *draft) code(sort string) Code {
	s := d.all()
	c := Code{Source: s.text("source"), Method: s.text("method"), SourceLine: s.line("source")}
	if n := s.node.get("source"); n != nil {
		c.SourceFile, c.SourceLine = n.textFile, n.textLine
	}
	c.Source = strings.TrimPrefix(c.Source, "\ufeff")
	if c.Source == "" {
		d.fail(s.line("source"), "invalid configuration: source is required")
	}
	c.Modules = d.modules(s, sort)
	c.Imports = d.imports(s, sort, c.Modules)
	return c
}

func (d *draft) modules(s section, sort string) []string {
	var names []string
	for _, n := range s.texts("modules") {
		name, _ := n.scalar.(string)
		switch {
		case strings.TrimSpace(name) == "":
			d.fail(n.line, "invalid configuration: module cannot be empty")
		case strings.Contains(name, ":"):
			d.fail(n.line, "invalid configuration: module cannot have a namespace: %s", name)
		case !slices.Contains(Modules, name) && !slices.Contains(Builtin, name):
			d.failModule(n.line, sort, name)
		case slices.Contains(names, name):
			d.fail(n.line, "failed to add %s node: failed to add dependency %s -> :%s: dependency from %s to :%s already exists",
				sort, d.entry.ID, name, d.entry.ID, name)
		}
		names = append(names, name)
	}
	return names
}

// failModule records that there is no such module.
func (d *draft) failModule(line int, sort, name string) {
	what := ""
	if slices.Contains(ForeignModules, name) {
		what = ", as Wippy's module " + name + " is not supported"
	}
	d.fail(line, "failed to add %s node: failed to add dependency %s -> :%s: node with ID :%s not found%s; modules are %s%s",
		sort, d.entry.ID, name, name, what, strings.Join(Modules, ", "), meant.Question(name, Modules))
}

func (d *draft) imports(s section, sort string, modules []string) []Import {
	table := s.section("imports").node
	if table == nil {
		return nil
	}
	var list []Import
	for _, f := range table.fields {
		s.section("imports").get(f.key)
		line := max(f.line, f.value.line)
		id, _ := f.value.scalar.(string)
		_, name, qualified := strings.Cut(id, ":")
		switch {
		case f.value.shape > shapeNull && f.value.shape != shapeText:
			s.wrong(f.value, "imports."+f.key, "the ID of a library")
		case f.key == "":
			d.fail(line, "invalid configuration: import alias cannot be empty")
		case id == "" || qualified && name == "":
			d.fail(line, "invalid configuration: import :name cannot be empty (%s)", f.key)
		case slices.Contains(modules, f.key):
			d.fail(line, "failed to add %s node: alias '%s' collision: it is a module of this entry too", sort, f.key)
		}
		if d.err != nil {
			return nil
		}
		r := reference{what: "imports." + f.key, line: line, kinds: []string{kindLibrary}, imports: true, sort: sort}
		id = d.refer(r, f.value)
		if slices.ContainsFunc(list, func(i Import) bool { return i.ID == id }) {
			d.fail(line, "failed to add %s node: failed to add dependency %s -> %s: dependency from %s to %s already exists",
				sort, d.entry.ID, id, d.entry.ID, id)
		}
		list = append(list, Import{Alias: f.key, ID: id})
	}
	return list
}

func (d *draft) pool() Pool {
	s := d.all().section("pool")
	p := Pool{
		Type:    s.text("type"),
		Size:    s.count("size", 0),
		Workers: s.count("workers", 0),
		MaxSize: s.count("max_size", 0),
	}
	p.Buffer = s.count("buffer", 64*max(p.Workers, 0))
	switch {
	case p.Type != "":
	case p.MaxSize > 0:
		p.Type = "adaptive"
	case p.Size > 0:
		p.Type = "static"
	default:
		p.Type = "lazy"
	}
	switch {
	case !slices.Contains([]string{"inline", "lazy", "static", "adaptive"}, p.Type):
		d.fail(s.line("type"), "invalid configuration: pool.type must be inline, lazy, static or adaptive, not %s", p.Type)
	case p.Size < 0, p.Type == "static" && p.Size == 0:
		d.fail(s.line("size"), "invalid configuration: pool.size must be greater than 0 for non-flex pools")
	case p.Workers < 0:
		d.fail(s.line("workers"), "invalid configuration: pool.workers must be greater than 0 for worker pools")
	case p.MaxSize < 0, p.Buffer < 0:
		d.fail(s.node.line, "invalid configuration: pool.max_size and pool.buffer must not be negative")
	}
	return p
}
