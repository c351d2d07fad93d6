package filter

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// twin is an expression that is judged without cleverness: it is written as
// text for the parser, and answers by itself.
type twin struct {
	text  string
	loud  bool // needs parentheses beside others
	holds func(w *trace.World, e *wire.Event) bool
}

// pids, topics and so on are few, so that much matches.
var (
	twinPIDs   = []wire.PID{{}, cli, relay, worker, {Host: "app:processes", N: 5}}
	twinTopics = []string{"echo", "EXIT", "a b", "x\"y", "もし"}
	twinTexts  = []string{"", "hello", "helllo", "Hello there", "もしもし", "5", "q\xff\nz"}
	twinNames  = []string{"relay", "post", "app:worker", "worker"}
)

func drawTwin(t *rapid.T, depth int) twin {
	sort := rapid.IntRange(0, 11).Draw(t, "sort")
	if depth == 0 && sort < 3 {
		sort += 3
	}
	switch sort {
	case 0:
		a, b := drawTwin(t, depth-1), drawTwin(t, depth-1)
		joint := rapid.SampledFrom([]string{" ", " and ", "　AND\t"}).Draw(t, "and")
		return twin{a.tight() + joint + b.tight(), false, func(w *trace.World, e *wire.Event) bool { return a.holds(w, e) && b.holds(w, e) }}
	case 1:
		a, b := drawTwin(t, depth-1), drawTwin(t, depth-1)
		return twin{a.text + " or " + b.text, true, func(w *trace.World, e *wire.Event) bool { return a.holds(w, e) || b.holds(w, e) }}
	case 2:
		a := drawTwin(t, depth-1)
		return twin{"not (" + a.text + ")", false, func(w *trace.World, e *wire.Event) bool { return !a.holds(w, e) }}
	case 3:
		kind := rapid.SampledFrom(wire.Kinds()).Draw(t, "kind")
		return twin{"kind:" + kind.String(), false, func(_ *trace.World, e *wire.Event) bool { return e.Kind == kind }}
	case 4:
		topic := rapid.SampledFrom(twinTopics).Draw(t, "topic")
		return twin{"topic:" + Quote(topic), false, func(_ *trace.World, e *wire.Event) bool { return isMessage(e) && e.Name == topic }}
	case 5:
		p := rapid.SampledFrom(twinPIDs[1:]).Draw(t, "pid")
		return twin{"pid:" + p.Short(), false, func(_ *trace.World, e *wire.Event) bool { return e.PID.N == p.N || e.Peer.N == p.N }}
	case 6:
		name := rapid.SampledFrom(twinNames).Draw(t, "name")
		return twin{"from:" + name, false, func(w *trace.World, e *wire.Event) bool { return sentBy(w, e, name) }}
	case 7:
		n := rapid.IntRange(0, 3).Draw(t, "mailbox")
		return twin{fmt.Sprint("mailbox>", n), false, func(w *trace.World, e *wire.Event) bool { return mailOf(w, e) > n }}
	case 8:
		text := rapid.SampledFrom([]string{"hel+o", "^5$", "し", "l"}).Draw(t, "regexp")
		return twin{"text~" + text, false, func(_ *trace.World, e *wire.Event) bool { return saysLike(e, text) }}
	case 9:
		text := rapid.SampledFrom(twinTexts[1:6]).Draw(t, "text")
		return twin{"text:" + Quote(text), false, func(_ *trace.World, e *wire.Event) bool { return slices.Contains(saying(e), text) }}
	case 10:
		n := rapid.IntRange(1, 30).Draw(t, "fact")
		return twin{fmt.Sprint("fact<=", n), false, func(_ *trace.World, e *wire.Event) bool { return e.Seq <= uint64(n) }}
	}
	word := rapid.SampledFrom([]string{"HELL", "もし", "post", "0x00004", "takes"}).Draw(t, "word")
	return twin{word, false, func(w *trace.World, e *wire.Event) bool { return shows(w, e, word) }}
}

func (t twin) tight() string {
	if t.loud {
		return "(" + t.text + ")"
	}
	return t.text
}

func makes(e *wire.Event, p wire.PID) bool {
	return e.Kind == wire.KindSpawn && p == e.Peer && !p.IsZero()
}

func isMessage(e *wire.Event) bool {
	return slices.Contains([]string{"send", "notify", "receive", "lost", "arrive"}, e.Kind.String())
}

func sentBy(w *trace.World, e *wire.Event, name string) bool {
	p := e.PID
	switch {
	case e.Kind == wire.KindReceive, e.Kind == wire.KindArrive:
		p = e.Peer
	case !isMessage(e) && e.Kind != wire.KindSpawn && e.Kind != wire.KindSpawnFailed && e.Kind != wire.KindPublish:
		return false
	}
	if makes(e, p) {
		return strings.HasSuffix(":"+e.Name, ":"+name) || e.Text == name
	}
	if found := w.Process(p); found != nil && slices.Contains(append([]string{found.Entry}, found.Names...), name) {
		return true
	}
	return w.Label(p) == name
}

func mailOf(w *trace.World, e *wire.Event) int {
	p := e.Peer
	switch e.Kind {
	case wire.KindReceive, wire.KindArrive:
		p = e.PID
	case wire.KindSend, wire.KindNotify:
	default:
		return -1
	}
	if found := w.Process(p); found != nil {
		return found.Mailbox.Len
	}
	return 0
}

