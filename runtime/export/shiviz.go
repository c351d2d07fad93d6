package export

import (
	"bufio"
	"strconv"
	"strings"
	"unicode"

	"echotui/runtime/trace"
	"echotui/runtime/tracefile"
	"echotui/runtime/wire"
)

// shiViz writes a log with vector clocks. Each fact is two lines: who, with the
// clock, and what. The log begins with the regular expression that reads it.
type shiViz struct {
	out    *bufio.Writer
	clocks *clocks
	count  int // of facts, those beyond the bound included
	names  map[string]bool
	line   []byte
}

const (
	shiVizExpression = `(?<host>\S*) (?<clock>{.*})\n(?<event>.*)`
	// ShiViz shows all of a log at once, and what a clock takes grows with the
	// number of processes.
	mostEvents = 20_000
	mostHosts  = 500
)

func openShiViz(out *bufio.Writer, _ tracefile.Header) exporter {
	_, _ = out.WriteString(shiVizExpression + "\n\n") // it remembers what goes wrong
	return &shiViz{out: out, clocks: newClocks(), names: map[string]bool{}}
}

func (x *shiViz) fact(world *trace.World, e *wire.Event, shown bool) bool {
	if shown {
		x.count++
	}
	if x.tooMuch() {
		return false
	}
	host := x.clocks.tick(e, shown)
	if !shown {
		return false
	}
	if host.name == "" {
		host.name = x.unique(hostName(world, hostOf(e)))
	}
	x.line = append(append(x.line[:0], host.name...), " {"...)
	separator := ""
	for i, n := range host.now {
		if n > 0 {
			x.line = append(append(x.line, separator...), '"')
			x.line = append(append(x.line, x.clocks.hosts[i].name...), `":`...)
			x.line = strconv.AppendUint(x.line, n, 10)
			separator = ", "
		}
	}
	x.line = append(x.line, "}\n"...)
	x.line = strconv.AppendUint(x.line, e.Seq, 10)
	x.line = append(append(x.line, ' '), e.At.String()...)
	x.line = append(append(append(x.line, ' '), trace.Describe(world, e).Text()...), '\n')
	_, _ = x.out.Write(x.line) // it remembers what goes wrong
	return true
}

// unique is a name that nobody else has: programs can make up PIDs.
func (x *shiViz) unique(name string) string {
	free := name
	for n := 2; x.names[free]; n++ {
		free = name + "_" + strconv.Itoa(n)
	}
	x.names[free] = true
	return free
}

func (x *shiViz) tooMuch() bool { return x.count > mostEvents || len(x.clocks.hosts) > mostHosts }

func (x *shiViz) end(*trace.World) error {
	if x.tooMuch() {
		return tooMuch("the log would have %d facts of %d processes, and ShiViz shows at most about %d of %d",
			x.count, len(x.clocks.hosts), mostEvents, mostHosts)
	}
	return nil
}

// hostName is what a process is called in the log: letters, digits and little
// else, with the number of the process.
func hostName(world *trace.World, p wire.PID) string {
	switch p {
	case wire.PID{}:
		return laneNode
	case you:
		return laneYou
	}
	label := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("_.-:", r) {
			return r
		}
		return '_'
	}, world.Label(p))
	if label = label[:min(len(label), longestCaption)]; label == p.Short() {
		return label
	}
	return strings.ToValidUTF8(label, "_") + "-" + p.Short()
}
