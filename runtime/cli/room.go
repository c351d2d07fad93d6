package cli

import (
	"fmt"

	"echotui/runtime/app"
	"echotui/runtime/node"
	"echotui/runtime/spill"
	"echotui/runtime/trace"
)

// Bound gives the loop of the run as much memory for its facts as the options
// and settings say; the rest goes to temporary files. Say is told, in a line,
// what goes wrong with these. Done lets go of them; nobody may look at the loop
// any more then.
func (r *Run) Bound(loop *node.Loop, say func(string)) (done func()) {
	return bound(loop, r.settings, say)
}

// Bound is Run.Bound for a run that was recorded, and somebody may go on from:
// its options alone count.
func (o Options) Bound(loop *node.Loop, say func(string)) (done func(), err error) {
	var settings app.Config
	if o.Memory != "" {
		if err := settings.SetLogMemory(o.Memory); err != nil {
			return nil, fmt.Errorf("--log-memory: %w", err)
		}
	}
	return bound(loop, settings, say), nil
}

func bound(loop *node.Loop, settings app.Config, say func(string)) (done func()) {
	facts, commands := spill.New(""), spill.New("")
	memory := settings.LogMemory
	switch {
	case memory == 0:
		memory = trace.LogBytes
	case memory < 0:
		memory = trace.Unbounded
	}
	loop.Bound(node.Room{Memory: memory, Store: facts, Journal: commands, Say: say})
	return func() {
		facts.Close()
		commands.Close()
	}
}
