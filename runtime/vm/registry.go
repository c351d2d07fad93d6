package vm

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/actor"
	"echotui/runtime/wire"
)

// Entry is an entry as the registry module shows it.
type Entry struct {
	ID, Kind   string
	Meta, Data *wire.Table
}

// registry keeps every version of the entries: a version is what the one before
// it became by one set of changes. What is changed here is seen by those who
// ask; it starts and stops nothing.
type registry struct {
	versions []version
	current  int // index of the version in force
}

type version struct {
	entries []*Entry // by ID
	parent  int      // index of the version that it was made from
}

func newRegistry(entries []Entry) *registry {
	first := version{parent: -1}
	for i := range entries {
		first.entries = append(first.entries, &entries[i])
	}
	slices.SortStableFunc(first.entries, func(a, b *Entry) int { return strings.Compare(a.ID, b.ID) })
	return &registry{versions: []version{first}}
}

func (r *registry) get(id string) *Entry { return find(r.versions[r.current].entries, id) }

func find(entries []*Entry, id string) *Entry {
	i, found := slices.BinarySearchFunc(entries, id, func(e *Entry, id string) int { return strings.Compare(e.ID, id) })
	if !found {
		return nil
	}
	return entries[i]
}

func (e *Entry) table() *wire.Table {
	return wire.Record("id", e.ID, "kind", e.Kind, "meta", e.Meta, "data", e.Data)
}

func entryList(entries []*Entry) *wire.Table {
	list := &wire.Table{}
	for _, e := range entries {
		list.Items = append(list.Items, e.table())
	}
	return list
}

// parseID splits "ns:name"; without a colon ns is empty.
func parseID(id string) (ns, name string) {
	ns, name, found := strings.Cut(id, ":")
	if !found {
		return "", id
	}
	return ns, name
}

// filter tells which entries a search wants.
type filter []func(*Entry) bool

func (f filter) apply(entries []*Entry) []*Entry {
	var found []*Entry
	for _, e := range entries {
		if !slices.ContainsFunc(f, func(wanted func(*Entry) bool) bool { return !wanted(e) }) {
			found = append(found, e)
		}
	}
	return found
}

// newFilter reads the table of a search. Keys that it does not know match
// everything.
func newFilter(wanted *wire.Table) (filter, *wire.Error) {
	var f filter
	for _, field := range wanted.Fields {
		key, _ := field.Key.(string)
		if nested, ok := field.Value.(*wire.Table); ok && key == "meta" {
			for _, inner := range nested.Fields {
				name, _ := inner.Key.(string)
				f = append(f, metaTest("", name, inner.Value))
			}
			continue
		}
		test, err := newTest(key, field.Value)
		if err != nil {
			return nil, err
		}
		if test != nil {
			f = append(f, test)
		}
	}
	return f, nil
}

func newTest(key string, value wire.Value) (func(*Entry) bool, *wire.Error) {
	if strings.HasPrefix(key, ".") {
		return fieldTest(key[1:], patternText(value)), nil
	}
	operator := ""
	if key != "" && strings.ContainsRune("~*^$", rune(key[0])) {
		operator, key = key[:1], key[1:]
	}
	name, found := strings.CutPrefix(key, "meta.")
	if !found {
		return nil, nil
	}
	if operator == "~" {
		expression, err := regexp.Compile(patternText(value))
		if err != nil {
			return nil, wire.NewError(wire.Invalid, err.Error())
		}
		return func(e *Entry) bool {
			text, ok := e.Meta.Get(name).(string)
			return ok && expression.MatchString(text)
		}, nil
	}
	return metaTest(operator, name, value), nil
}

// patternText is what a value that is no text counts as in a search.
func patternText(value wire.Value) string {
	if text, ok := value.(string); ok {
		return text
	}
	return wire.Text(value, 0)
}

// fieldTest compares a part of the entry itself; one "*" stands for any text.
func fieldTest(name, pattern string) func(*Entry) bool {
	prefix, suffix, wild := strings.Cut(pattern, "*")
	return func(e *Entry) bool {
		ns, short := parseID(e.ID)
		value, known := map[string]string{"kind": e.Kind, "name": short, "ns": ns, "id": e.ID}[name]
		switch {
		case !known:
			return true
		case !wild:
			return value == pattern
		}
		return len(value) >= len(prefix)+len(suffix) && strings.HasPrefix(value, prefix) && strings.HasSuffix(value, suffix)
	}
}

func metaTest(operator, name string, wanted wire.Value) func(*Entry) bool {
	return func(e *Entry) bool {
		value := e.Meta.Get(name)
		if list, ok := wanted.(*wire.Table); ok {
			return containsAll(value, list.Items)
		}
		text, _ := value.(string)
		part, _ := wanted.(string)
		switch operator {
		case "*":
			return strings.Contains(text, part)
		case "^":
			return strings.HasPrefix(text, part)
		case "$":
			return strings.HasSuffix(text, part)
		}
		return value == wanted
	}
}

func containsAll(value wire.Value, wanted []wire.Value) bool {
	list, ok := value.(*wire.Table)
	return ok && !slices.ContainsFunc(wanted, func(w wire.Value) bool { return !slices.Contains(list.Items, w) })
}

func (m *Machine) registryModule() *lua.LTable {
	current := func() *snapshot { return &snapshot{m.registry, m.registry.current} }
	return m.module("registry", map[string]function{
		"get":  func(L *lua.LState, _ *actor.Task) int { return m.snapshotGet(L, current(), 1) },
		"find": func(L *lua.LState, _ *actor.Task) int { return m.snapshotFind(L, current(), 1) },
		"parse_id": func(L *lua.LState, _ *actor.Task) int {
			ns, name := parseID(L.CheckString(1))
			return push(L, m.toLua(wire.Record("ns", ns, "name", name)))
		},
		"snapshot": func(L *lua.LState, _ *actor.Task) int { return m.succeed(L, m.newSnapshot(*current())) },
		"snapshot_at": func(L *lua.LState, _ *actor.Task) int {
			n := L.CheckInt(1)
			if n < 1 || n > len(m.registry.versions) {
				return m.fail(L, wire.NewError(wire.NotFound, fmt.Sprintf("there is no version %d", n)))
			}
			return m.succeed(L, m.newSnapshot(snapshot{m.registry, n - 1}))
		},
		"current_version": func(L *lua.LState, _ *actor.Task) int {
			return m.succeed(L, m.newVersion(m.registry.current))
		},
		"versions":      m.versionList,
		"history":       m.versionList,
		"apply_version": m.applyVersion,
		"build_delta":   m.buildDelta,
	})
}
