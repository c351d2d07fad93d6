package player

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"echotui/tui/draw"
	"echotui/tui/film"
	"echotui/tui/film/filmtest"
)

// The whole program: it ends on q, and of what a film holds nothing reaches the
// terminal but what can be seen.
func TestRun(t *testing.T) {
	f := filmtest.Of("hello")
	f.Title = "\x1b]52;c;title\a"
	f.Frames[0].Grid.Row(0)[0] = film.Cell{Glyph: "\x1b]52;c;cell\a", Span: 1}
	f.Marks = []film.Mark{{Label: "\x1b]52;c;mark\a"}}
	f.Captions = []film.Caption{{Text: "\x1b]52;c;caption\a"}}
	var out bytes.Buffer
	if err := Run(f, Options{Theme: &draw.Dark, Glyphs: &draw.Unicode, Name: "\x1b]52;c;name\a"}, strings.NewReader("q"), &out); err != nil {
		t.Fatal(err)
	}
	if out.Len() == 0 || strings.Contains(out.String(), "\x1b]52") {
		t.Errorf("the terminal gets %q", out.String())
	}
	d := open(t, f, 60, 4)
	if view := d.View(); !strings.Contains(d.screen(), `\027]52;c;caption\007`) || strings.Contains(view.Content, "\x1b]") || strings.Contains(view.WindowTitle, "\x1b") {
		t.Errorf("it shows\n%s", d.screen())
	}
}

func TestClock(t *testing.T) {
	for d, want := range map[time.Duration]string{0: "0:00", 59900 * time.Millisecond: "0:59", 61 * time.Second: "1:01", 3*time.Hour + 125*time.Second: "3:02:05"} {
		if got := clock(d); got != want {
			t.Errorf("%v is %s, not %s", d, got, want)
		}
	}
}
