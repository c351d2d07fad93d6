package wire

// LineStep says how far a coroutine goes when it is stepped by lines.
type LineStep uint8

// The ways to step by lines. A wait in between is passed through: others run
// meanwhile, and time may pass.
const (
	StepInto LineStep = iota + 1 // to the next line that it begins, wherever that is
	StepOver                     // to the next line of the same function, or of a caller
	StepOut                      // to the caller of the function
)

// Goal says until when a node that stands still is to run.
type Goal struct {
	Kind GoalKind
	PID  PID    // GoalProcess: whom it is about; GoalEnd: who is to end
	Seq  uint64 // GoalReply: the send whose answer is waited for
}

// GoalKind says what sort of Goal it is.
type GoalKind uint8

// The goals. A node that ends, or has nothing left to do, stops short of them.
const (
	GoalProcess GoalKind = iota + 1 // PID does something or something happens to it
	GoalIdle                        // everybody waits, and only time or input goes on
	GoalReply                       // the sender of Seq takes a message that came of it
	GoalEnd                         // PID has ended
)

// Breakpoint says before what a node is to stand still.
type Breakpoint struct {
	ID       int
	Expr     string // of the filter language; "" if it is a line of source
	Entry    string // with Line: stop before this line of an entry begins
	Line     int    // from 1; 0 if Expr tells
	After    int    // let it pass so many times first
	Hits     int    // times it was met so far, those that passed included
	Disabled bool
}

// Stop is why a node stands still, when it was not asked to do so right there.
type Stop struct {
	Breakpoint int    // ID of the breakpoint that was met; 0: a goal or a line was reached
	PID        PID    // the process that is held; zero if none is
	Text       string // a sentence
	Next       *Event // what is about to happen, if that is known: its Seq is 0; else what has just happened
}

// Branch is one of the runs that a run became when somebody went on from a
// past moment in another way.
type Branch struct {
	ID     int    // 1 is the run that began at the beginning
	Parent int    // the branch that it left; 0 for the first
	From   uint64 // the last fact that both have
	Last   uint64 // its last fact
	Live   bool   // it goes on; at most one does
}
