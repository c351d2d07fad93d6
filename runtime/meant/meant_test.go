package meant

import (
	"strings"
	"testing"
)

func TestWord(t *testing.T) {
	known := []string{"speed", "send", "receive", "spawn", "io", "a-word-that-is-longer-than-any", "f10"}
	for word, want := range map[string]string{
		"send": "send", "sned": "send", "psend": "send", "snd": "send", "SEND": "send", "recieve": "receive", "spwan": "spawn",
		"i": "io", "x": "", "": "", "foo": "", "f11": "f10", "nothing of it": "", "a-word-that-is-longer-than-an": "", "日本": "",
		strings.Repeat("send", 1000): "",
	} {
		if got := Word(word, known); got != want {
			t.Errorf("%q means %q, not %q", word, got, want)
		}
	}
	if got := Question("sned", known); got != "; do you mean send?" {
		t.Error(got)
	}
	if got := Question("x", known) + Question("x", nil); got != "" {
		t.Error(got)
	}
}
