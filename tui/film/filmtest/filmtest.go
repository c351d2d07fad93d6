// Package filmtest makes films for the tests of those who write them to files.
package filmtest

import (
	"fmt"
	"strings"
	"time"

	"echotui/tui/draw"
	"echotui/tui/film"
)

// Of is a film of screens of text, each shown for a second. It is as wide as the
// widest line and as high as the highest screen.
func Of(screens ...string) *film.Film {
	f := &film.Film{Palette: film.Dark, Length: time.Duration(len(screens)) * time.Second}
	width, height := 1, 1
	for _, s := range screens {
		lines := strings.Split(s, "\n")
		height = max(height, len(lines))
		for _, line := range lines {
			width = max(width, draw.NewCanvas(1, 1).Measure(line, 1000))
		}
	}
	for i, s := range screens {
		f.Frames = append(f.Frames, film.Frame{At: time.Duration(i) * time.Second, Grid: Grid(width, height, s)})
	}
	return f
}

// Grid is a screen of lines of text in plain style.
func Grid(width, height int, s string) *film.Grid {
	c := draw.NewCanvas(width, height)
	for y, line := range strings.Split(s, "\n") {
		c.Text(0, y, width, line, draw.Style{})
	}
	return film.Snap(c)
}

// Demo is a film like the ones of the screen: half a minute of 350 changes of
// 100x30 cells, in which a log grows, rows are selected and looked into, and a
// time line moves. It has marks, captions, a cursor and Japanese text. As a cast
// it is about 70 KB.
func Demo(theme *draw.Theme, palette film.Palette) *film.Film {
	const frames, length = 350, 30 * time.Second
	f := &film.Film{Title: "echo · 100x30", Palette: palette, Length: length}
	var before *film.Grid
	for i := range frames {
		c := draw.NewCanvas(100, 30)
		c.Use(draw.Look{Theme: theme})
		demoScreen(c, i)
		before, _ = film.SnapAfter(c, before)
		f.Frames = append(f.Frames, film.Frame{
			At: length * time.Duration(i) / frames, Grid: before,
			Cursor: film.Cursor{X: 12 + i%20, Y: 28, Shown: i > 300},
		})
	}
	for i, text := range []string{"Every message is seen", "A step at a time: <b>&amp;", "Back to the past, and on from there"} {
		at := time.Duration(i) * 10 * time.Second
		f.Marks = append(f.Marks, film.Mark{At: at, Label: strings.ToLower(text)})
		f.Captions = append(f.Captions, film.Caption{At: at, Text: text})
	}
	return f
}

// demoScreen is the screen after n changes.
func demoScreen(c *draw.Canvas, n int) {
	c.Fill(draw.Rect{W: 100, H: 1}, "", draw.Style{}.On(draw.Bar))
	c.Text(1, 0, 40, "echo  ▶ running", draw.In(draw.Good).On(draw.Bar).Bold())
	c.TextRight(60, 0, 39, fmt.Sprintf("%d facts  %d.%d s", 3*(n/3), n/12, n*10/12%10), draw.In(draw.Time).On(draw.Bar))
	tree := c.Sub(c.Box(draw.Rect{Y: 1, W: 30, H: 26}, draw.Borders{Tabs: []string{"processes"}}))
	for y := range min(tree.Height(), 4+n/30) {
		tree.Text(0, y, 2, []string{"├", "└"}[y%2], draw.In(draw.Border))
		tree.Text(2, y, 20, fmt.Sprintf("worker.%02d", y*7%31), draw.In(draw.Name))
		tree.Text(14, y, 12, []string{"✓ idle", "⧗ 3 wait", "≈ 日本語", "✗ failed"}[(y+n/150*y)%4], draw.In([]draw.Colour{draw.Good, draw.Warn, draw.Accent, draw.Bad}[(y+n/150*y)%4]))
	}
	log := c.Sub(c.Box(draw.Rect{X: 30, Y: 1, W: 70, H: 18}, draw.Borders{Tabs: []string{"log"}, Focused: true}))
	for y := range log.Height() {
		demoRow(log, y, n/120+y)
	}
	log.Tint(draw.Rect{Y: n / 14 % log.Height(), W: log.Width(), H: 1}, draw.Style{}.On(draw.Selected))
	detail := c.Sub(c.Box(draw.Rect{X: 30, Y: 19, W: 70, H: 8}, draw.Borders{Tabs: []string{"message"}}))
	detail.Paragraph(detail.Bounds(), fmt.Sprintf("{ from = \"app:terminal\", text = \"line %d of the input\",\n  parts = { 1, 2, %d } }", n/28, n/28*n/28), draw.In(draw.String))
	for x := range 100 {
		glyph, style := "─", draw.In(draw.Border)
		if x <= n*100/350 {
			glyph, style = "━", draw.In(draw.Accent)
		}
		c.Put(x, 27, 1, glyph, style)
	}
	for x := range 24 {
		c.Put(70+x, 28, 1, string("▁▂▃▄▅▆▇█"[3*((x*x+n/50)%8):][:3]), draw.In(draw.Arrow))
	}
	c.Text(1, 28, 30, "filter: "+"kind == \"send\" and to"[:min(n/15, 20)], draw.Style{})
	c.Text(1, 29, 98, "space step · n next · / filter · ? help · ⏎ open · q quit", draw.In(draw.Key))
}

func demoRow(log *draw.Canvas, y, n int) {
	log.TextRight(0, y, 6, fmt.Sprint(n), draw.In(draw.Faint))
	log.Text(8, y, 12, fmt.Sprintf("worker.%02d", n*7%31), draw.In(draw.Name))
	log.Text(20, y, 6, "──▶", draw.In(draw.Arrow))
	log.Text(26, y, 12, fmt.Sprintf("worker.%02d", n*11%31), draw.In(draw.Name))
	log.Text(38, y, 22, fmt.Sprintf("\"line %d\"", n*n%9973), draw.In(draw.String))
	log.TextRight(58, y, 9, fmt.Sprintf("%d ms", n*37%500), draw.In(draw.Number))
}
