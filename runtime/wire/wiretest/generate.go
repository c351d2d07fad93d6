// Package wiretest makes up facts and commands for tests, and compares them. It
// is imported by tests only.
//
// What it makes up is as bad as facts may be: causes that are no causes, texts
// that are no UTF-8, tables that contain themselves, numbers at every end. Half
// of it is dull, as most facts are.
package wiretest

import (
	"math"
	"time"

	"pgregory.net/rapid"

	"echotui/runtime/wire"
)

// Facts makes up to most facts, at least one, numbered on from first.
func Facts(t *rapid.T, first uint64, most int) []wire.Event {
	g := generator{t: t}
	facts := make([]wire.Event, rapid.IntRange(1, most).Draw(t, "facts"))
	for i := range facts {
		g.fact(facts, i, first+uint64(i))
	}
	return facts
}

// Commands makes up to most commands, at least one.
func Commands(t *rapid.T, most int) []wire.Applied {
	g := generator{t: t}
	list := make([]wire.Applied, rapid.IntRange(1, most).Draw(t, "commands"))
	for i := range list {
		list[i] = wire.Applied{
			Command: wire.Command{
				Kind: wire.CommandKind(g.number(0, 20)), PID: g.pid(), Name: g.text(), Host: g.text(), Text: g.text(),
				At: wire.Time(g.wide()), EOF: g.maybe(), Args: g.args(),
			},
			Place: wire.Place{
				Turns: g.wide(), Seq: g.wide(), Points: g.wide(), Reds: g.wide(), Held: wire.Hold(g.number(0, int(wire.HeldBefore))),
			},
		}
		if c := &list[i].Command; c.Kind.IsAct() {
			c.Ref, c.Delay = g.wide(), time.Duration(g.wide())
		}
	}
	return list
}

// generator remembers what it made, so that things come again.
type generator struct {
	t    *rapid.T
	made []wire.Value // tables and errors of the list at hand
}

func (g *generator) number(low, high int) int { return rapid.IntRange(low, high).Draw(g.t, "n") }

func (g *generator) maybe() bool { return g.number(0, 1) == 1 }

// wide is a number that is small, or anything.
func (g *generator) wide() uint64 {
	if g.maybe() {
		return uint64(g.number(0, 3))
	}
	return rapid.OneOf(rapid.Uint64(), rapid.SampledFrom([]uint64{1 << 63, math.MaxUint64, math.MaxInt64, 127, 128})).Draw(g.t, "wide")
}

func (g *generator) fact(facts []wire.Event, i int, seq uint64) {
	f := &facts[i]
	f.Seq, f.Kind = seq, wire.Kind(g.number(0, 255))
	if i > 0 {
		*f = facts[g.number(0, i-1)] // much is as before
		f.Seq = seq
	}
	switch g.number(0, 3) {
	case 0:
		f.Cause = g.wide()
	case 1:
		f.Cause = seq - uint64(g.number(0, min(i, 9)))
	}
	if g.maybe() {
		f.At += wire.Time(g.wide())
		f.Reds += g.wide()
		f.Ref += g.wide()
		f.Co = uint32(g.wide())
		f.N = int64(g.wide())
	}
	switch g.number(0, 4) {
	case 0:
		f.PID, f.Peer = g.pid(), f.PID
	case 1:
		f.PID, f.Peer = f.Peer, g.pid()
	case 2:
		f.Name, f.Text = g.text(), g.text()
	case 3:
		f.Args = g.args()
	}
}

func (g *generator) pid() wire.PID {
	if g.maybe() {
		return wire.PID{Host: "app:processes", N: uint64(g.number(1, 20))}
	}
	return wire.PID{Host: g.text(), N: g.wide()}
}

var texts = []string{
	"", "echo", "inbox, events", "{app:processes|0x00004}", "{app:processes|0x4}", "{|0x00001}", "{a|0x00000}", "{a|b|0x00001}", "{", "{}",
	"\x00", "\xff\xfe", "{\xff|0x00001}", "日本語のテキスト", "a\nb\x1b[2J", "…",
}

func (g *generator) text() string {
	if g.maybe() {
		return rapid.SampledFrom(texts).Draw(g.t, "text")
	}
	return string(rapid.SliceOfN(rapid.Byte(), 0, 100).Draw(g.t, "text"))
}

func (g *generator) args() []wire.Value {
	g.made = nil
	list := make([]wire.Value, g.number(0, 3))
	for i := range list {
		list[i] = g.value(4)
	}
	return list
}

func (g *generator) value(depth int) wire.Value {
	kind := g.number(0, 9)
	if depth == 0 {
		kind = min(kind, 6)
	}
	switch kind {
	case 0:
		return nil
	case 1:
		return g.maybe()
	case 2, 3:
		return g.float()
	case 4, 5:
		return g.text()
	case 6:
		if len(g.made) > 0 {
			return rapid.SampledFrom(g.made).Draw(g.t, "again")
		}
		return "nothing yet"
	case 7:
		return g.failure(depth - 1)
	}
	return g.table(depth - 1)
}

func (g *generator) float() float64 {
	return rapid.OneOf(rapid.Float64(), rapid.Map(rapid.Int64(), func(i int64) float64 { return float64(i) }), rapid.SampledFrom([]float64{
		0, math.Copysign(0, -1), 1, -1, math.NaN(), math.Float64frombits(0x7ff8000000000123), math.Inf(1), math.Inf(-1),
		1 << 53, -1 << 53, 1<<53 - 1, 1 << 63, -1 << 63, math.MaxFloat64, math.SmallestNonzeroFloat64, 0.1,
	})).Draw(g.t, "float")
}

func (g *generator) table(depth int) *wire.Table {
	t := &wire.Table{}
	g.made = append(g.made, t) // what is inside of it may be itself
	for range g.number(0, 3) {
		t.Items = append(t.Items, g.value(depth))
	}
	for range g.number(0, 3) {
		t.Fields = append(t.Fields, wire.Field{Key: g.key(depth), Value: g.value(depth)})
	}
	if depth > 0 && g.number(0, 4) == 0 {
		t.Meta = g.table(depth - 1)
	}
	return t
}

func (g *generator) key(depth int) wire.Value {
	switch key := g.value(depth).(type) {
	case bool, float64, string, *wire.Table:
		return key
	}
	return g.text()
}

func (g *generator) failure(depth int) *wire.Error {
	e := &wire.Error{}
	g.made = append(g.made, e)
	e.Message, e.Kind, e.Stack = g.text(), g.text(), g.text()
	e.Retryable = wire.Retry(g.number(0, 2))
	if depth > 0 && g.maybe() {
		e.Details = g.table(depth - 1)
	}
	return e
}
