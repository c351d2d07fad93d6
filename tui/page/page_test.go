package page

import (
	"bytes"
	"compress/gzip"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"echotui/tui/draw"
	"echotui/tui/film"
	"echotui/tui/film/filmtest"
)

var update = flag.Bool("update", false, "write the golden files anew")

type writer = func(io.Writer, *film.Film, film.Options) error

// writers are the formats of this package.
var writers = map[string]writer{
	"svg": WriteSVG, "still.svg": WriteStillSVG, "html": WriteHTML, "txt": WriteText, "json": WriteJSON,
}

func written(t testing.TB, format string, f *film.Film, o film.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := writers[format](&b, f, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// golden compares a file with the one that was looked at and committed.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is another one; go test ./tui/page -update writes it anew", file)
	}
}

// small is a film with all that a film can have.
func small() *film.Film {
	f := filmtest.Of("┌─╮ <one> & \"more\"\n│░█ 日本  ✓ ▶\n   last", "┌─╮ two\n│░█ 日本  ✓ ▶")
	c := draw.NewCanvas(22, 3)
	c.Text(0, 0, 22, "bold red on blue", draw.Style{Fg: draw.RGB(255, 0, 0), Bg: draw.Indexed(4), Attr: draw.AttrBold})
	c.Text(0, 1, 22, "slanted", draw.Style{Attr: draw.AttrItalic | draw.AttrUnderline})
	c.Text(10, 1, 22, "struck", draw.Style{Attr: draw.AttrStrike | draw.AttrFaint})
	c.Text(0, 2, 22, "secret", draw.Style{Attr: draw.AttrConceal})
	f.Frames = append(f.Frames, film.Frame{At: 2 * time.Second, Grid: film.Snap(c), Cursor: film.Cursor{X: 1, Y: 1, Shown: true}})
	f.Length = 4 * time.Second
	f.Title = "A <film> & more"
	f.Marks = []film.Mark{{At: 0, Label: "start"}, {At: time.Second, Label: "</desc> two"}, {At: 2500 * time.Millisecond}}
	f.Captions = []film.Caption{{At: 0, Text: "What is <shown>"}, {At: 3 * time.Second}}
	f.Keys = []film.Key{{At: time.Second, Bytes: "\x1b[A"}}
	return f
}

func TestGoldens(t *testing.T) {
	for format := range writers {
		golden(t, "small."+format, written(t, format, small(), film.Options{Bar: film.Rings, Radius: 8, Padding: 4}))
	}
}

// The bytes do not depend on how many processors there are, nor on the run.
func TestBytesAreTheSame(t *testing.T) {
	f := filmtest.Demo(&draw.Dark, film.Dark)
	f.Frames = f.Frames[:50]
	for format := range writers {
		first := written(t, format, f, film.Options{Blink: true})
		for _, processors := range []int{1, 2, 8} {
			before := runtime.GOMAXPROCS(processors)
			if written(t, format, f, film.Options{Blink: true}) != first {
				t.Errorf("another %s", format)
			}
			runtime.GOMAXPROCS(before)
		}
	}
}

// hostile are films that no recorder makes.
func hostile() map[string]*film.Film {
	wide := film.NewGrid(3, 1)
	copy(wide.Row(0), []film.Cell{{Glyph: "日", Span: 2}, {Glyph: "x", Span: 1}, {Glyph: "本", Span: 2}})
	odd := film.NewGrid(6, 1)
	copy(odd.Row(0), []film.Cell{
		{Glyph: "\xff\xfe", Span: 1}, {Glyph: "e" + strings.Repeat("\u0301", 1000), Span: 1}, {Glyph: "\x00", Span: 7},
		{Glyph: "👨‍👩‍👧", Span: -1}, {Glyph: "\x1b", Span: 1}, {Glyph: "</script><script>alert(1)</script>", Span: 1},
	})
	one := film.NewGrid(1, 1)
	evil := "</title></desc></style></script><script>alert(1)</script>\x1b]0;\x00\xff\u2028]]>--><!--"
	return map[string]*film.Film{
		"one cell":              {Frames: []film.Frame{{Grid: one}}},
		"wide glyphs cut off":   {Frames: []film.Frame{{Grid: wide}}},
		"strange glyphs":        {Frames: []film.Frame{{Grid: odd}}},
		"another size":          {Frames: []film.Frame{{Grid: wide}, {At: 1, Grid: film.NewGrid(9, 4)}, {At: time.Second, Grid: one}, {At: 2 * time.Second, Grid: wide}}},
		"no time":               {Frames: []film.Frame{{Grid: one}, {Grid: wide}, {Grid: one}}},
		"markup":                {Title: evil, Frames: []film.Frame{{Grid: wide}}, Marks: []film.Mark{{Label: evil}}, Captions: []film.Caption{{Text: evil}}, Palette: film.Palette{Name: evil}},
		"captions of all kinds": {Frames: []film.Frame{{Grid: one}}, Length: 9, Captions: []film.Caption{{Text: "日本語 \x1b[31m"}, {At: 3, Text: "\n\n\n\n"}, {At: 5}}},
		"marks out of the film": {Frames: []film.Frame{{Grid: one}}, Marks: []film.Mark{{At: -time.Hour}, {At: time.Hour, Label: "late"}}},
	}
}

func TestHostileFilms(t *testing.T) {
	for name, f := range hostile() {
		for format := range writers {
			file := written(t, format, f, film.Options{})
			for _, bad := range []string{"<script>alert", "\x00", "\x1b", "\xff"} {
				// Where there is no markup, it is text like any other.
				if markup := format != "txt" && format != "json"; (markup || bad[0] != '<') && strings.Contains(file, bad) {
					t.Errorf("%s: %q is in the %s", name, bad, format)
				}
			}
		}
	}
	for want, f := range map[string]*film.Film{
		"no frame":     {},
		"has no cells": {Frames: []film.Frame{{Grid: film.NewGrid(0, 5)}}},
	} {
		for format, write := range writers {
			if err := write(io.Discard, f, film.Options{}); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %q is not what is wrong: %v", format, want, err)
			}
		}
	}
}

// full is a disk without room.
type full struct{}

var errFull = errors.New("no room")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestErrors(t *testing.T) {
	for format, write := range writers {
		if err := write(full{}, small(), film.Options{}); !errors.Is(err, errFull) {
			t.Errorf("%s: no room is %v", format, err)
		}
		if err := write(io.Discard, small(), film.Options{FontSize: 1}); err == nil {
			t.Errorf("%s: letters of one pixel", format)
		}
	}
}

// BenchmarkWrite is to stay below half a second, and an SVG below 40 KB when it
// is packed, of a film with many changes.
func BenchmarkWrite(b *testing.B) {
	f := filmtest.Demo(&draw.Dark, film.Dark)
	for format := range writers {
		b.Run(format, func(b *testing.B) {
			var file string
			for b.Loop() {
				file = written(b, format, f, film.Options{Padding: 12})
			}
			var packed bytes.Buffer
			z := gzip.NewWriter(&packed)
			io.WriteString(z, file)
			z.Close()
			b.ReportMetric(float64(packed.Len())/1024, "KB/packed")
		})
	}
}
