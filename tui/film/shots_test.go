package film

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"echotui/tui/draw"
)

// lettered is a film of frames of one cell each, that show letters at times in
// milliseconds.
func lettered(letters string, length int, at ...int) *Film {
	f := &Film{Length: ms(length)}
	for i, t := range at {
		c := draw.NewCanvas(1, 1)
		c.Text(0, 0, 1, letters[i:i+1], draw.Style{})
		f.Frames = append(f.Frames, Frame{At: ms(t), Grid: Snap(c)})
	}
	return f
}

func ms(n int) time.Duration { return time.Duration(n) * time.Millisecond }

// told is shots in short: what is shown, with its cursor and caption, and for how
// many milliseconds.
func told(shots []Shot) string {
	var b strings.Builder
	for i, s := range shots {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s.Grid.Row(0)[0].Glyph)
		if s.Cursor.Shown {
			b.WriteByte('_')
		}
		fmt.Fprintf(&b, "%s%d", s.Caption, s.Lasts.Milliseconds())
	}
	return b.String()
}

func TestShots(t *testing.T) {
	for name, c := range map[string]struct {
		film *Film
		o    Options
		want string
	}{
		"as recorded":                {lettered("abc", 1000, 0, 100, 400), Options{}, "a100 b300 c600"},
		"nothing lasts":              {lettered("a", 0, 0), Options{}, "a20"},
		"ends with its last":         {lettered("ab", 50, 0, 50), Options{}, "a50 b20"},
		"too fast":                   {lettered("abcd", 1000, 0, 5, 10, 500), Options{}, "c500 d500"},
		"too fast for a rate":        {lettered("abcd", 1000, 0, 50, 100, 500), Options{Rate: 10}, "b100 c400 d500"},
		"without end":                {lettered("abcdef", 60, 0, 10, 20, 30, 40, 50), Options{}, "b20 d20 f20"},
		"equal ones":                 {lettered("aabb", 400, 0, 100, 200, 300), Options{}, "a200 b200"},
		"equal once one is left":     {lettered("aba", 400, 0, 100, 105), Options{}, "a400"},
		"twice as fast":              {lettered("abc", 1000, 0, 100, 400), Options{Speed: 2}, "a50 b150 c300"},
		"half as fast":               {lettered("ab", 1000, 0, 5), Options{Speed: 0.5}, "b2000"},
		"from the middle":            {lettered("abc", 1000, 0, 100, 400), Options{Offset: 0.5}, "c600 a100 b300"},
		"from where b is":            {lettered("abc", 1000, 0, 100, 400), Options{Offset: 0.2}, "b300 c600 a100"},
		"from the end":               {lettered("abc", 1000, 0, 100, 400), Options{Offset: 1}, "c600 a100 b300"},
		"frames at one moment":       {lettered("abc", 100, 0, 0, 0), Options{}, "c100"},
		"a length that is too short": {lettered("abc", 7, 0, 100, 200), Options{}, "a100 b100 c20"},
	} {
		o, err := c.o.Complete()
		if err != nil {
			t.Fatal(err)
		}
		shots, err := c.film.Shots(o, 20*time.Millisecond)
		if err != nil {
			t.Fatal(err)
		}
		if got := told(shots); got != c.want {
			t.Errorf("%s: %s, not %s", name, got, c.want)
		}
	}
}

