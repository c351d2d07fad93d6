package export_test

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"echotui/runtime/export"
	"echotui/runtime/filter"
	"echotui/runtime/wire"
)

// exported2 is exported for any sort of test.
func exported2(t fataler, r export.Run, f export.Format, expr string) (string, export.Summary) {
	t.Helper()
	var out bytes.Buffer
	sum, err := export.Write(&out, r, f, filter.MustParse(expr))
	if err != nil {
		t.Fatalf("%s: %v", f.Name, err)
	}
	return out.String(), sum
}

func columnNames() (names []string) {
	for _, c := range export.Columns() {
		names = append(names, c.Name)
	}
	return names
}

// soundJSONL: each line is an object with the columns in their order, and the
// numbers are those of the facts.
func soundJSONL(t fataler, r run, text string) {
	names := columnNames()
	lines := bufio.NewScanner(strings.NewReader(text))
	for lines.Buffer(nil, 64<<20); lines.Scan(); {
		d := json.NewDecoder(strings.NewReader(lines.Text()))
		d.UseNumber()
		keys, values := object(t, d)
		if !slices.Equal(keys, names) {
			t.Fatalf("jsonl: the fields are %v", keys)
		}
		fact := r.facts[number(t, values["fact"])-r.First()]
		for name, want := range map[string]string{
			"t": strconv.FormatInt(int64(fact.At), 10), "cause": strconv.FormatUint(fact.Cause, 10), "ref": strconv.FormatUint(fact.Ref, 10),
			"n": strconv.FormatInt(fact.N, 10), "reds": strconv.FormatUint(fact.Reds, 10), "co": strconv.Itoa(int(fact.Co)),
			"kind": fact.Kind.String(), "text": strings.ToValidUTF8(fact.Text, ""),
		} {
			got := fmt.Sprint(values[name])
			if name == "text" {
				got = strings.ReplaceAll(got, "\ufffd", "")
				want = strings.ReplaceAll(want, "\ufffd", "")
			}
			if got != want {
				t.Fatalf("jsonl: %s of fact %d is %q, not %q", name, fact.Seq, got, want)
			}
		}
		if list, isList := values["args"].([]any); !isList || len(list) != len(fact.Args) {
			t.Fatalf("jsonl: the arguments of fact %d are %v", fact.Seq, values["args"])
		}
	}
}

// object reads an object with its keys in order.
func object(t fataler, d *json.Decoder) (keys []string, values map[string]any) {
	t.Helper()
	values = map[string]any{}
	if _, err := d.Token(); err != nil {
		t.Fatalf("jsonl: %v", err)
	}
	for d.More() {
		key, err := d.Token()
		var v any
		if err == nil {
			err = d.Decode(&v)
		}
		if err != nil {
			t.Fatalf("jsonl: %v", err)
		}
		keys = append(keys, key.(string))
		values[key.(string)] = v
	}
	return keys, values
}

func number(t fataler, v any) uint64 {
	n, err := strconv.ParseUint(fmt.Sprint(v), 10, 64)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return n
}

// soundCSV: it is a table below the names of the columns, and no cell is a
// formula.
func soundCSV(t fataler, r run, text string) {
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(rows) == 0 || !slices.Equal(rows[0], columnNames()) {
		t.Fatalf("csv: %v: %.200q", err, text)
	}
	for _, row := range rows[1:] {
		fact := r.facts[number(t, row[0])-r.First()]
		for i, cell := range row {
			_, notNumber := strconv.ParseInt(cell, 10, 64)
			if cell != "" && strings.ContainsRune("=+-@", rune(cell[0])) && (notNumber != nil || columnNames()[i] == "text") {
				t.Fatalf("csv: a spreadsheet would take %q of fact %d for a formula", cell, fact.Seq)
			}
		}
		if row[3] != fact.Kind.String() {
			t.Fatalf("csv: the kind of fact %d is %q", fact.Seq, row[3])
		}
	}
}

var (
	mermaidLine = regexp.MustCompile(`^    (participant p\d+ as |Note over p\d+: |p\d+(-\)|--\)|-x|->>)p\d+: )(([^#;<>&$%@` + "`" + `\\]|#\d+;)+)$`)
	plantLine   = regexp.MustCompile(`^(participant "[^"]+" as p\d+|note over p\d+ : .+|p\d+ (->>|-->>|->x|->) p\d+ : .+)$`)
	plantText   = regexp.MustCompile(`^([\pL\pN {}()=,.:\-_;+"|>?✓✗■▲…]|<U\+[0-9A-F]{4,6}>)*$`)
	plantDouble = regexp.MustCompile(`--|__|\.\.|""|\|\||::|>>|\{\{|\}\}|==`)
)

// soundMermaid: each line is a party, a note or an arrow, and what is written
// there has no character that means something to Mermaid.
func soundMermaid(t fataler, _ run, text string) {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if lines[0] != "sequenceDiagram" || len(lines) < 2 {
		t.Fatalf("mermaid: it begins with %q", lines[0])
	}
	for _, line := range lines[1:] {
		if !mermaidLine.MatchString(line) {
			t.Fatalf("mermaid: %q", line)
		}
	}
}

// soundPlantUML is the same of PlantUML.
func soundPlantUML(t fataler, _ run, text string) {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if lines[0] != "@startuml" || lines[1] != "hide footbox" || lines[len(lines)-1] != "@enduml" {
		t.Fatalf("plantuml: it begins with %q and ends with %q", lines[0], lines[len(lines)-1])
	}
	for _, line := range lines[2 : len(lines)-1] {
		if !plantLine.MatchString(line) {
			t.Fatalf("plantuml: %q", line)
		}
		_, caption, found := strings.Cut(line, " : ")
		if !found {
			caption = line[strings.IndexByte(line, '"')+1 : strings.LastIndexByte(line, '"')]
		}
		if !plantText.MatchString(caption) || plantDouble.MatchString(caption) {
			t.Fatalf("plantuml: %q", line)
		}
	}
}

// What JSON has no word for is told all the same, and keys stay apart.
func TestPayloads(t *testing.T) {
	tenth := 0.1
	mixed := &wire.Table{
		Items:  []wire.Value{1.0, "two"},
		Fields: []wire.Field{{Key: "[1]", Value: "text"}, {Key: true, Value: tenth + 0.2}, {Key: "\xff", Value: 1.0}, {Key: "\xfe", Value: 2.0}},
	}
	itself := &wire.Table{}
	itself.Items = []wire.Value{itself}
	deep := &wire.Table{}
	for range 100 {
		deep = &wire.Table{Items: []wire.Value{deep}}
	}
	r := run{facts: []wire.Event{{Seq: 1, Kind: wire.KindSend, Args: []wire.Value{
		nil, false, mixed, itself, &wire.Error{Message: "no", Kind: wire.Timeout, Retryable: wire.RetryYes, Details: wire.Record("n", 1.0)},
	}}, {Seq: 2, Kind: wire.KindSend, Args: []wire.Value{deep}}}}
	text, _ := exported(t, r, "jsonl", "fact:1")
	const want = `"args":[null,false,{"[1]":1,"[2]":"two","[\"[1]\"]":"text","[true]":0.30000000000000004,"[\"\\255\"]":1,"[\"\\254\"]":2},` +
		`["…"],{"error":"no","kind":"Timeout","retryable":true,"details":{"n":1}}],`
	if !strings.Contains(text, want) {
		t.Errorf("it is %s", text)
	}
	text, _ = exported(t, r, "csv", "fact:2")
	check(t, r, text, "csv")
	text, _ = exported(t, r, "jsonl", "fact:2")
	check(t, r, text, "jsonl")
}
