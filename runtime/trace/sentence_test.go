package trace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"echotui/runtime/wire"

	"pgregory.net/rapid"
)

// TestEveryKindIsSaid: no kind of fact is left to be shown by its name alone,
// and each has its place in sentences.txt, where a reader can judge it.
func TestEveryKindIsSaid(t *testing.T) {
	told, err := os.ReadFile(filepath.Join("testdata", "sentences.txt"))
	if err != nil {
		t.Fatal(err)
	}
	alike := map[wire.Kind]bool{wire.KindHost: true, wire.KindService: true} // verbs that are the names of their kinds
	for _, kind := range wire.Kinds() {
		s := Describe(NewWorld(), &wire.Event{Kind: kind})
		if s.Verb == kind.String() && !alike[kind] {
			t.Errorf("nothing is said about %s", kind)
		}
		if s.Kind != kind {
			t.Errorf("the sentence of %s is of kind %s", kind, s.Kind)
		}
		if !strings.Contains(string(told), "\n"+kind.String()+" ") {
			t.Errorf("%s is not in sentences.txt", kind)
		}
	}
	for _, kind := range []wire.Kind{wire.KindNone, wire.Kind(len(wire.Kinds()) + 1), 255} {
		if s := Describe(NewWorld(), &wire.Event{Kind: kind}); s.Text() != "node "+kind.String() {
			t.Errorf("kind %d is told as %q", kind, s.Text())
		}
	}
}

// TestSentencesAreSafe writes anything into any field of facts of any kind: a
// sentence shows nothing that a terminal would act on, is not longer than it
// should be, and can do without signs of its own that are not ASCII.
func TestSentencesAreSafe(t *testing.T) {
	kinds := wire.Kinds()
	hostile := rapid.OneOf(
		rapid.String(),
		rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }),
		rapid.SampledFrom([]string{
			"\x1b[2J", "\x9b31m", "\u009b31m", "\u202e", "\r\n", "\x00", "\xf0\x9f", "\ufffd", strings.Repeat("x\x1b", 300),
			strings.Repeat("日本語", 200), "e" + strings.Repeat("\u0301", 300),
		}),
	)
	rapid.Check(t, func(t *rapid.T) {
		w := NewWorld()
		w.Apply(&wire.Event{Seq: 1, Kind: wire.KindSpawn, Peer: wire.PID{Host: "h", N: 1}, Name: hostile.Draw(t, "entry")})
		text := hostile.Draw(t, "text")
		e := wire.Event{
			Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), N: rapid.Int64Range(-1, 9).Draw(t, "n"),
			PID: wire.PID{Host: "h", N: 1}, Co: 3, Peer: wire.PID{Host: hostile.Draw(t, "host"), N: 2}, Ref: 5,
			Name: rapid.OneOf(hostile, rapid.SampledFrom([]string{"sleep", "select", "send", "ticker"})).Draw(t, "name"),
			Text: text, Args: []wire.Value{text, wire.Record(text, text), &wire.Error{Message: text}},
		}
		s := Describe(w, &e)
		for _, part := range []string{s.Subject.Name, s.Verb, s.Topic, s.Joint, s.Object.Name, s.Rest, s.Detail} {
			checkSafe(t, part)
			if len(part) > 300 {
				t.Fatalf("a part has %d bytes: %.400s", len(part), part)
			}
		}
		checkSafe(t, s.Text())
		checkSafe(t, s.Words())
		checkASCII(t, s)
	})
}

func checkSafe(t *rapid.T, text string) {
	for i, r := range text {
		_, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsPrint(r) || r == utf8.RuneError && size == 1 {
			t.Fatalf("%q at %d of %q would reach a terminal", r, i, text)
		}
	}
}

// checkASCII drops all that the program chose and looks at what is left.
func checkASCII(t *rapid.T, s Sentence) {
	s.Subject.Name, s.Topic, s.Object.Name, s.Rest, s.Detail = "", "", "", "", ""
	if s.Kind == wire.KindWait {
		s.Verb = ""
	}
	for _, r := range s.ASCII() + s.Words() {
		if r > 0x7e {
			t.Fatalf("%q is not ASCII", s.ASCII()+s.Words())
		}
	}
}

func TestMarks(t *testing.T) {
	for m := MarkNone + 1; m < marks; m++ {
		before, after := m.Signs()
		asciiBefore, asciiAfter := m.ASCIISigns()
		if before == "" || asciiBefore == "" || (after != "") != m.IsArrow() || (asciiAfter != "") != m.IsArrow() {
			t.Errorf("mark %d is drawn %q %q or %q %q", m, before, after, asciiBefore, asciiAfter)
		}
	}
	if before, after := marks.Signs(); before+after != "" {
		t.Error("a mark that is none is drawn")
	}
}

func TestASCII(t *testing.T) {
	w := NewWorld()
	e := wire.Event{Kind: wire.KindSend, Name: "echo", Args: []wire.Value{1.0}}
	if got := Describe(w, &e).ASCII(); got != "you --echo--> node 1" {
		t.Errorf("got %s", got)
	}
}

func TestClean(t *testing.T) {
	tests := []struct {
		text  string
		limit int
		want  string
	}{
		{"", 0, ""},
		{"", 5, ""},
		{"plain text", 0, "plain text"},
		{"plain text", 10, "plain text"},
		{"plain text", 9, "plain tex…"},
		{"日本語", 9, "日本語"},
		{"日本語", 4, "日本…"},
		{"a\nb", 0, `a\nb`},
		{"a\nb", 2, `a\n…`},
		{"\x1b[31m", 0, `\027[31m`},
		{"\xff\ufffd", 0, `\255` + "\ufffd"},
		{"e\u0301 👍 \u200b", 0, "e\u0301 👍 " + `\226\128\139`},
		{`back\slash "quote"`, 0, `back\slash "quote"`},
		{strings.Repeat("\x00", 100), 6, `\000\000…`},
	}
	for _, test := range tests {
		if got := Clean(test.text, test.limit); got != test.want {
			t.Errorf("Clean(%q, %d) = %q, want %q", test.text, test.limit, got, test.want)
		}
	}
}

// What an app writes is told without its colours, but with all else that a
// terminal would act on.
func TestOutputIsToldWithoutColours(t *testing.T) {
	red := "\x1b[38;5;1m"
	for text, want := range map[string]string{
		red + "red\x1b[m and 1\x1b[4:3m\n":       `"red and 1\n"`,
		red:                                      `""`,
		"\x1b[2J\x1b[31":                         `"\027[2J\027[31"`,
		"\x1b" + red + "[m":                      `"\027[m"`,
		strings.Repeat("\x1b[m日", 100):           `"` + strings.Repeat("日", 67) + `…"`,
		strings.Repeat("\x1b[m", 1e6) + "hidden": `"` + strings.Repeat(`\027[m`, 33) + `\027…"`,
	} {
		s := Describe(NewWorld(), &wire.Event{Kind: wire.KindOutput, Text: text, N: wire.Stdout})
		if s.Detail != want {
			t.Errorf("%.40q is told as %s, want %s", text, s.Detail, want)
		}
	}
}
