package filter

import (
	"slices"
	"strings"
	"testing"

	"echotui/runtime/wire"
)

// What is typed goes on as one expects; | is the cursor.
func TestComplete(t *testing.T) {
	var known Vocabulary
	for _, e := range echo() {
		known.Apply(&e)
	}
	known.Apply(&wire.Event{Kind: wire.KindSend, Name: "a topic", Args: []wire.Value{wire.Record("odd key", 1.0, "a.b", 1.0)}})
	for typed, want := range map[string]string{
		"|":                   "kind: from: to: by: pid: topic: text~ data. entry: host: service: name: line: level>= outcome: state: mailbox> size> t> fact>= cause: co> ref: reds> n: error lost",
		"to|":                 "to: topic:",
		"kind:send TO|":       "kind:send to: kind:send topic:",
		"kind:se|":            "kind:service kind:send",
		"kind:send|":          "",
		"kind:|nd topic:echo": "kind:boot kind:input kind:signal kind:host …",
		"(to|":                "(to: (topic:",
		"(kind:st|":           "(kind:stopped (kind:start",
		"x and n|":            "x and name: x and n: x and not",
		"e|":                  "entry: error",
		"an|":                 "and",
		"topic:|":             `topic:"a topic" topic:EXIT topic:bye topic:echo_response topic:echo`,
		"topic:ec|":           "topic:echo_response topic:echo",
		`topic:"ec|`:          "topic:echo_response topic:echo",
		"to:|":                "to:worker to:post to:cli to:relay …",
		"to:0x|":              "to:0x00004 to:0x00003 to:0x00002",
		"entry:wor|":          "entry:app:worker",
		"host:t|":             "host:app:terminal",
		"service:|":           "service:app:relay-service",
		"line:app:relay:3|":   "line:app:relay:37",
		"outcome!=f|":         "outcome!=failed",
		"level>=|":            "level>=debug level>=info level>=warn level>=error",
		"data.|":              "data.from data.kind data.worker data.sender …",
		"data.M|":             "data.messages",
		"text~h|":             "",
		`"kind|`:              "",
		`"kind" |`:            `"kind" kind: "kind" from: …`,
		"nonsense:x|":         "",
		"もし|":                 "",
	} {
		expr, after, _ := strings.Cut(typed, "|")
		from, list := Complete(expr+after, len(expr), known.Values)
		var got []string
		for _, c := range list {
			got = append(got, expr[:from]+c.Text)
		}
		text := strings.Join(got, " ")
		if kept, more := strings.CutSuffix(want, " …"); more && strings.HasPrefix(text, kept+" ") {
			text, want = kept, kept
		}
		if text != want {
			t.Errorf("%s goes on as\n%s, not\n%s", typed, text, want)
		}
	}
}

// Only so much is remembered, the latest.
func TestVocabularyForgets(t *testing.T) {
	var known Vocabulary
	for i := range uint64(1000) {
		p := wire.PID{Host: "h", N: i + 1}
		known.Apply(&wire.Event{Kind: wire.KindSpawn, Peer: p, Name: "app:worker" + decimal(int(i))})
	}
	entries, pids := known.Values("entry"), known.Values("pid")
	if len(entries) != mostNames || entries[0] != "app:worker999" || slices.Contains(entries, "app:worker799") {
		t.Errorf("%d entries from %s on", len(entries), entries[0])
	}
	if len(pids) != mostNames+knownPIDs || pids[mostNames] != "0x003e8" {
		t.Errorf("%d names, %s", len(pids), pids[mostNames])
	}
}
