package picture

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"image/color"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"echotui/tui/draw"
	"echotui/tui/film"
	"echotui/tui/film/filmtest"
)

// writers are the formats of this package.
var writers = map[string]func(io.Writer, *film.Film, film.Options) error{"png": WritePNG, "apng": WriteAPNG, "gif": WriteGIF}

func written(t testing.TB, format string, f *film.Film, o film.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := writers[format](&b, f, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// short is the beginning of the demo, with captions, marks and a cursor.
func short(length time.Duration) *film.Film {
	f := filmtest.Demo(&draw.Dark, film.Dark)
	f.Frames = f.Frames[:f.FrameAt(length)+1]
	f.Length = length
	return f
}

// dressed is all that can be around a screen.
var dressed = film.Options{
	FontSize: 11, Padding: 9, Margin: 7, MarginFill: &film.RGB{R: 10, G: 90, B: 160}, Bar: film.Colorful, Radius: 12, Blink: true,
}

// shown is a picture as a viewer sees it, and for how long.
type shown struct {
	pixels []color.NRGBA
	lasts  time.Duration
}

// expected is what a film shows, pixel by pixel, drawn anew for each shot.
func expected(t *testing.T, f *film.Film, o film.Options, top int, least time.Duration) []shown {
	t.Helper()
	r, err := newReel(f, o, top, least)
	if err != nil {
		t.Fatal(err)
	}
	var all []shown
	for i := range r.shots {
		r.restart()
		r.show(&r.shots[i])
		s := shown{lasts: r.shots[i].Lasts}
		for _, n := range r.pixels {
			s.pixels = append(s.pixels, r.list[n])
		}
		all = append(all, s)
	}
	return all
}

func compare(t *testing.T, got, want []shown, within time.Duration) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d frames, not %d", len(got), len(want))
	}
	for i := range got {
		if off := got[i].lasts - want[i].lasts; off < -within || off > within {
			t.Errorf("frame %d lasts %v, not %v", i, got[i].lasts, want[i].lasts)
		}
		for p := range got[i].pixels {
			if got[i].pixels[p] != want[i].pixels[p] {
				t.Fatalf("pixel %d of frame %d is %v, not %v", p, i, got[i].pixels[p], want[i].pixels[p])
			}
		}
	}
}

func total(all []shown) (sum time.Duration) {
	for _, s := range all {
		sum += s.lasts
	}
	return sum
}

// An hour without a change is a few frames, not many.
func TestLongDelays(t *testing.T) {
	f := filmtest.Of("a", "b")
	f.Frames[1].At, f.Length = time.Hour, 2*time.Hour
	_, got := played(t, written(t, "gif", f, film.Options{}))
	if sum := total(got); sum != f.Length || len(got) != 12 {
		t.Errorf("%d frames of %v", len(got), sum)
	}
	got = decodeAPNG(t, written(t, "apng", f, film.Options{}))
	if sum := total(got); sum != f.Length || len(got) != 110 {
		t.Errorf("%d frames of %v", len(got), sum)
	}
}

// colourful is a film of frames in so many colours, each of its own.
func colourful(frames, colours int) *film.Film {
	f := &film.Film{Palette: film.Dark, Length: time.Duration(frames) * time.Second}
	for i := range frames {
		c := draw.NewCanvas(40, (colours+39)/40)
		for n := range colours {
			v := n + i*colours
			c.Put(n%40, n/40, 1, "█", draw.In(draw.RGB(uint8(v*37), uint8(v*11), uint8(v>>3))))
		}
		f.Frames = append(f.Frames, film.Frame{At: time.Duration(i) * time.Second, Grid: film.Snap(c)})
	}
	return f
}

// More colours than can be counted are rounded, not mixed up.
func TestInksOverflow(t *testing.T) {
	k := inks{index: map[color.NRGBA]ink{}}
	for v := range 1 << 18 {
		c := color.NRGBA{uint8(v), uint8(v >> 8), uint8(v >> 10), 0xff}
		got := k.list[k.add(c)]
		if c.R-got.R > 15 || c.G-got.G > 15 || c.B-got.B > 15 {
			t.Fatalf("%v became %v", c, got)
		}
	}
}

// The bytes do not depend on how many processors pack them.
func TestBytesAreTheSame(t *testing.T) {
	f := short(3 * time.Second)
	for format := range writers {
		var first []byte
		for _, processors := range []int{1, 2, 8} {
			before := runtime.GOMAXPROCS(processors)
			got := written(t, format, f, dressed)
			runtime.GOMAXPROCS(before)
			if first == nil {
				first = got
			} else if !bytes.Equal(got, first) {
				t.Errorf("the %s of %d processors is another one", format, processors)
			}
		}
	}
}

