package page

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"

	"echotui/tui/draw"
	"echotui/tui/film"
)

// ruleWidth is how long the rules between screens are, in columns.
const ruleWidth = 80

// WriteText writes what the screen shows at each mark, and at the end, as plain
// text without styles. Above each is a rule with the label and the time of the
// mark; the caption, if there is one, is below. Blanks at the ends of lines are
// cut. A film without marks is its last screen alone.
func WriteText(w io.Writer, f *film.Film, o film.Options) error {
	if _, err := o.Complete(); err != nil {
		return err
	}
	if err := f.Check(); err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	marked := -1
	for _, m := range f.Marks {
		writeScreen(out, f, m.At, m.Label, true)
		marked = f.FrameAt(m.At)
	}
	if marked != len(f.Frames)-1 {
		writeScreen(out, f, f.End(), "end", len(f.Marks) > 0)
	}
	return out.Flush()
}

func writeScreen(w io.Writer, f *film.Film, at time.Duration, label string, ruled bool) {
	shot := f.Shot(at)
	if ruled {
		fmt.Fprintln(w, rule(label, at))
	}
	var columns []film.Column
	for y := range shot.Grid.H {
		columns = shot.Columns(columns[:0], y)
		var row strings.Builder
		for _, r := range runs(columns) {
			row.WriteString(r.text)
		}
		fmt.Fprintln(w, strings.TrimRight(row.String(), " "))
	}
	if shot.Caption != "" {
		fmt.Fprintf(w, "» %s\n", line(shot.Caption))
	}
}

// rule is a line with a label and a time in it.
func rule(label string, at time.Duration) string {
	head := "──── " + draw.Escape(line(label), ruleWidth/2)
	if label != "" {
		head += " · "
	}
	head += clock(at) + " "
	c := draw.NewCanvas(1, 1)
	return head + strings.Repeat("─", max(4, ruleWidth-c.Measure(head, ruleWidth)))
}

// clock is a time of a film as people read it: minutes, seconds, thousandths.
func clock(at time.Duration) string {
	at = at.Round(time.Millisecond)
	return fmt.Sprintf("%d:%02d.%03d", at/time.Minute, at/time.Second%60, at/time.Millisecond%1000)
}
