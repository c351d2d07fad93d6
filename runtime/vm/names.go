package vm

import (
	"fmt"
	"runtime"
	"sync"
	"weak"

	lua "github.com/yuin/gopher-lua"
)

// names is what tostring has called tables, functions, threads and userdata: the
// order in which they were first named. It knows them by weak pointers, and the
// garbage collector, which takes names away, knows it and not the machine: a
// machine that holds something that has a name would never go away.
type names struct {
	mu   sync.Mutex
	ids  map[any]uint64
	last uint64
}

func (m *Machine) name(v lua.LValue) string {
	switch v := v.(type) {
	case *lua.LTable:
		return identify(m.names, "table", v)
	case *lua.LFunction:
		return identify(m.names, "function", v)
	case *lua.LState:
		return identify(m.names, "thread", v)
	case *lua.LUserData:
		return identify(m.names, "userdata", v)
	}
	return v.String()
}

func identify[T any](n *names, kind string, v *T) string {
	key := any(weak.Make(v))
	n.mu.Lock()
	defer n.mu.Unlock()
	id, known := n.ids[key]
	if !known {
		n.last++
		id = n.last
		n.ids[key] = id
		runtime.AddCleanup(v, n.forget, key)
	}
	return fmt.Sprintf("%s: 0x%08x", kind, id)
}

func (n *names) forget(key any) {
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.ids, key)
}
