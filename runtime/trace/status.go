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

	Speed    float64    // see tui.Driver; 0 is as fast as it goes
	Stop     *wire.Stop // why it stands still, when it was not asked to right there
	Branch   int        // see tui.Past; 1 unless somebody went on from a past moment
	Refused  string     // why the last thing was refused that somebody wanted to do to the run
	Refusals int        // how often that was so far

	Work float64 // how much of a run that is being made again is done, from 0 to 1; 0: none is
}
