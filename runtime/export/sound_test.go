package export_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"echotui/runtime/export"
	"echotui/runtime/wire"
	"echotui/runtime/wire/wiretest"
	"echotui/scripts"
)

// sound are what a reader of each format asks of it.
var sound = map[string]func(t fataler, r run, text string){
	"mermaid": soundMermaid, "plantuml": soundPlantUML, "perfetto": soundPerfetto, "otlp": soundOTLP,
	"shiviz": soundShiViz, "jsonl": soundJSONL, "csv": soundCSV,
}

// fataler is a test, of either sort.
type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}

func check(t fataler, r run, text, format string) {
	t.Helper()
	if !utf8.ValidString(text) {
		t.Fatalf("%s: it is no UTF-8", format)
	}
	for i, c := range text {
		if c != '\n' && !unicode.IsPrint(c) {
			t.Fatalf("%s: a terminal might act on %U at byte %d: …%q", format, c, i, text[max(0, i-40):i])
		}
	}
	sound[format](t, r, text)
}

// Every app is sound in every format.
func TestApps(t *testing.T) {
	for _, e := range scripts.All() {
		t.Run(e.Name, func(t *testing.T) {
			r := played(t, e.Name)
			for _, f := range export.Formats() {
				text, sum := exported(t, r, f.Name, "")
				if sum.Facts != len(r.facts) || sum.Matched != sum.Facts || sum.Written == 0 {
					t.Errorf("%s: %+v of %d facts", f.Name, sum, len(r.facts))
				}
				check(t, r, text, f.Name)
				part, _ := exported(t, r, f.Name, "kind:send or from:cli")
				check(t, r, part, f.Name)
				if len(part) >= len(text) {
					t.Errorf("%s: with a filter it is no shorter", f.Name)
				}
			}
		})
	}
}

// However bad the facts are, what is written is sound.
func TestHostileFacts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := run{facts: wiretest.Facts(t, rapid.Uint64Range(1, 3).Draw(t, "first"), 30)}
		for i := range r.facts {
			if rapid.Bool().Draw(t, "known") { // half of the numbers mean nothing
				r.facts[i].Kind = rapid.SampledFrom(wire.Kinds()).Draw(t, "kind")
			}
		}
		expr := rapid.SampledFrom([]string{"", "kind:send", "not kind:spawn", "mailbox>0", "fact>3"}).Draw(t, "filter")
		for _, f := range export.Formats() {
			text, _ := exported2(t, r, f, expr)
			check(t, r, text, f.Name)
		}
	})
}

// Names and payloads cannot break out of where they stand.
func TestHostileTexts(t *testing.T) {
	for _, hostile := range []string{
		"\x1b]0;title\a\x1b[2J", "a\nb\r\nc", "end", "@enduml", "!include /etc/passwd", "%getenv(\"HOME\")", "$x", "'", "/' '/", "--", "<b>x</b>",
		"<img:http://x>", "[[http://x]]", "#59;", ";", "%%{init: {}}%%", "<script>alert(1)</script>", "participant x", "\"", "\\n", "`", "~~", "",
		"=1+1", "@SUM(A1)", "-1", ",", "a\",\"b", "\u202e", "\u2028", "\x00", "\xff", "日本語", "👩‍👩‍👧", "}}]}", strings.Repeat("長", 3000),
	} {
		who, to := wire.PID{Host: "app:" + hostile, N: 1}, wire.PID{Host: "app:processes", N: 2}
		args := []wire.Value{hostile, wire.Record(hostile, hostile), &wire.Error{Message: hostile, Kind: hostile}}
		r := run{facts: []wire.Event{
			{Seq: 1, Kind: wire.KindSpawn, Peer: who, Name: "app:" + hostile, Text: hostile},
			{Seq: 2, Kind: wire.KindSpawn, Peer: to, Name: "app:to", Args: args},
			{Seq: 3, Kind: wire.KindStart, PID: who, Cause: 1},
			{Seq: 4, Kind: wire.KindSend, PID: who, Peer: to, Ref: 1, Name: hostile, Args: args, Cause: 3},
			{Seq: 5, Kind: wire.KindReceive, PID: to, Peer: who, Ref: 1, Name: hostile, Cause: 4},
			{Seq: 6, Kind: wire.KindCoroutine, PID: to, Co: 1, Name: hostile, Text: hostile, Cause: 5},
			{Seq: 7, Kind: wire.KindWait, PID: to, Co: 1, Name: hostile, Text: hostile, Cause: 6},
			{Seq: 8, Kind: wire.KindLost, PID: to, Name: hostile, Text: hostile, Cause: 7},
			{Seq: 9, Kind: wire.KindLog, PID: to, Name: hostile, Text: hostile, Args: []wire.Value{wire.Record(hostile, hostile)}, Cause: 8},
			{Seq: 10, Kind: wire.KindExit, PID: to, N: int64(wire.OutcomeFailed), Text: hostile, Name: hostile, Cause: 9},
		}}
		for _, f := range export.Formats() {
			text, sum := exported(t, r, f.Name, "")
			if sum.Written == 0 {
				t.Errorf("%s: nothing is written of %q", f.Name, hostile)
			}
			check(t, r, text, f.Name)
		}
	}
}
