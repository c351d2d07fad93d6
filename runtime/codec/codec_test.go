package codec

import (
	"testing"

	"pgregory.net/rapid"

	"echotui/runtime/wire"
	"echotui/runtime/wire/wiretest"
)

// TestFacts: what comes out is what went in, also when the buffers were used
// before and when there is something in front.
func TestFacts(t *testing.T) {
	encoders := [2]Encoder{{Quick: true}, {}}
	var d Decoder
	rapid.Check(t, func(t *rapid.T) {
		e := &encoders[rapid.IntRange(0, 1).Draw(t, "encoder")]
		first := rapid.SampledFrom([]uint64{1, 2, 100_000, 1 << 40}).Draw(t, "first")
		facts := wiretest.Facts(t, first, 40)
		block := e.Facts([]byte("before"), facts)[len("before"):]
		got, err := d.Facts([]wire.Event{{Name: "mine"}}, block)
		if err != nil {
			t.Fatal(err)
		}
		if got[0].Name != "mine" || !wiretest.SameFacts(got[1:], facts) {
			t.Fatalf("got  %v\nwant %v", lines(got[1:]), lines(facts))
		}
		checkHead(t, &d, block, facts)
	})
}

func checkHead(t *rapid.T, d *Decoder, block []byte, facts []wire.Event) {
	first, count, err := Head(block)
	if first != facts[0].Seq || count != len(facts) || err != nil {
		t.Fatalf("the head tells of %d facts from %d: %v", count, first, err)
	}
	first, causes, err := d.Causes([]uint64{7}, block)
	if first != facts[0].Seq || len(causes) != len(facts)+1 || causes[0] != 7 || err != nil {
		t.Fatalf("%d causes from %d: %v", len(causes)-1, first, err)
	}
	for i, cause := range causes[1:] {
		if cause != facts[i].Cause {
			t.Fatalf("the cause of fact %d is %d, want %d", facts[i].Seq, cause, facts[i].Cause)
		}
	}
}

func lines(facts []wire.Event) (list []string) {
	for i := range facts {
		list = append(list, facts[i].Line())
	}
	return list
}

func TestCommands(t *testing.T) {
	var e Encoder
	var d Decoder
	rapid.Check(t, func(t *rapid.T) {
		commands := wiretest.Commands(t, 20)
		got, err := d.Commands(nil, e.Commands(nil, commands))
		if err != nil || !wiretest.SameCommands(got, commands) {
			t.Fatalf("%v\ngot  %+v\nwant %+v", err, got, commands)
		}
	})
}

// TestNesting: tables may be deep, wide and many.
func TestNesting(t *testing.T) {
	deep := &wire.Table{}
	for range 1_000_000 {
		deep = &wire.Table{Items: []wire.Value{deep}}
	}
	ring := &wire.Table{}
	ring.Items = []wire.Value{ring, ring}
	ring.Fields = []wire.Field{{Key: ring, Value: ring}}
	ring.Meta = ring
	wide := &wire.Table{Items: make([]wire.Value, 1_000_000)}
	for _, v := range []wire.Value{ring, wide} {
		facts := []wire.Event{{Seq: 1, Args: []wire.Value{v}}}
		got, err := new(Decoder).Facts(nil, new(Encoder).Facts(nil, facts))
		if err != nil || !wiretest.SameFacts(got, facts) {
			t.Error("it is not the same:", err)
		}
	}
	got, err := new(Decoder).Facts(nil, new(Encoder).Facts(nil, []wire.Event{{Seq: 1, Args: []wire.Value{deep}}}))
	if err != nil {
		t.Fatal(err)
	}
	depth := 0
	for v := got[0].Args[0].(*wire.Table); len(v.Items) > 0; v = v.Items[0].(*wire.Table) {
		depth++
	}
	if depth != 1_000_000 {
		t.Errorf("of 1,000,000 tables in one another %d are left", depth)
	}
}

func TestLongTexts(t *testing.T) {
	long := make([]byte, 64<<20) // as long as a text of a program may be
	facts := []wire.Event{{Seq: 1, Text: string(long)}, {Seq: 2, Text: string(long) + "x"}}
	got, err := new(Decoder).Facts(nil, new(Encoder).Facts(nil, facts))
	if err != nil || !wiretest.SameFacts(got, facts) {
		t.Error("it is not the same:", err)
	}
}

func TestPanics(t *testing.T) {
	for name, facts := range map[string][]wire.Event{
		"no facts":       {},
		"too many":       make([]wire.Event, MaxFacts+1),
		"a gap":          {{Seq: 1}, {Seq: 3}},
		"a strange type": {{Seq: 1, Args: []wire.Value{1}}},
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: taken", name)
				}
			}()
			new(Encoder).Facts(nil, facts)
		}()
	}
}

// TestWeights: what a fact costs goes with what is in it, however its tables
// contain one another.
func TestWeights(t *testing.T) {
	var w Weigher
	empty := w.Fact(&wire.Event{})
	ring := &wire.Table{}
	ring.Items = []wire.Value{ring, "text"}
	ring.Meta = ring
	shared := wire.Record("key", "value")
	for want, f := range map[int]wire.Event{
		100:                         {Text: string(make([]byte, 100))},
		16 + 56 + 16 + 16 + 8 + 4:   {Args: []wire.Value{ring}},
		2*16 + 56 + 2*24 + 8:        {Args: []wire.Value{shared, shared}},
		16 + 72 + 3 + 56 + 2*24 + 8: {Args: []wire.Value{&wire.Error{Message: "one", Details: shared}}},
		24 + 16 + 24 + 10 + 3:       {Args: []wire.Value{1.0, nil, "0123456789"}, Text: "abc"},
	} {
		if got := w.Fact(&f) - empty; got != want {
			t.Errorf("%s costs %d more than nothing, want %d", f.Line()[:min(60, len(f.Line()))], got, want)
		}
	}
}
