//go:build players

package scripts_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"echotui/runtime/cli"
	"echotui/tui/draw"
	"echotui/tui/film"
	"echotui/tui/film/filmtest"
	"echotui/tui/record"
)

// TestPlayers plays casts in the players that scripts/casts.sh has installed. It
// is behind a build tag, for it needs them.
func TestPlayers(t *testing.T) {
	work := os.Getenv("CASTS")
	if work == "" {
		t.Fatal("run scripts/casts.sh")
	}
	for _, sample := range []struct {
		name string
		film *film.Film
	}{
		{"demo", filmtest.Demo(&draw.Dark, film.Dark)},
		{"echo", echoFilm(t)},
		{"texts", textFilm()},
		{"sizes", sizeFilm()},
	} {
		for _, version := range []int{2, 3} {
			p := players{T: t, work: work, film: sample.film, name: fmt.Sprintf("%s, version %d", sample.name, version)}
			p.file = filepath.Join(work, fmt.Sprintf("%s%d.cast", sample.name, version))
			p.write(version)
			p.webPlayer()
			if version == 2 {
				p.asciinema()
				p.svgTerm()
				p.termtosvg()
			}
		}
	}
}

// echoFilm is that of a tape, as "echotui record" makes it.
func echoFilm(t *testing.T) *film.Film {
	name := filepath.Join(t.TempDir(), "echo.tape")
	if err := os.WriteFile(name, []byte(`
App echo
Set Columns 100
Set Rows 30
Wait
Marker "a line"
Type "hello world"
Enter
Wait+Screen /HELLO/
Marker "the answer"
Sleep 2s
Type "日本語"
Enter
Sleep 1s
Escape
Type "t"
Sleep 1s
Type "?"
Sleep 2s
`), 0o600); err != nil {
		t.Fatal(err)
	}
	studio := record.Studio{Warn: func(line string) { t.Log(line) }, Open: func(a record.App) (record.Stage, string, error) {
		s, err := cli.Stage(a.Name, a.Dir, a.Args, a.Seed, a.Env, func(string) {})
		if err != nil {
			return nil, "", err
		}
		return s, s.App().Name, nil
	}}
	f, err := studio.Film(name)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// textFilm is text of which players have different ideas.
func textFilm() *film.Film {
	f := filmtest.Of("plain", "日本語テキスト ｱｲｳ ①②", "e\u0301 o\u0308 x\u0323\u0302|y", "|👨\u200d👩\u200d👧|👍🏽|❤\ufe0f|", "🇩🇪🇫🇷 flags",
		"│ box ┤▁▂▃▄▅▆▇█⣿⣷", "नमस्ते กำ \u1100\u1161\u11a8", "\x1b[31mred\x00\xff", "a\u0301\u0302\u0303 end", "plain again")
	f.Title = "\"quotes\" \\ \x1b[2J <b>"
	f.Marks = []film.Mark{{Label: ""}, {At: 3 * time.Second, Label: "\"日本\" \\ \x1b]0;x\a"}}
	f.Captions = []film.Caption{{At: time.Second, Text: "a caption\n\x1b[2J"}}
	return f
}

// sizeFilm changes its size.
func sizeFilm() *film.Film {
	f := &film.Film{Palette: film.Light, Length: 10 * time.Second}
	for i, size := range [][2]int{{80, 24}, {80, 24}, {100, 30}, {40, 10}, {80, 24}} {
		c := draw.NewCanvas(size[0], size[1])
		for y := range size[1] {
			c.Text(0, y, size[0], strings.Repeat(fmt.Sprintf("row %d of frame %d ", y, i), 10), draw.In(draw.Indexed(uint8(i))))
		}
		f.Frames = append(f.Frames, film.Frame{At: time.Duration(i) * 2 * time.Second, Grid: film.Snap(c)})
	}
	return f
}
