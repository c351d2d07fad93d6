package draw

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

// plainWords are words without style.
func plainWords(texts ...string) []Word {
	var words []Word
	for _, text := range texts {
		words = append(words, Word{Text: text})
	}
	return words
}

// people are three lanes and what happens in them, once of everything.
func people(r Rect) (*Lanes, []Moment) {
	names := []LaneName{{Word: Word{Text: "cli"}}, {Word: Word{Text: "relay"}, Note: "0x00002"}, {Word: Word{Text: "worker"}, Count: 3}}
	lives := func(text string) []Life {
		var lives []Life
		for _, r := range text {
			lives = append(lives, map[rune]Life{'.': Empty, '|': Alive, '!': Awaited}[r])
		}
		return lives
	}
	return &Lanes{Rect: r, Names: names, Before: 1, After: 12}, []Moment{
		{Lives: lives("||."), From: Nowhere, To: Nowhere, Words: plainWords("node", "host app:processes", "running")},
		{Lives: lives("||."), From: 0, To: Nowhere, Mark: "◆", Words: plainWords(`"hello world"`, "", "日本語 is cut")},
		{Lives: lives("||."), From: 0, To: 0, Mark: "◆", Words: plainWords(`"hello world"`, "goes on over others"), Whole: true},
		{Lives: lives("|!."), From: 0, To: 1, Words: plainWords("echo", "{n=1}")},
		{Lives: lives("||."), From: 1, To: Nowhere, Mark: "◆", Words: plainWords("echo")},
		{Lives: lives("|||"), From: 1, To: 2, Birth: true, Words: plainWords("⑂", "worker")},
		{Lives: lives("!||"), From: 2, To: 0, Words: plainWords("echo_response", "{n=1}")},
		{Lives: lives("||."), From: 2, To: Nowhere, Mark: "✓", Words: plainWords("returned", "a result that is long")},
		{Lives: lives("|!."), From: 2, To: 1, Faint: true, Words: plainWords("EXIT")},
		{Lives: lives("|!."), From: 0, To: 1, Moving: 0.7, Words: plainWords("on its way")},
		{Lives: lives("!|."), From: 1, To: 0, Moving: 0.01, Words: plainWords("not yet")},
		{Lives: lives("||."), From: 0, To: 2, Mark: "✗", Words: plainWords("lost")},
		{Lives: lives("|||"), From: 2, To: 2, Mark: "◆", Words: plainWords("what is too long", "goes to the left"), Whole: true},
		{Lives: lives("||."), From: 1, To: 9, Words: plainWords("far", "away")},
		{Lives: lives("|!."), From: 9, To: 1, Words: plainWords("from afar")},
		{Lives: lives("!|."), From: -1, To: 0, Words: plainWords("in")},
		{Lives: lives("||."), From: 1, To: -2, Words: plainWords("out")},
		{Lives: lives("||."), From: -2, To: 7, Words: plainWords("passes", "by")},
		{Lives: lives("||."), From: 8, To: 9, Words: plainWords("far", "from here")},
		{Lives: lives("||."), From: 8, To: Nowhere, Words: plainWords("far from here")},
	}
}

func drawnSequence(l *Lanes, moments []Moment, width int, glyphs *Glyphs) string {
	c := NewCanvas(width, 1+len(moments))
	c.Use(Look{Theme: &NoColour, Glyphs: glyphs, Method: ansi.GraphemeWidth})
	c.LaneNames(l)
	for i, m := range moments {
		c.Moment(l, 1+i, m)
	}
	rows := strings.Split(ansi.Strip(c.String()), "\n")
	for i := range rows {
		rows[i] = strings.TrimRight(rows[i], " ")
	}
	return strings.Join(rows, "\n")
}

func TestSequence(t *testing.T) {
	l, moments := people(Rect{X: 3, W: 50})
	if got, want := drawnSequence(l, moments, 54, &Unicode), strings.Trim(sequenceWide, "\n"); got != want {
		t.Errorf("the picture is\n%s\nand should be\n%s", got, want)
	}
	l, moments = people(Rect{X: 3, W: 30})
	if got, want := drawnSequence(l, moments, 34, &ASCII), strings.Trim(sequenceNarrow, "\n"); got != want {
		t.Errorf("the picture is\n%s\nand should be\n%s", got, want)
	}
}

