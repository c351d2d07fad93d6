package cast

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"echotui/tui/draw"
	"echotui/tui/film"
	"echotui/tui/film/filmtest"
)

// written is a film as a cast.
func written(t rapid.TB, f *film.Film, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, f, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// read is a cast as a film.
func read(t rapid.TB, text string) *film.Film {
	t.Helper()
	f, err := Read(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%v\nof %q", err, text)
	}
	return f
}

// shown is the frames of a film to be compared: what is not to be seen is left
// out, and text is in NFC.
func shown(f *film.Film) string {
	var b strings.Builder
	var before string
	for _, frame := range f.Frames {
		var now strings.Builder
		for y := range frame.Grid.H {
			for _, c := range frame.Grid.Row(y) {
				fmt.Fprintf(&now, "%q%d%x ", norm.NFC.String(c.Glyph), c.Span, c.Style)
			}
			now.WriteByte('\n')
		}
		if frame.Cursor.Shown {
			fmt.Fprintf(&now, "cursor %d %d\n", frame.Cursor.X, frame.Cursor.Y)
		}
		if now.String() != before {
			before = now.String()
			fmt.Fprintf(&b, "%v\n%s", frame.At, before)
		}
	}
	fmt.Fprintln(&b, f.Length, f.Marks, f.Captions, f.Keys, f.Title, f.Palette)
	return b.String()
}

var texts = rapid.SampledFrom([]string{
	"", "x", "hello world", "│ pane ┤", "日本語テキスト", "ｱｲｳ①②", "e\u0301 o\u0308x\u0323\u0302y", "👨\u200d👩\u200d👧!", "👍🏽 ok",
	"❤\ufe0f z", "🇩🇪🇫🇷", "\u1100\u1161\u11a8", "नमस्ते", "กำ", "⣿⣷▁▂▃", "\x1b[31mred\x00", "\xff", "tab\there", strings.Repeat("long 語 ", 6),
})

var styles = rapid.SampledFrom([]draw.Style{
	{}, draw.In(draw.Bad), draw.In(draw.Indexed(3)).Bold(), draw.In(draw.RGB(1, 2, 3)).On(draw.Indexed(200)), draw.Style{}.Reverse(),
	draw.Style{}.On(draw.Indexed(12)), {Attr: draw.AttrUnderline | draw.AttrStrike | draw.AttrItalic}, {Fg: draw.Indexed(255), Attr: draw.AttrBlink | draw.AttrFaint | draw.AttrConceal},
})

// films are what somebody may have recorded. Step is what times are rounded to.
func films(step time.Duration) *rapid.Generator[*film.Film] {
	return rapid.Custom(func(t *rapid.T) *film.Film {
		f := &film.Film{Title: rapid.SampledFrom([]string{"", "a \"title\"\n日"}).Draw(t, "title"), Palette: film.Light}
		size := rapid.IntRange(1, 30)
		c := draw.NewCanvas(size.Draw(t, "columns"), size.Draw(t, "rows"))
		var at time.Duration
		var before *film.Grid
		for range rapid.IntRange(1, 8).Draw(t, "frames") {
			if rapid.IntRange(0, 9).Draw(t, "resize") == 0 {
				c = draw.NewCanvas(size.Draw(t, "columns"), size.Draw(t, "rows"))
			}
			for range rapid.IntRange(0, 6).Draw(t, "texts") {
				x, y := rapid.IntRange(-2, c.Width()).Draw(t, "x"), rapid.IntRange(0, c.Height()).Draw(t, "y")
				c.Text(x, y, rapid.IntRange(1, 30).Draw(t, "width"), texts.Draw(t, "text"), styles.Draw(t, "style"))
			}
			frame := film.Frame{At: at}
			frame.Grid, _ = film.SnapAfter(c, before)
			before = frame.Grid
			if rapid.Bool().Draw(t, "cursor") {
				frame.Cursor = film.Cursor{Shown: true, X: rapid.IntRange(0, c.Width()-1).Draw(t, "x"), Y: rapid.IntRange(0, c.Height()-1).Draw(t, "y")}
			}
			f.Frames = append(f.Frames, frame)
			switch rapid.IntRange(0, 4).Draw(t, "beside") {
			case 0:
				f.Marks = append(f.Marks, film.Mark{At: at, Label: texts.Draw(t, "label")})
			case 1:
				f.Captions = append(f.Captions, film.Caption{At: at, Text: texts.Draw(t, "caption")})
			case 2:
				f.Keys = append(f.Keys, film.Key{At: at, Bytes: "\x1b[A"})
			}
			at += time.Duration(rapid.IntRange(1, 5_000_000).Draw(t, "gap")) * step
		}
		f.Length = at
		for i, m := range f.Marks { // what no text can be is replaced
			f.Marks[i].Label = strings.ToValidUTF8(m.Label, "\uFFFD")
		}
		for i, c := range f.Captions {
			f.Captions[i].Text = strings.ToValidUTF8(c.Text, "\uFFFD")
		}
		return f
	})
}

// TestRoundTrip: what is read of a cast is the film that was written.
func TestRoundTrip(t *testing.T) {
	for version, step := range map[int]time.Duration{2: time.Microsecond, 3: time.Millisecond} {
		rapid.Check(t, func(t *rapid.T) {
			f := films(step).Draw(t, "film")
			text := written(t, f, Options{Version: version, Keys: true})
			if err := Check(strings.NewReader(text)); err != nil {
				t.Fatalf("%v\nof %s", err, text)
			}
			got, want := shown(read(t, text)), shown(roomy(f))
			if got != want {
				t.Fatalf("version %d: got\n%s\nwant\n%s\nof %s", version, got, want, text)
			}
		})
	}
}

// A cursor on the second half of a wide glyph is no place to go on from.
func TestCursorOnHalf(t *testing.T) {
	f := filmtest.Of("日 a", "日 b")
	f.Frames[0].Cursor = film.Cursor{X: 1, Shown: true}
	if got, want := shown(read(t, written(t, f, Options{}))), shown(f); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// roomy is a film with the first characters of glyphs for which the writer says
// there is no room.
func roomy(f *film.Film) *film.Film {
	out := *f
	out.Frames = nil
	for _, frame := range f.Frames {
		g := film.NewGrid(frame.Grid.W, frame.Grid.H)
		for y := range g.H {
			row := g.Row(y)
			copy(row, frame.Grid.Row(y))
			for x := range row {
				runes := []rune(norm.NFC.String(row[x].Glyph))
				if len(runes) > 1 && !isHalfFlag(row[x].Glyph) && x+2*len(runes) > len(row) {
					row[x].Glyph = string(runes[0])
					row[x].Span = int8(draw.NewCanvas(2, 1).Measure(row[x].Glyph, 2))
					if row[x].Glyph == " " {
						row[x] = film.Cell{Style: row[x].Style}
					}
				}
			}
		}
		frame.Grid = g
		out.Frames = append(out.Frames, frame)
	}
	return &out
}
