package wire

// Limits bound what the processes of a node may take, so that one of them does
// not use up what all share. Whoever reaches one is told, and so is the log: by
// a KindLimit with the name and the value of the limit. A negative limit is none.
type Limits struct {
	Processes int // alive at a time, on all hosts; a spawn beyond it fails
	Mailbox   int // messages that wait for one process; a send beyond it fails
	Message   int // bytes of what is sent, or handed to a new process, at once; more raises
	Memory    int // bytes that one process holds, about, what waits in its mailbox included; then it fails
	Turns     int // that a process uses up in a row, 4,000 instructions each; then it fails
}

// DefaultLimits hold where nobody says anything else. They are far beyond what
// an app in good order needs. Some apps compute for long, so nothing ends that.
var DefaultLimits = Limits{Processes: 1 << 20, Mailbox: 1 << 20, Message: 16 << 20, Memory: 1 << 30, Turns: -1}

// The names of limits, as settings and facts have them.
const (
	LimitProcesses = "processes"
	LimitMailbox   = "mailbox"
	LimitMessage   = "message"
	LimitMemory    = "memory"
	// LimitTurns is also told of a process that nothing ends, once it has
	// computed for some seconds and never waited.
	LimitTurns = "turns"
)

// LimitNames lists them.
func LimitNames() []string {
	return []string{LimitProcesses, LimitMailbox, LimitMessage, LimitMemory, LimitTurns}
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
