package tui

import (
	"strings"
	"testing"

	"echotui/runtime/wire"
)

func TestPretty(t *testing.T) {
	loop := wire.Record("name", "loop")
	loop.Fields = append(loop.Fields, wire.Field{Key: "self", Value: loop})
	tests := []struct {
		name  string
		value wire.Value
		want  string
	}{
		{"number", 1.5, "1.5"},
		{"text", "a\nb\x00", `"a\nb\000"`},
		{"empty table", &wire.Table{}, "{}"},
		{"record", wire.Record("b", 1.0, "a", true), "{\n  b = 1,\n  a = true,\n}"},
		{"keys", &wire.Table{Items: []wire.Value{"x"}, Fields: []wire.Field{{Key: 2.5, Value: nil}, {Key: "a b", Value: 1.0}}},
			"{\n  \"x\",\n  [2.5] = nil,\n  [\"a b\"] = 1,\n}"},
		{"nested", wire.Record("t", &wire.Table{Items: []wire.Value{1.0, &wire.Table{}}}), "{\n  t = {\n    1,\n    {},\n  },\n}"},
		{"inside itself", loop, "{\n  name = \"loop\",\n  self = {…},\n}"},
		{"error", &wire.Error{Message: "gone", Kind: wire.NotFound, Retryable: wire.RetryNo},
			"error {\n  message = \"gone\",\n  kind = \"NotFound\",\n  retryable = false,\n}"},
	}
	for _, test := range tests {
		if got := strings.Join(pretty("", test.value), "\n"); got != test.want {
			t.Errorf("%s:\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
}

// However big a value is, what is written is bounded, and says so.
func TestPrettyIsBounded(t *testing.T) {
	huge := &wire.Table{}
	for range 100_000 {
		huge.Items = append(huge.Items, "x")
	}
	lines := pretty("", huge)
	if len(lines) != prettyLines+1 || !strings.Contains(lines[prettyLines], "not shown") {
		t.Errorf("%d lines, the last is %q", len(lines), lines[len(lines)-1])
	}
	deep := &wire.Table{}
	for range 1000 {
		deep = &wire.Table{Items: []wire.Value{deep}}
	}
	if n := len(pretty("", deep)); n > 2*prettyDepth+1 {
		t.Errorf("a deep table has %d lines", n)
	}
	if n := len(pretty("", strings.Repeat("x", 1<<20))[0]); n > prettyString+100 {
		t.Errorf("a long text has %d bytes", n)
	}
}
