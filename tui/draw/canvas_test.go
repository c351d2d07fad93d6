package draw

import "testing"

// frame draws a screen as full as screens get: every cell written, styles
// changing several times in a row.
func frame(c *Canvas) {
	c.Fill(c.Bounds(), " ", Style{})
	for y := range c.Height() {
		x := c.Text(0, y, 20, "  21 3.101s cli    ", In(Time))
		x += c.Text(x, y, 12, "──echo──▶ ", In(Arrow))
		x += c.Text(x, y, 30, `{data="日本語 and again", se…}`, In(String))
		x += c.Text(x, y, 40, "plain text of some length, to the end", Style{})
		c.TextEllipsis(x, y, c.Width()-x, "and a long remainder that is cut off somewhere to the right of the canvas, as most are", In(Faint))
	}
}

func BenchmarkCanvas(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		c := NewCanvas(200, 60)
		frame(c)
		if len(c.String()) == 0 {
			b.Fatal("empty")
		}
	}
}

func TestBoxHoldsTextInside(t *testing.T) {
	c := NewCanvas(30, 4)
	in := c.Box(c.Bounds(), Borders{Key: "4", Tabs: []string{"log", "source"}, Note: "1 of 24", Focused: true})
	c.Text(in.X, in.Y, in.W, "日本\x1b[31m", Style{})
	want := `
┏4 log ─ source ━━━ 1 of 24 ━┓
┃日本\027[31m                ┃
┃                            ┃
┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛`
	if got := "\n" + c.Plain(); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}
