package wire

// Place is a point in a run between two things that happen, down to the single
// Lua instruction. The same app, seed and commands come by the same places; a
// command applied at its place yields the same events again.
type Place struct {
	Turns uint64 // turns begun so far
	Seq   uint64 // events emitted so far
	Reds  uint64 // reductions used so far, by all processes together
	Held  bool   // in the middle of a turn
}

// Applied is a command with the place in the run at which it was applied. A
// journal of a run is a list of them, in order.
type Applied struct {
	Command Command
	Place   Place
}
