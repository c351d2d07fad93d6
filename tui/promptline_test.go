package tui

import (
	"testing"

	"pgregory.net/rapid"

	"echotui/tui/draw"
	"echotui/tui/screen"
)

// A line that is being typed stands where the screen shows it once it is sent.
func TestTypedLinePlaces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const width, height = 12, 30
		text := rapid.StringMatching(`([a-z]{1,15}| {1,3}|[日本]{1,4}){0,12}`).Draw(t, "text")
		prompt := rapid.SampledFrom([]string{"", "> ", "a longer > "}).Draw(t, "prompt")
		s := screen.New(width, height)
		s.BreakWords()
		s.Write(prompt)
		c := draw.NewCanvas(width, height)
		s.Draw(c, 0)
		l := typedLine{width: width}
		l.x, l.y, _ = s.Cursor()
		l.place(c, text)
		for _, spot := range l.spots {
			c.Text(spot.x, spot.y, width-spot.x, spot.glyph, draw.Style{})
		}
		s.Write(text)
		sent := draw.NewCanvas(width, height)
		s.Draw(sent, 0)
		if got, want := c.Plain(), sent.Plain(); got != want {
			t.Fatalf("%q after %q\ntyped:\n%s\nsent:\n%s", text, prompt, got, want)
		}
		if at := l.cursor(len(text)); at.x >= width {
			t.Fatalf("the cursor is in column %d", at.x)
		}
	})
}
