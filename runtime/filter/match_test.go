package filter

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"echotui/runtime/wire"
)

var update = flag.Bool("update", false, "write the files in testdata anew")

// golden compares text with testdata/name.
func golden(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != text {
		t.Errorf("%s differs; go test ./runtime/filter -update writes it anew. Now:\n%s", path, text)
	}
}

// expressions reads the expressions of a file: lines up to a blank, but for
// those that begin with a mark.
func expressions(t testing.TB, name string) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
}

// testdata/matches.txt shows a log, and which of its facts each expression of
// testdata/expressions.txt lets through.
func TestMatches(t *testing.T) {
	log := echo()
	var b strings.Builder
	for i := range log {
		b.WriteString(log[i].Line() + "\n")
	}
	b.WriteByte('\n')
	for _, expr := range expressions(t, "expressions.txt") {
		f, err := Parse(expr)
		if err != nil {
			t.Errorf("%s\n%v", expr, err)
			continue
		}
		facts := strings.Trim(fmt.Sprint(matching(f, log)), "[]")
		fmt.Fprintf(&b, "%s\n\t%s\n", expr, facts)
		if again := MustParse(f.String()); fmt.Sprint(matching(again, log)) != fmt.Sprint(matching(f, log)) {
			t.Errorf("%s becomes %s, which is something else", expr, f)
		}
	}
	golden(t, "matches.txt", b.String())
}

// testdata/errors.txt shows each expression of testdata/mistakes.txt with what
// is wrong with it.
func TestErrors(t *testing.T) {
	var b strings.Builder
	for _, expr := range expressions(t, "mistakes.txt") {
		_, err := Parse(expr)
		wrong, isError := err.(*Error)
		if !isError {
			t.Errorf("%s: %v", expr, err)
			continue
		}
		b.WriteString(wrong.Render() + "\n\n")
	}
	golden(t, "errors.txt", b.String())
}

func TestBounds(t *testing.T) {
	for expr, want := range map[string]string{
		strings.Repeat("x", longestExpr):                                      "",
		strings.Repeat("x", longestExpr+1):                                    "column 4097: the filter is longer than 4096 bytes",
		strings.Repeat("x", longestExpr-1) + "長い":                             "column 4096: the filter is longer than 4096 bytes",
		strings.Repeat("(", deepest-1) + "x" + strings.Repeat(")", deepest-1): "",
		strings.Repeat("(", deepest) + "x" + strings.Repeat(")", deepest):     "column 65: this is too deep: more than 64 in one another",
		strings.Repeat("not ", deepest) + "x":                                 "column 257: this is too deep: more than 64 in one another",
		strings.Repeat("x ", mostTerms):                                       "",
		strings.Repeat("x ", mostTerms+1):                                     "column 513: there are more than 256 terms",
		"text~\"(((a{100}){100}){100})\"":                                     "column 6: invalid repeat count: `{100}`",
		"bad \xff byte":                                                       "column 5: this is no text: it is not UTF-8",
	} {
		got := ""
		if _, err := Parse(expr); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%.40q: %s, want %s", expr, got, want)
		}
	}
}

// What a payload holds is found up to a bound, in tables that contain each
// other too.
func TestHugePayloads(t *testing.T) {
	loop := wire.Record("next", nil)
	loop.Fields[0].Value = loop
	loop.Items = []wire.Value{"inside"}
	deep := wire.Record("x", "bottom")
	for range 100 {
		deep = wire.Record("x", deep)
	}
	wide := &wire.Table{}
	for range 5000 {
		wide.Items = append(wide.Items, 1.0)
	}
	wide.Items = append(wide.Items, "end")
	long := strings.Repeat("x", longestText) + "end"
	for _, c := range []struct {
		payload wire.Value
		expr    string
		want    bool
	}{
		{loop, "text:inside", true}, {loop, "text:outside", false}, {loop, "inside", true}, {loop, "size>10", true},
		{loop, "data.next.next.1:inside", true},
		{deep, "text:bottom", false}, {deep, "data" + strings.Repeat(".x", 101) + ":bottom", true},
		{wide, "text:end", false}, {wide, "data.5001:end", true}, {wide, "text:1", true},
		{long, "text~x$", true}, {long, "text~end", false}, {long, "size:4101", true},
		{strings.Repeat("x", 1<<20), "size:65536", true},
		{nil, "text:nil", true}, {true, "data:true", true}, {&wire.Error{Message: "boom"}, "data:boom", true},
	} {
		e := wire.Event{Seq: 1, Kind: wire.KindSend, Args: []wire.Value{c.payload}}
		if got := len(matching(MustParse(c.expr), []wire.Event{e})) == 1; got != c.want {
			t.Errorf("%.40s matches: %v", c.expr, got)
		}
	}
}

// The table says what each field is, with an example that is read as an
// expression about that field and is canonical.
func TestFields(t *testing.T) {
	log := echo()
	for i := range Fields() {
		f := &Fields()[i]
		if f.Help == "" || strings.HasSuffix(f.Help, ".") || !strings.Contains(f.Example, f.Name) {
			t.Errorf("%s: %q, for example %q", f.Name, f.Help, f.Example)
		}
		parsed, err := Parse(f.Example)
		if err != nil {
			t.Errorf("%s: %v", f.Example, err)
			continue
		}
		if parsed.String() != f.Example {
			t.Errorf("%s is written %s", f.Example, parsed)
		}
		for _, operator := range f.Type.Operators() {
			value := "1"
			if len(f.Words) > 0 {
				value = f.Words[0]
			}
			if _, err := Parse(f.Name + operator + value); err != nil {
				t.Errorf("%s%s: %v", f.Name, operator, err)
			}
		}
		if _, err := Parse(f.Name + ":"); err == nil {
			t.Errorf("%s: takes no value", f.Name)
		}
		matching(parsed, log)
	}
}
