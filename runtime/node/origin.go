package node

import (
	"time"

	"echotui/runtime/app"
	"echotui/runtime/vm"
	"echotui/runtime/wire"
)

// Origin is everything that a run depends on besides the files of its app and
// the commands that it is given, as it was found when the run began. A node of
// the same app and Origin that is given the same commands at the same places
// tells the same facts.
type Origin struct {
	Seed            int64
	Epoch           int64         // date at virtual time 0: nanoseconds since 1970 in UTC
	ShutdownTimeout time.Duration // see Config
	Limits          wire.Limits   // none is 0
	Variables       []Variable    // those of the environment that the app declares and that were there
}

// Variable is what the environment, or a file, said about an entry.
type Variable struct {
	ID    string // entry ID
	Value string
}

// Find looks up what a run of an app depends on. Errors tell file:line.
func Find(a *app.App, config Config) (Origin, error) {
	if config.Epoch.IsZero() {
		config.Epoch = DefaultEpoch
	}
	found, err := variables(a, config)
	if err != nil {
		return Origin{}, err
	}
	return Origin{
		Seed: config.Seed, Epoch: config.Epoch.UnixNano(), ShutdownTimeout: config.ShutdownTimeout, Variables: found,
		Limits: config.Limits.Over(wire.DefaultLimits),
	}, nil
}

// declared is what the app declares of its environment, and what is known of
// it.
func (o Origin) declared(a *app.App) []vm.Variable {
	values := map[string]string{}
	for _, v := range o.Variables {
		values[v.ID] = v.Value
	}
	var list []vm.Variable
	for _, e := range a.Entries {
		def, ok := e.Def.(*app.Variable)
		if !ok {
			continue
		}
		v := vm.Variable{ID: e.ID, Name: def.Variable, Value: def.Default, Set: def.Default != "", ReadOnly: def.ReadOnly}
		if value, found := values[e.ID]; found {
			v.Value, v.Set = value, true
		}
		list = append(list, v)
	}
	return list
}
