package watch

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestRead(t *testing.T) {
	for text, want := range map[string]awaited{
		"":                              0,
		"inbox":                         onInbox,
		"inbox, events":                 onInbox | onEvents,
		"inbox, after 2s":               onInbox | onTimer,
		"orders, timer 1m0s":            onTopic | onTimer,
		"channel 12, send channel 7":    onChannel | onSend,
		"messages in channel 3, events": onRouted | onEvents,
		"call app:lookup":               onCall,
		"ticker 1s":                     onAnything,
		"bus registry *":                onAnything,
		"group workers":                 onAnything,
		"groups of app:pg":              onAnything,
		"send orders":                   onAnything, // to a channel of a mailbox: an error
		"channel of my own":             onAnything, // a topic
	} {
		if got := read("select", text); got != want {
			t.Errorf("%q is %b, want %b", text, got, want)
		}
	}
	for _, name := range []string{"sleep", "readline", "read", "", "something newer"} {
		if got := read(name, "inbox"); got != onAnything {
			t.Errorf("a wait called %q is %b", name, got)
		}
	}
}

// TestNames compares names and namesChannel with what they mean.
func TestNames(t *testing.T) {
	label := rapid.SampledFrom([]string{"", "a", "inbox", "channel 1", "channel 10", "channel 01", "send channel 1", "messages in channel 10", "channel "})
	rapid.Check(t, func(t *rapid.T) {
		labels := rapid.SliceOfN(label, 0, 4).Draw(t, "labels")
		text := strings.Join(labels, ", ")
		if text != "" {
			one := label.Draw(t, "one")
			if got, want := names(text, one), slices.Contains(labels, one); got != want {
				t.Fatalf("names(%q, %q) is %v", text, one, got)
			}
		}
		ref := rapid.SampledFrom([]uint64{0, 1, 10, 100}).Draw(t, "ref")
		number := "channel " + strconv.FormatUint(ref, 10)
		receives := slices.Contains(labels, number) || slices.Contains(labels, "messages in "+number)
		if got := namesChannel(text, ref, false); got != receives {
			t.Fatalf("namesChannel(%q, %d, false) is %v", text, ref, got)
		}
		if got, want := namesChannel(text, ref, true), receives || slices.Contains(labels, "send "+number); got != want {
			t.Fatalf("namesChannel(%q, %d, true) is %v", text, ref, got)
		}
	})
}

func TestPosition(t *testing.T) {
	for text, want := range map[string]string{
		"app:relay:12: boom": "app:relay:12", "app:relay: boom": "", "": "", "boom": "", "app:a:1": "", "app:a:1:": "app:a:1", "a:1:": "", "at app:a:1: x": "",
		"12:30:10: too late": "", "app.lib:json:7: bad": "app.lib:json:7",
	} {
		if got := position(text); got != want {
			t.Errorf("%q is at %q, want %q", text, got, want)
		}
	}
}
