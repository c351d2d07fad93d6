package wire

import "math"

// Limits bound what the processes of a node may take, so that one of them does
// not use up what all share. Whoever reaches one is told, and so is the log: by
// a KindLimit with the name and the value of the limit. A negative limit is none.
type Limits struct {
	Processes int // alive at a time, on all hosts; a spawn beyond it fails
	Mailbox   int // messages that wait for one process; a send beyond it fails
	Message   int // bytes of what is sent, or handed to a new process, at once; more raises
	Memory    int // bytes that one process holds, about, what waits in its mailbox included; then it fails
	Turns     int // that a process uses up in a row, 4,000 instructions each; then it fails

	// TotalMemory is bytes that all processes hold, about; then those fail that
	// have grown most of late, and near to it a spawn fails.
	TotalMemory int
}

// DefaultLimits hold where nobody says anything else. They are far beyond what
// an app in good order needs. Some apps compute for long, so nothing ends that.
var DefaultLimits = Limits{
	Processes: 1 << 20, Mailbox: 1 << 20, Message: 16 << 20, Memory: 1 << 30, Turns: -1,
	TotalMemory: min(2<<30, math.MaxInt), // so that one process that reaches its own limit harms no other
}

// The names of limits, as settings and facts have them.
const (
	LimitProcesses = "processes"
	LimitMailbox   = "mailbox"
	LimitMessage   = "message"
	LimitMemory    = "memory"
	// LimitTurns is also told of a process that nothing ends, once it has
	// computed for some seconds and never waited.
	LimitTurns = "turns"
	// LimitTotalMemory is told of a process that is ended, or whose spawn failed.
	LimitTotalMemory = "total_memory"
)

// LimitNames lists them.
func LimitNames() []string {
	return []string{LimitProcesses, LimitMailbox, LimitMessage, LimitMemory, LimitTotalMemory, LimitTurns}
}

// LimitInBytes reports whether the limit of a name is one of bytes.
func LimitInBytes(name string) bool {
	return name == LimitMessage || name == LimitMemory || name == LimitTotalMemory
}

// Named is the limit of a name; nil if there is none.
func (l *Limits) Named(name string) *int {
	switch name {
	case LimitProcesses:
		return &l.Processes
	case LimitMailbox:
		return &l.Mailbox
	case LimitMessage:
		return &l.Message
	case LimitMemory:
		return &l.Memory
	case LimitTurns:
		return &l.Turns
	case LimitTotalMemory:
		return &l.TotalMemory
	}
	return nil
}

// Over is l with the limits of base in the place of those that are 0.
func (l Limits) Over(base Limits) Limits {
	for _, name := range LimitNames() {
		if own := l.Named(name); *own == 0 {
			*own = *base.Named(name)
		}
	}
	return l
}