const sequenceWide = `
◀1 cli             relay 0x00002   worker ×3      12▶
   node host app:processes running
   ◆ "hello world" │
   ◆ "hello world" goes on over others
   ├─echo {n=1} ──▶║
   │               ◆ echo
   │               ├─⑂ worker ─────┐
   ║◀─echo_response {n=1} ─────────┤
   │               │               ✓ returned a resu…
   │               ║◀┄EXIT ┄┄┄┄┄┄┄┄┤
   ├─on its wa● ──▶║
   ║◀─not yet ─────┤
   ├─lost ─────────┼──────────────✗
   what is too long goes to the l… ◆
   │               ├─far away ──────────────────────▶
   │               ║◀─from afar ─────────────────────
   ▶ in            │
   ◀─out ──────────┤
   ─passes by ─────┼────────────────────────────────▶
   │               │
   │               │
`

const sequenceNarrow = `
<1 cli       relay 002 ... x3 12>
   node host app:processes run...
   ◆ "hel... |
   ◆ "hello world" goes on ove...
   +-echo .->H
   |         ◆ echo
   |         +-⑂ wo...-+
   H<-echo_response ..-+
   |         |         ✓ returned
   |         H<.EXIT ..+
   +-on ..o->H
   H<-not...-+
   +-lost ---+--------✗
   what is too long .. ◆
   |         +-far away -------->
   |         H<-from afar -------
   > in      |
   <-out ----+
   -passes by ------------------>
   |         |
   |         |
`

// However narrow, whatever the words, nothing is drawn but in the row of the
// moment and between the edges, and heads are at the lines they point at.
func TestMomentStaysInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lane := rapid.OneOf(rapid.IntRange(-3, 9), rapid.Just(Nowhere))
		l := &Lanes{Rect: Rect{X: 2, Y: 0, W: rapid.IntRange(0, 60).Draw(t, "width")}}
		m := Moment{From: lane.Draw(t, "from"), To: lane.Draw(t, "to"), Mark: "◆",
			Moving: rapid.Float64Range(0, 1).Draw(t, "moving"), Birth: rapid.Bool().Draw(t, "birth"), Whole: rapid.Bool().Draw(t, "whole")}
		for range rapid.IntRange(0, 5).Draw(t, "lanes") {
			l.Names = append(l.Names, LaneName{Word: Word{Text: rapid.String().Draw(t, "name")}})
			m.Lives = append(m.Lives, rapid.SampledFrom([]Life{Empty, Alive, Awaited}).Draw(t, "life"))
		}
		for range rapid.IntRange(0, 4).Draw(t, "words") {
			m.Words = append(m.Words, Word{Text: rapid.String().Draw(t, "word")})
		}
		c := NewCanvas(l.W+4, 3)
		c.Use(Look{Theme: &NoColour, Glyphs: &Unicode, Method: ansi.GraphemeWidth})
		c.Fill(c.Bounds(), "x", Style{})
		c.Fill(Rect{2, 1, l.W, 1}, "", Style{})
		c.Moment(l, 1, m)
		rows := strings.Split(ansi.Strip(c.String()), "\n")
		around := strings.Repeat("x", l.W+4)
		if rows[0] != around || rows[2] != around || !strings.HasPrefix(rows[1], "xx") || !strings.HasSuffix(rows[1], "xx") {
			t.Fatalf("something is drawn outside:\n%s", strings.Join(rows, "\n"))
		}
		if l.seen(m.From) && l.seen(m.To) && m.From != m.To && l.width() > 2 {
			line := l.line(m.To)
			want := Unicode.life(m.Lives[m.To])
			if m.Birth {
				want = map[bool]string{true: "┐", false: "┌"}[m.From < m.To]
			}
			if got := c.row(1)[line].glyph; got != want {
				t.Fatalf("the arrow ends at %q:\n%s", got, rows[1])
			}
		}
	})
}
