package watch

import "strings"

// awaited is what the labels of a wait amount to.
type awaited uint16

const (
	onInbox    awaited = 1 << iota // messages to topics that nobody listens to
	onTopic                        // messages to one topic
	onRouted                       // messages that are led into a channel of the program's own
	onEvents                       // what the runtime tells
	onChannel                      // a value from a channel of the process
	onSend                         // room in a channel of the process
	onCall                         // the result of a call
	onTimer                        // a timer that runs out once
	onAnything                     // what may come by itself, or is not known here

	onMessage = onInbox | onTopic | onRouted
	byItself  = onTimer | onAnything
)

// read tells what a wait is for, of its name and its text: "inbox, after 2s".
func read(name, text string) awaited {
	switch name {
	case "receive", "select", "send", "call":
	default:
		return onAnything // it sleeps, reads, or does something newer
	}
	var all awaited
	for more := text != ""; more; {
		var label string
		label, text, more = strings.Cut(text, ", ")
		all |= readLabel(label)
	}
	return all
}

// readLabel tells what one label stands for. A topic may be called like
// anything; where that is no plain name, it is taken for what comes by itself.
func readLabel(label string) awaited {
	switch label {
	case "inbox":
		return onInbox
	case "events":
		return onEvents
	}
	word, rest, several := strings.Cut(label, " ")
	switch {
	case !several:
		return onTopic
	case word == "channel" && isNumber(rest):
		return onChannel
	case word == "call":
		return onCall
	case word == "after" || word == "timer":
		return onTimer
	case strings.HasPrefix(label, "send channel ") && isNumber(label[len("send channel "):]):
		return onSend
	case strings.HasPrefix(label, "messages in channel "):
		return onRouted
	}
	return onAnything
}

func isNumber(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// names reports whether a text of labels has exactly this one among them.
func names(text, label string) bool {
	for more := text != ""; more; {
		var next string
		if next, text, more = strings.Cut(text, ", "); next == label {
			return true
		}
	}
	return false
}

// namesChannel reports whether it has the channel of that number, to receive
// from or, if sending counts, in any way.
func namesChannel(text string, ref uint64, sending bool) bool {
	for more := text != ""; more; {
		var next string
		next, text, more = strings.Cut(text, ", ")
		if sending {
			next = strings.TrimPrefix(next, "send ")
		}
		next = strings.TrimPrefix(next, "messages in ")
		if number, found := strings.CutPrefix(next, "channel "); found && isRef(number, ref) {
			return true
		}
	}
	return false
}

// isRef reports whether s is n in decimal.
func isRef(s string, n uint64) bool {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] != byte('0'+n%10) {
			return false
		}
		if n /= 10; n == 0 {
			return i == 0
		}
	}
	return false
}