func TestShotsWithCaptions(t *testing.T) {
	f := lettered("ab", 1000, 0, 500)
	f.Captions = []Caption{{ms(0), "!"}, {ms(300), "?"}, {ms(505), ""}, {ms(2000), "late"}}
	o, _ := Options{}.Complete()
	shots, err := f.Shots(o, 20*time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := told(shots), "a!300 a?200 b500"; got != want {
		t.Errorf("%s, not %s", got, want)
	}
	for at, want := range map[time.Duration]string{ms(0): "a!0", ms(400): "a?0", ms(700): "b0", time.Hour: "b0"} {
		shot, err := f.Still(&at)
		if got := told([]Shot{shot}); err != nil || got != want {
			t.Errorf("at %v: %s, not %s; %v", at, got, want, err)
		}
	}
	if shot, err := f.Still(nil); err != nil || told([]Shot{shot}) != "b0" {
		t.Errorf("at the end: %v, %v", shot, err)
	}
}

// A cursor blinks from when something happened last, in the time of the film, and
// stays when nothing happens for long.
func TestShotsWithCursor(t *testing.T) {
	f := lettered("ab", 60_000, 0, 1200)
	f.Frames[0].Cursor = Cursor{Shown: true}
	f.Frames[1].Cursor = Cursor{Shown: true, X: 1} // outside
	o, _ := Options{Blink: true}.Complete()
	shots, err := f.Shots(o, 20*time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := told(shots), "a_500 a500 a_200 b58800"; got != want {
		t.Errorf("%s, not %s", got, want)
	}
	f.Frames[1].Cursor = Cursor{Shown: true}
	shots, err = f.Shots(o, 20*time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	if last := shots[len(shots)-1]; !last.Cursor.Shown || last.Lasts != 48_800*time.Millisecond || len(shots) != 24 {
		t.Errorf("%d shots: %s", len(shots), told(shots))
	}
}

func TestColumns(t *testing.T) {
	c := draw.NewCanvas(6, 1)
	c.Text(0, 0, 6, "a日b", draw.Style{})
	shot := Shot{Grid: Snap(c), Cursor: Cursor{X: 2, Shown: true}}
	columns := shot.Columns(nil, 0)
	reversed := draw.Style{}.Reverse()
	for x, want := range []Column{
		{Glyph: "a"}, {"日", LeftHalf, reversed}, {"日", RightHalf, reversed}, {Glyph: "b"}, {}, {},
	} {
		if columns[x] != want {
			t.Errorf("column %d is %v, not %v", x, columns[x], want)
		}
	}
}

// Cells that no canvas makes: a wide glyph at the edge, and one with another glyph
// in its second column.
func TestColumnsOverlap(t *testing.T) {
	g := NewGrid(3, 1)
	copy(g.Row(0), []Cell{{Glyph: "日", Span: 2}, {Glyph: "x", Span: 1}, {Glyph: "本", Span: 2}})
	columns := (&Shot{Grid: g}).Columns(nil, 0)
	for x, want := range []Column{{Glyph: "日", Part: LeftHalf}, {Glyph: "x"}, {Glyph: "本", Part: LeftHalf}} {
		if columns[x] != want {
			t.Errorf("column %d is %v, not %v", x, columns[x], want)
		}
	}
}

func TestCheck(t *testing.T) {
	frame := func(at time.Duration, w, h int) Frame { return Frame{At: at, Grid: NewGrid(w, h)} }
	for want, f := range map[string]Film{
		"no frame":        {},
		"has no cells":    {Frames: []Frame{frame(0, 0, 0)}},
		"1 of the film h": {Frames: []Frame{{}}},
		"too big":         {Frames: []Frame{frame(0, maxColumn+1, 1)}},
		"2x2 cells":       {Frames: []Frame{{Grid: &Grid{W: 2, H: 2}}}},
		"earlier":         {Frames: []Frame{frame(0, 1, 1), frame(2, 1, 1), frame(1, 1, 1)}},
		"starts at 1s":    {Frames: []Frame{frame(time.Second, 1, 1)}},
	} {
		if err := f.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not what is wrong: %v", want, err)
		}
	}
	if err := (&Film{Frames: []Frame{frame(0, 1, 1)}}).Check(); err != nil {
		t.Error(err)
	}
}

func TestOptions(t *testing.T) {
	for want, o := range map[string]Options{
		"font size 6":      {FontSize: 6},
		"padding -1":       {Padding: -1},
		"speed NaN":        {Speed: math.NaN()},
		"line height +Inf": {LineHeight: math.Inf(1)},
		"loop offset 1.5":  {Offset: 1.5},
		"frame rate 1001":  {Rate: 1001},
	} {
		if _, err := o.Complete(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not what is wrong: %v", want, err)
		}
	}
	o, err := Options{}.Complete()
	if err != nil || o.FontSize != 16 || o.Speed != 1 || o.Rate != 50 {
		t.Errorf("the usual options are %+v, %v", o, err)
	}
	o.Warn("nobody listens")
}

func TestCaptionGrid(t *testing.T) {
	f := &Film{Captions: []Caption{{Text: "one"}, {Text: "two words"}, {Text: strings.Repeat("long ", 50)}}}
	for columns, want := range map[int]int{40: 3, 6: 3, 2: 3} {
		if got := f.CaptionRows(columns); got != want {
			t.Errorf("in %d columns they need %d rows, not %d", columns, got, want)
		}
	}
	f.Captions = f.Captions[:2]
	if got := f.CaptionRows(5); got != 2 {
		t.Errorf("they need %d rows, not 2", got)
	}
	if got := (&Film{}).CaptionRows(5); got != 0 {
		t.Errorf("no captions need %d rows", got)
	}
	g := CaptionGrid("a日", 8, 3)
	for x, want := range []string{"", "", "a", "日", "", "", "", ""} {
		if got := g.Row(1)[x].Glyph; got != want {
			t.Errorf("column %d is %q, not %q", x, got, want)
		}
	}
}
