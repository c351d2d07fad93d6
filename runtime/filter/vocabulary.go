package filter

import (
	"slices"
	"strings"

	"echotui/runtime/wire"
)

// Vocabulary is what the facts so far have named, for completion. It knows the
// latest names of each sort, a bounded number, and costs next to nothing to
// keep. The zero Vocabulary has seen nothing.
type Vocabulary struct {
	topics, names, entries, hosts, services, lines, keys recent

	made []wire.PID // the latest processes, oldest first
}

// knownPIDs is how many processes are offered by number.
const knownPIDs = 50

// Apply takes in what a fact names.
func (v *Vocabulary) Apply(e *wire.Event) {
	switch e.Kind {
	case wire.KindSend, wire.KindNotify, wire.KindLost:
		v.topics.add(e.Name)
		v.payload(e.Args)
	case wire.KindSpawn:
		v.entries.add(e.Name)
		v.names.add(last(e.Name))
		v.hosts.add(e.Peer.Host)
		v.made = append(v.made, e.Peer)
		if len(v.made) == 2*knownPIDs {
			v.made = append(v.made[:0], v.made[knownPIDs:]...)
		}
	case wire.KindRegister:
		v.names.add(e.Name)
	case wire.KindHost:
		v.hosts.add(e.Name)
	case wire.KindService:
		v.services.add(e.Name)
	case wire.KindLog:
		v.lines.add(e.Name)
		v.payload(e.Args)
	}
}

// payload takes in the keys of the tables that a payload consists of.
func (v *Vocabulary) payload(args []wire.Value) {
	if len(args) == 0 {
		return
	}
	t, isTable := args[0].(*wire.Table)
	if !isTable {
		return
	}
	for i := range t.Fields[:min(20, len(t.Fields))] {
		if key, isText := t.Fields[i].Key.(string); isText && isKey(key) {
			v.keys.add(key)
		}
	}
}

// isKey reports whether a key can be written behind data.
func isKey(key string) bool {
	field, _ := head("data." + key + ":")
	return field == "data."+key && !strings.Contains(key, ".")
}

// Values lists what is known of a field, the latest first.
func (v *Vocabulary) Values(field string) []string {
	switch field {
	case "from", "to", "by", "pid":
		list := v.names.list()
		for _, p := range slices.Backward(v.made[max(0, len(v.made)-knownPIDs):]) {
			list = append(list, p.Short())
		}
		return list
	case "topic":
		return v.topics.list()
	case "entry":
		return v.entries.list()
	case "host":
		return v.hosts.list()
	case "service":
		return v.services.list()
	case "line":
		return v.lines.list()
	case "data":
		return v.keys.list()
	}
	return nil
}

// recent is a set of names that forgets those that it learned first.
type recent struct {
	known map[string]bool
	order []string
}

const (
	mostNames   = 200 // in a set
	longestName = 200 // bytes
)

func (r *recent) add(name string) {
	if name == "" || len(name) > longestName || r.known[name] {
		return
	}
	if r.known == nil {
		r.known = map[string]bool{}
	}
	if len(r.order) == mostNames {
		delete(r.known, r.order[0])
		r.order = slices.Delete(r.order, 0, 1)
	}
	r.known[name] = true
	r.order = append(r.order, name)
}

// list is the names, the latest first.
func (r *recent) list() []string {
	list := slices.Clone(r.order)
	slices.Reverse(list)
	return list
}