// What is seen is the same on every system. Packers may change with the version
// of Go: that is why pixels and times are compared and not bytes. Whoever changes
// how something is drawn puts the new sums here, after a look at the pictures.
func TestPixelsAreTheSame(t *testing.T) {
	f := filmtest.Of("┌─╮ The quick brown fox ✓ ▶ 0x00004\n│░█ jumps, over é ñ ß λ ⣿ ⧗", "╔═╗ the lazy dog; {[(&@#%)]} ╱ \ue0b0\n▟▄▖ 日本")
	f.Title, f.Captions = "two screens", []film.Caption{{Text: "A caption below"}}
	sum := func(all []shown) string {
		h := sha256.New()
		for _, s := range all {
			for _, c := range s.pixels {
				h.Write([]byte{c.R, c.G, c.B, c.A})
			}
			io.WriteString(h, s.lasts.String())
		}
		return hex.EncodeToString(h.Sum(nil)[:8])
	}
	_, shown := played(t, written(t, "gif", f, dressed))
	for format, got := range map[string]string{"gif": sum(shown), "apng": sum(decodeAPNG(t, written(t, "apng", f, dressed)))} {
		if want := map[string]string{"gif": "d7862b93f1ed9e11", "apng": "0fdd50be1e1d182c"}[format]; got != want {
			t.Errorf("the sum of the %s is %s, not %s", format, got, want)
		}
	}
}

func TestHostileFilms(t *testing.T) {
	wide := film.NewGrid(3, 1)
	copy(wide.Row(0), []film.Cell{{Glyph: "日", Span: 2}, {Glyph: "x", Span: 1}, {Glyph: "本", Span: 2}})
	odd := film.NewGrid(4, 1)
	copy(odd.Row(0), []film.Cell{{Glyph: "\xff\xfe", Span: 1}, {Glyph: "e" + strings.Repeat("\u0301", 1000), Span: 1}, {Glyph: "\x00", Span: 7}, {Glyph: "👨‍👩‍👧", Span: -1}})
	one := film.NewGrid(1, 1)
	for name, f := range map[string]*film.Film{
		"one cell":              {Frames: []film.Frame{{Grid: one}}},
		"wide glyphs cut off":   {Frames: []film.Frame{{Grid: wide}}},
		"strange glyphs":        {Frames: []film.Frame{{Grid: odd}}},
		"another size":          {Frames: []film.Frame{{Grid: wide}, {At: 1, Grid: film.NewGrid(9, 4)}, {At: time.Second, Grid: one}, {At: 2 * time.Second, Grid: wide}}},
		"no time":               {Frames: []film.Frame{{Grid: one}, {Grid: wide}, {Grid: one}}},
		"a strange title":       {Title: "\x1b]0;\x00\xff<b>" + strings.Repeat("long", 100), Frames: []film.Frame{{Grid: wide}}},
		"captions of all kinds": {Frames: []film.Frame{{Grid: one}}, Length: 9, Captions: []film.Caption{{Text: "日本語 \x1b[31m"}, {At: 3, Text: "\n\n\n\n"}, {At: 5}}},
	} {
		for format := range writers {
			file := written(t, format, f, dressed)
			switch format {
			case "gif":
				played(t, file)
			default:
				decodeAPNG(t, file)
			}
			if t.Failed() {
				t.Fatalf("%s as %s", name, format)
			}
		}
	}
	for want, f := range map[string]*film.Film{
		"no frame":     {},
		"has no cells": {Frames: []film.Frame{{Grid: film.NewGrid(0, 5)}}},
		"too big":      {Frames: []film.Frame{{Grid: film.NewGrid(1000, 1000)}}},
	} {
		for format, write := range writers {
			if err := write(io.Discard, f, film.Options{FontSize: 20}); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %q is not what is wrong: %v", format, want, err)
			}
		}
	}
}

// full is a disk without room after so many writes.
type full struct{ left int }

var errFull = errors.New("no room")

func (f *full) Write(p []byte) (int, error) {
	if f.left--; f.left < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestErrorsOfWriting(t *testing.T) {
	f := short(time.Second)
	for format, write := range writers {
		for left := range 12 {
			// A PNG has few chunks.
			if err := write(&full{left}, f, film.Options{FontSize: 7}); !errors.Is(err, errFull) && left < 6 {
				t.Errorf("%s: no room after %d writes is %v", format, left, err)
			}
		}
		if err := write(io.Discard, f, film.Options{FontSize: 1}); err == nil {
			t.Errorf("%s: letters of one pixel", format)
		}
	}
}

// Who has no font for a character is told so, once.
func TestMissingCharacters(t *testing.T) {
	f := filmtest.Of("日本 日 abc ▶ ─ ⧗", "本 \u3000 語")
	var said []string
	o := film.Options{Warn: func(s string) { said = append(said, s) }}
	for format, want := range map[string]string{
		"gif": "have: U+65E5, U+672C, U+8A9E", "png": "have: U+672C, U+8A9E",
	} {
		said = nil
		o.FontFolders = []string{t.TempDir(), "/there is none"}
		written(t, format, f, o)
		if len(said) != 1 || !strings.HasSuffix(said[0], want) {
			t.Errorf("%s: %q", format, said)
		}
	}
	said = nil
	written(t, "gif", filmtest.Of("all ✓ ✗ ⏎ ≈ ‹ › … ↑ ↓ × • ⏸ ⑂ ⧗ ● ○ ◆"), o)
	if len(said) != 0 {
		t.Errorf("of the symbols of the screen: %q", said)
	}
}

// BenchmarkWrite is of half a minute with 350 changes of 100x30 cells. On two
// processors a GIF is to take a second at most, and about 300 KB.
func BenchmarkWrite(b *testing.B) {
	f := filmtest.Demo(&draw.Dark, film.Dark)
	for _, format := range []string{"gif", "png", "apng"} {
		b.Run(format, func(b *testing.B) {
			for b.Loop() {
				file := written(b, format, f, film.Options{Padding: 12})
				b.ReportMetric(float64(len(file))/1024, "KB/file")
			}
		})
	}
}
