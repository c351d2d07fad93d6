package cli

import (
	"fmt"
	"io"

	"echotui/runtime/node"
	"echotui/runtime/wire"
)

// Replay makes the run of a trace again and compares it with the trace, fact by
// fact. It writes what it found, and returns the exit status: 1 if a fact is
// another one. The app is that of the trace, or the one in the folder dir.
func Replay(name, dir string, out, warnings io.Writer) (status int, err error) {
	p, err := OpenPast(name)
	if err != nil {
		return 1, err
	}
	defer p.Close()
	a, err := p.App(dir)
	if err != nil {
		return 1, err
	}
	if a.Hash != p.Header().Hash {
		fmt.Fprintf(warnings, "echotui: the app is not the one of the trace: %s is another\n", a.Name)
	}
	a.Name = p.Header().App // a folder of another name is no difference between runs
	r, err := node.NewReplay(a, p.Origin(), p.Journal())
	if err != nil {
		return 1, err
	}
	defer r.Close()
	c := comparison{past: p, replay: r}
	difference := c.run()
	if why := p.Ends(); why != "" {
		fmt.Fprintln(warnings, "echotui: "+why)
	}
	if difference != "" {
		_, err = fmt.Fprint(out, difference)
		return 1, err
	}
	_, err = fmt.Fprintf(out, "%d facts, and all happened again\n", c.same)
	return 0, err
}

// comparison compares a run that is made again with its trace.
type comparison struct {
	past   *Past
	replay *node.Replay
	seq    uint64 // the last fact that was compared, or has not been written
	same   int    // how many facts were
	then   []byte
	now    []byte
}

// atOnce is how many facts, and turns, are taken between two comparisons.
const atOnce = 4096

// run returns what is different first; "" if nothing is.
func (c *comparison) run() string {
	var facts []wire.Event
	for c.seq = 0; ; {
		facts = c.past.Since(facts[:0], max(c.seq, c.past.First()-1), atOnce)
		if len(facts) == 0 {
			return c.beyond()
		}
		last := facts[len(facts)-1].Seq
		for done := false; !done; {
			var err error
			if done, err = c.replay.Run(last, atOnce); err != nil {
				done = true // what is missing is told below
			}
			var difference string
			if facts, difference = c.compare(facts); difference != "" {
				return difference
			}
		}
		if len(facts) > 0 {
			return fmt.Sprintf("fact %d did not happen again:\n  %s\n", facts[0].Seq, facts[0].Line())
		}
	}
}

// compare compares what has happened now with facts, and returns those for
// which there was nothing yet. Facts before the first of the trace pass.
func (c *comparison) compare(facts []wire.Event) (rest []wire.Event, difference string) {
	for len(facts) > 0 {
		taken := c.replay.Node().Take(1)
		if len(taken) == 0 {
			break
		}
		now := &taken[0]
		if now.Seq < facts[0].Seq {
			continue
		}
		c.then, c.now = facts[0].AppendLine(c.then[:0]), now.AppendLine(c.now[:0])
		if string(c.then) != string(c.now) {
			return nil, fmt.Sprintf("fact %d is another one:\n  then %s\n  now  %s\n", now.Seq, c.then, c.now)
		}
		c.seq = now.Seq
		c.same++
		facts = facts[1:]
	}
	return facts, ""
}

// beyond looks for facts after those of the trace, if that was ended: there
// were none.
func (c *comparison) beyond() string {
	if c.past.Problem() != nil {
		return ""
	}
	for done := false; !done; {
		var err error
		if done, err = c.replay.Run(c.seq+1, atOnce); err != nil {
			break
		}
		if more := c.replay.Node().Take(1); len(more) > 0 {
			return fmt.Sprintf("fact %d did not happen then:\n  %s\n", more[0].Seq, more[0].Line())
		}
	}
	return ""
}
