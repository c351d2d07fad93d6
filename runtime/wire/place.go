package wire

// Place is a point in a run at which a command may be applied: between two
// turns, or in the middle of one. The same app, seed and commands come by the
// same places; a command applied at its place yields the same events again.
type Place struct {
	Turns  uint64 // turns begun so far
	Seq    uint64 // events emitted so far
	Points uint64 // points at which a turn may be held, and ends of turns, that were passed so far
	Reds   uint64 // reductions used so far, by all processes together
	Held   Hold
}

// Hold says where in the middle of a turn a run was held. No more than Turns
// is needed to find the way to a place between turns, than Points to one at an
// action, and than Turns and Reds to one between instructions; what comes before
// an action is told by Turns, Seq and Reds.
type Hold uint8

// The sorts of places.
const (
	HeldNowhere     Hold = iota // between two turns
	HeldPoint                   // after an action, or between two tasks: at point number Points
	HeldInstruction             // between two Lua instructions
	HeldBefore                  // before an action, of which nothing has been done
)

// Applied is a command with the place in the run at which it was applied. A
// journal of a run is a list of them, in order.
type Applied struct {
	Command Command
	Place   Place
}
