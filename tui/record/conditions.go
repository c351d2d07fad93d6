package record

import (
	"fmt"
	"regexp"
	"strings"

	"echotui/runtime/filter"
	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/film"
	"echotui/tui/tape"
)

// condition is what reports whether something is so. Of facts, those after a
// certain one count.
func (p *player) condition(c tape.Condition, after uint64) (holds func() bool, err error) {
	switch c.Scope {
	case tape.Settled:
		return p.screen.settled, nil
	case tape.Fact:
		expr, err := filter.Parse(c.Expr)
		if err != nil {
			return nil, err
		}
		search := &factSearch{stage: p.screen.stage, expr: expr, after: after}
		return search.found, nil
	}
	text := p.text(c.Scope)
	if c.Text != "" {
		return func() bool { return strings.Contains(text(), c.Text) }, nil
	}
	re, err := regexp.Compile(p.pattern(c))
	if err != nil {
		return nil, err
	}
	return func() bool { return re.MatchString(text()) }, nil
}

func (p *player) pattern(c tape.Condition) string {
	if c.Pattern == "" {
		return p.take.Settings.WaitPattern
	}
	return c.Pattern
}

// missing tells that a condition does not hold.
func (p *player) missing(c tape.Condition) string {
	switch {
	case c.Scope == tape.Settled:
		return "it never comes to rest"
	case c.Scope == tape.Fact:
		return "no fact matches " + c.Expr
	case c.Text != "":
		return fmt.Sprintf("%q is not to be seen", c.Text)
	case c.Scope == tape.Line && !p.screen.look().shown:
		return fmt.Sprintf("/%s/ does not match, as there is no cursor in a line;", p.pattern(c))
	case c.Scope == tape.Line:
		return fmt.Sprintf("/%s/ does not match %q, the line of the cursor,", p.pattern(c), p.line())
	}
	return fmt.Sprintf("/%s/ matches nothing on the screen", p.pattern(c))
}

// text is where a condition looks for text.
func (p *player) text(scope tape.Scope) func() string {
	if scope == tape.Line {
		return p.line
	}
	return func() string { return Text(film.Snap(p.screen.look().canvas)) }
}

// line is the line with the cursor: of a pane, what is between its borders.
func (p *player) line() string {
	at := p.screen.look()
	if !at.shown || at.y >= at.canvas.Height() {
		return ""
	}
	row := film.Snap(at.canvas).Row(at.y)
	first, end := min(at.x, len(row)), min(at.x, len(row))
	for first > 0 && !border(row[first-1].Glyph) {
		first--
	}
	for end < len(row) && !border(row[end].Glyph) {
		end++
	}
	return rowText(row[first:end])
}

// border reports whether a glyph is the side of a pane.
func border(glyph string) bool { return glyph == "│" || glyph == "┃" || glyph == "█" }

// Text is what stands in a grid, without blanks at the ends of rows.
func Text(g *film.Grid) string {
	rows := make([]string, g.H)
	for y := range rows {
		rows[y] = rowText(g.Row(y))
	}
	return strings.Join(rows, "\n")
}

func rowText(row []film.Cell) string {
	var text strings.Builder
	for x := range row {
		switch {
		case row[x].Glyph != "":
			text.WriteString(row[x].Glyph)
		case x > 0 && row[x-1].Span == 2: // the rest of a wide glyph
		default:
			text.WriteByte(' ')
		}
	}
	return strings.TrimRight(text.String(), " ")
}

// factSearch looks for a fact, from one on.
type factSearch struct {
	stage  Stage
	expr   *filter.Filter
	after  uint64
	world  *trace.World // of the facts that were looked at
	branch int
	seq    uint64 // the last one that was
	facts  []wire.Event
}

const factsAtOnce = 4096

// found looks at the facts that have come since it was called last.
func (f *factSearch) found() bool {
	if branch := f.stage.Status().Branch; f.world == nil || branch != f.branch {
		f.world, f.branch, f.seq = trace.NewWorld(), branch, 0
	}
	for {
		f.facts = f.stage.Since(f.facts[:0], f.seq, factsAtOnce)
		for i := range f.facts {
			e := &f.facts[i]
			if f.seq = e.Seq; e.Seq > f.after && f.expr.Match(filter.World{World: f.world}, e) {
				return true
			}
			f.world.Apply(e)
		}
		if len(f.facts) < factsAtOnce {
			return false
		}
	}
}