func saying(e *wire.Event) []string {
	list := []string{e.Text}
	for _, arg := range e.Args {
		switch v := arg.(type) {
		case string:
			list = append(list, v)
		case float64:
			list = append(list, strconv.Itoa(int(v)))
		case *wire.Table:
			for _, f := range v.Fields {
				list = append(list, f.Value.(string))
			}
		}
	}
	return list
}

// saysLike knows the few regular expressions that are drawn.
func saysLike(e *wire.Event, expr string) bool {
	return slices.ContainsFunc(saying(e), func(text string) bool {
		switch expr {
		case "^5$":
			return text == "5"
		case "hel+o":
			return strings.Contains(text, "helo") || strings.Contains(text, "hello") || strings.Contains(text, "helllo")
		}
		return strings.Contains(text, expr)
	})
}

func shows(w *trace.World, e *wire.Event, word string) bool {
	namer := spawnNamer{w, e}
	texts := []string{trace.Describe(namer, e).Text(), e.Kind.String(), e.Name, e.Text}
	for _, p := range []wire.PID{e.PID, e.Peer} {
		if p.IsZero() {
			continue
		}
		texts = append(texts, namer.Label(p), p.String(), p.Short())
		if found := w.Process(p); found != nil && !makes(e, p) {
			texts = append(append(texts, found.Entry), found.Names...)
		}
	}
	for _, arg := range e.Args {
		texts = append(texts, wire.Text(arg, 0))
	}
	return strings.Contains(strings.ToLower(strings.Join(texts, "\n")), strings.ToLower(word))
}

// spawnNamer knows the process that a spawn makes.
type spawnNamer struct {
	*trace.World
	e *wire.Event
}

func (n spawnNamer) Label(p wire.PID) string {
	if makes(n.e, p) {
		return n.e.Name[strings.LastIndexByte(n.e.Name, ':')+1:]
	}
	return n.World.Label(p)
}

func (n spawnNamer) Unique(p wire.PID) bool {
	return !makes(n.e, p) && n.World.Unique(p)
}

// drawLog makes facts that need not make sense together.
func drawLog(t *rapid.T) []wire.Event {
	log := []wire.Event{
		{Kind: wire.KindSpawn, Peer: relay, Name: "app:relay"},
		{Kind: wire.KindSpawn, Peer: cli, Name: "app:cli"},
		{Kind: wire.KindRegister, PID: relay, Name: "post"},
	}
	for range rapid.IntRange(0, 30).Draw(t, "facts") {
		log = append(log, drawFact(t))
	}
	for i := range log {
		log[i].Seq = uint64(i + 1)
	}
	return log
}

func drawFact(t *rapid.T) wire.Event {
	e := wire.Event{
		Kind: rapid.SampledFrom(wire.Kinds()).Draw(t, "kind"),
		PID:  rapid.SampledFrom(twinPIDs).Draw(t, "pid"),
		Peer: rapid.SampledFrom(twinPIDs).Draw(t, "peer"),
		Text: rapid.SampledFrom(twinTexts).Draw(t, "text"),
		Ref:  rapid.Uint64Range(1, 5).Draw(t, "ref"),
	}
	if rapid.Bool().Draw(t, "message") {
		e.Kind = rapid.SampledFrom([]wire.Kind{wire.KindSend, wire.KindReceive, wire.KindNotify}).Draw(t, "kind")
	}
	e.Name = rapid.SampledFrom(twinTopics).Draw(t, "topic")
	switch e.Kind {
	case wire.KindSpawn, wire.KindUpgrade, wire.KindSpawnFailed:
		e.Name = "app:worker"
	case wire.KindSend:
		e.Args = []wire.Value{
			rapid.SampledFrom(twinTexts).Draw(t, "string"), float64(rapid.IntRange(4, 6).Draw(t, "number")),
			wire.Record("key", rapid.SampledFrom(twinTexts).Draw(t, "field")),
		}
	}
	return e
}

// Filters let through what their twins do, one by one and as a set, and so do
// those that their canonical text is read as.
func TestAgainstTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		log := drawLog(t)
		var twins []twin
		var filters, again []*Filter
		for range rapid.IntRange(1, 12).Draw(t, "filters") {
			expr := drawTwin(t, 3)
			f, err := Parse(expr.text)
			if err != nil {
				t.Fatalf("%s: %v", expr.text, err)
			}
			twins = append(twins, expr)
			filters = append(filters, f)
			again = append(again, MustParse(f.String()))
		}
		set := NewSet(filters)
		w := trace.NewWorld()
		for i := range log {
			var want []int
			for j := range twins {
				holds := twins[j].holds(w, &log[i])
				if holds {
					want = append(want, j)
				}
				if got := filters[j].Match(World{w}, &log[i]); got != holds {
					t.Fatalf("%s\nlets through: %v\n%s", twins[j].text, got, log[i].Line())
				}
				if again[j].Match(World{w}, &log[i]) != holds {
					t.Fatalf("%s\nis something else than\n%s", again[j], twins[j].text)
				}
			}
			if got := set.Match(World{w}, &log[i]); !slices.Equal(got, want) {
				t.Fatalf("of the set, %v match and not %v: %s", got, want, log[i].Line())
			}
			w.Apply(&log[i])
		}
	})
}
