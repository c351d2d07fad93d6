package tui

import (
	"strconv"

	"github.com/charmbracelet/x/ansi"

	"echotui/runtime/trace"
	"echotui/runtime/watch"
	"echotui/runtime/wire"
)

// fold is what the facts up to one amount to: all that panes show of a moment,
// but for the facts themselves.
type fold struct {
	world *trace.World
	tty   tty
	watch *watch.Watch
	// subjects is the columns of the widest subject that a fact may have had:
	// in the log, what subjects do begins in one column, which moves seldom and
	// never back.
	subjects int
}

// momentsBudget is how many bytes of memory folds of past moments may take.
const momentsBudget = 64 << 20

func newFold() *fold { return &fold{world: trace.NewWorld(), tty: newTTY(), watch: watch.New()} }

// seq is the last fact in it.
func (f *fold) seq() uint64 { return f.world.Seq }

// Apply moves the fold on by a fact.
func (f *fold) Apply(e *wire.Event) {
	f.world.Apply(e)
	f.tty.apply(e, f.world)
	f.watch.Apply(e)
	switch e.Kind {
	case wire.KindSpawn:
		f.widen(nameOf(f.world, e.Peer))
	case wire.KindCoroutine:
		f.widen(nameOf(f.world, e.PID) + "~" + strconv.FormatUint(uint64(e.Co), 10))
	}
}

// Clone implements trace.Fold.
func (f *fold) Clone() *fold {
	c := *f
	c.world, c.tty.screen = f.world.Clone(), f.tty.screen.Clone()
	c.watch = f.watch.Clone()
	return &c
}

// Copied implements trace.Fold.
func (f *fold) Copied() int { return f.world.Copied() + f.watch.Copied() }

// Weight implements trace.Fold.
func (f *fold) Weight(other *fold) int {
	if other == nil {
		other = &fold{}
	}
	return f.world.Weight(other.world) + f.tty.screen.Weight() + f.watch.Weight(other.watch)
}

func (f *fold) widen(subject string) {
	f.subjects = max(f.subjects, ansi.StringWidth(trace.Clean(subject, 100)))
}

// names are what the log calls processes: those of the moment under the cursor
// and, of facts that come after it, those of the present.
type names struct{ now, head *trace.World }

// Label implements trace.Namer.
func (n names) Label(pid wire.PID) string {
	if label := n.now.Label(pid); label != pid.Short() {
		return label
	}
	return n.head.Label(pid)
}

// lane is where a picture shows a process.
func (n names) lane(pid wire.PID) (lane trace.Lane, known bool) {
	if lane, known = n.now.Lane(pid); known {
		return lane, true
	}
	return n.head.Lane(pid)
}

// Unique implements trace.Namer.
func (n names) Unique(pid wire.PID) bool {
	if n.now.Label(pid) == pid.Short() {
		return n.head.Unique(pid)
	}
	return n.now.Unique(pid)
}
