package node

import (
	"fmt"
	"io"

	"echotui/runtime/filter"
	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// Listing tells facts as lines of text, for pipes and for people who hear what
// they do not see: the number of the fact, when it happened, its kind, and a
// sentence in words. The first three are columns without blanks in them. What
// programs chose is escaped, so that no line holds anything but text.
type Listing struct {
	world  *trace.World
	filter *filter.Filter
}

// NewListing makes a listing of the facts that a filter lets through; nil lets
// all of them. It must be told every fact, from the first on.
func NewListing(f *filter.Filter) *Listing {
	return &Listing{world: trace.NewWorld(), filter: f}
}

// Append appends the line of the next fact, or nothing if the filter hides it.
func (l *Listing) Append(dst []byte, e *wire.Event) []byte {
	shown := l.filter == nil || l.filter.Match(filter.World{World: l.world}, e)
	l.world.Apply(e)
	if !shown {
		return dst
	}
	return fmt.Appendf(dst, "%6d %11s  %-12s %s\n", e.Seq, e.At, e.Kind, trace.Describe(l.world, e).Words())
}

// listed is how many facts are read at once.
const listed = 4096

// Write lists facts that are kept somewhere, all of them. An error is that of
// out; that nobody reads it any more is none.
func (l *Listing) Write(out io.Writer, facts Facts) error {
	var batch []wire.Event
	var lines []byte
	for seq := uint64(0); ; seq = batch[len(batch)-1].Seq {
		batch = facts.Since(batch[:0], seq, listed)
		if len(batch) == 0 {
			return nil
		}
		lines = lines[:0]
		for i := range batch {
			lines = l.Append(lines, &batch[i])
		}
		if _, err := out.Write(lines); nobodyReads(err) {
			return nil
		} else if err != nil {
			return fmt.Errorf("writing to standard output: %w", err)
		}
	}
}
