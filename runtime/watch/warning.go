package watch

import "echotui/runtime/wire"

// Warning is one thing that is wrong. When the same happens again, to a process
// of the same entry, it is counted and no other warning.
type Warning struct {
	Kind  Kind
	PID   wire.PID // whom it is about; zero for a service between two processes
	Co    uint32   // coroutine of PID; 0 is its main function
	Entry string   // of PID
	Where string   // entry:line if a fact tells the line, else the entry
	Text  string   // what is wrong, to be read after the name of PID
	Seq   uint64   // the fact to look at: the first of its like
	At    wire.Time
	Last  uint64 // the fact that raised it again; Seq if none did
	Times int    // how often it was raised, from 1
}

// Kind says what a Warning is about.
type Kind uint8

// The kinds of warnings. None is raised once shutdown has begun: then messages
// to those who have gone are no news. All but RestartStorm and NeverYields
// spare the process of the terminal when it ends, for the app ends with it.
const (
	// DeadLetter: a message reached nobody, or lay unread when its receiver
	// ended by itself. Raised by the lost or discard fact; one warning for each
	// topic and receiver. It is no false alarm since the message is gone, which
	// its sender may know or not. Unread notices of the runtime do not count,
	// nor do mailboxes of those who were asked to end, or ended by somebody.
	DeadLetter Kind = iota + 1
	// MailboxGrows: 256 messages, or twice as many as last time, wait in a
	// mailbox that has not been empty for a second. Raised by the send. It is no
	// false alarm for a burst: that is over within the second, or a backlog.
	// Not found is a mailbox below 256, and one to which nobody sends any more.
	MailboxGrows
	// Deadlock: a task waits for what will never come. Raised by the wait, or by
	// the end of a coroutine, that makes one of three things certain:
	//   - All coroutines of a process wait for channels that only they can reach.
	//   - Processes wait in a ring, each for the answer of the next: the last
	//     thing it did was to ask that one (by a send or a call) and to wait,
	//     without a timer and not for events. If they had merely told each other
	//     something, one of the messages would have woken its receiver; here one
	//     at least lies unread before somebody who waits for another topic. Only
	//     a third process could end it, by sending in the name of one of them
	//     what another waits for.
	//   - The terminal process waits, and so does everybody else, for messages,
	//     channels or results: no timer that anybody waits for is set, nobody
	//     reads a line, no service is about to start again.
	// Not found are tasks that a timer or an event could still wake, those that
	// wait for a process which could answer and merely does not, and a ring
	// closed by several coroutines of one process at once.
	Deadlock
	// NoAnswer: a process sent a message, set a timer, waited for messages until
	// the timer ran out, and gave up: it went on to something other than the same
	// wait again. Raised when it gives up; the fact to look at is the timer's.
	// A wait for events, too, is rather a pause between two rounds: then it counts
	// only if the payload names its sender, or if the message lies unread.
	// Not found are requests between which and the wait something else was
	// taken, and results of calls that come too late.
	NoAnswer
	// Orphan: the process that made another has ended a second ago or more, and
	// the other waits without any timer for somebody to tell it something,
	// though nobody knows of it: it was never registered, in a group, watched or
	// linked by another, nobody but its maker sent it anything, it sent nothing
	// to others, and no message, argument or result of its maker named it.
	// Raised by the first fact after that second; look at the exit of the maker.
	// Not found are those that could still be reached, or wait with a timer.
	Orphan
	// CoroutineKilled: the main function returned though a coroutine was in the
	// middle of something: it waited for the result of a call, for the answer to
	// a message it had just sent, or for somebody to take its value from a
	// channel. Raised by the exit. Coroutines that sleep or wait for something to
	// do are spared, for helpers that run for ever do just that; so is the end of
	// a process that failed or was asked to end.
	CoroutineKilled
	// RestartStorm: a service has failed five times in a row, each time within
	// ten seconds of its start; and again at twice as often. Raised by the fact
	// that the service failed. Not found are slower failures.
	RestartStorm
	// NeverYields: a process has used up some ten thousand turns, 40 million
	// instructions, in which it never waited for anything. Raised by the limit
	// fact that says so, once each time.
	NeverYields

	kinds
)

var kindNames = [kinds]string{
	DeadLetter: "dead letter", MailboxGrows: "mailbox grows", Deadlock: "deadlock", NoAnswer: "no answer",
	Orphan: "orphan", CoroutineKilled: "coroutine killed", RestartStorm: "restart storm", NeverYields: "never yields",
}

// String is the kind in one or two words.
func (k Kind) String() string {
	if k == 0 || k >= kinds {
		return "unknown"
	}
	return kindNames[k]
}

// mostWarnings is how many warnings are kept.
const mostWarnings = 1000

// identity tells whether two warnings are the same.
type identity struct {
	kind         Kind
	entry, about string
}

// raise adds a warning, or counts it if there is one of that identity.
func (w *Watch) raise(about string, by Warning) {
	id := identity{by.Kind, by.Entry, about}
	if i, again := w.index[id]; again {
		w.ownWarnings()
		old := &w.Warnings[i]
		old.Times++
		old.Last, old.Text = w.seq, by.Text
		return
	}
	if len(w.Warnings) >= mostWarnings {
		w.Beyond++
		return
	}
	w.ownWarnings()
	by.Last, by.Times = by.Seq, 1
	if by.Where == "" {
		by.Where = by.Entry
	}
	w.index[id] = len(w.Warnings)
	w.Warnings = append(w.Warnings, by)
}
