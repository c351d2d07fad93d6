package trace

import "echotui/runtime/wire"

// Status is where a run stands: the little that is known about it beyond its
// facts.
type Status struct {
	Now     wire.Time // virtual time now; at or after the last fact's
	Last    uint64    // number of the last fact
	Paused  bool
	Stopped bool   // nothing more will happen
	Err     string // why the run broke, if it did
}
