//go:build players

package scripts_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"echotui/tui/cast"
	"echotui/tui/draw"
	"echotui/tui/film"
)

// players are those that play one cast of a film.
type players struct {
	*testing.T
	work, file, name string
	film             *film.Film
}

func (p *players) write(version int) {
	var text bytes.Buffer
	if err := cast.Write(&text, p.film, cast.Options{Version: version}); err != nil {
		p.Fatal(err)
	}
	if err := os.WriteFile(p.file, text.Bytes(), 0o600); err != nil {
		p.Fatal(err)
	}
}

// run runs a command to its end.
func (p *players) run(name string, args ...string) []byte {
	p.Helper()
	cmd := exec.Command(name, args...)
	var problems bytes.Buffer
	cmd.Stderr, cmd.Dir = &problems, p.work
	out, err := cmd.Output()
	if err != nil {
		p.Fatalf("%s: %s %v: %v\n%s%s", p.name, name, args, err, out, problems.String())
	}
	return out
}

// rows is what a player shows of a frame: of a glyph that it takes for several,
// those after the first are painted over.
func rows(f *film.Frame, glyph func(string) string) (list []string) {
	for y := range f.Grid.H {
		var b strings.Builder
		for x := 0; x < f.Grid.W; x++ {
			c := f.Grid.Row(y)[x]
			if c.Glyph == "" {
				b.WriteByte(' ')
				continue
			}
			b.WriteString(glyph(norm.NFC.String(c.Glyph)))
			x += int(c.Span) - 1
		}
		list = append(list, strings.TrimRight(b.String(), " "))
	}
	return list
}

// whole and first are how players show a glyph of several characters.
func whole(glyph string) string { return glyph }

func first(glyph string) string {
	if r := []rune(glyph); r[0] < 0x1f1e6 || r[0] > 0x1f1ff { // of a flag, both halves are seen
		return string(r[:1])
	}
	return glyph
}

// disputed reports whether players show a row in ways of their own.
func disputed(f *film.Frame, y int) bool {
	return slices.ContainsFunc(f.Grid.Row(y), func(c film.Cell) bool { return len([]rune(norm.NFC.String(c.Glyph))) > 1 })
}

// compare compares rows, and returns how many are the same.
func (p *players) compare(player string, at time.Duration, got, want []string) int {
	p.Helper()
	if len(got) > len(want) {
		p.Errorf("%s: %s has %d rows at %v, not %d", p.name, player, len(got), at, len(want))
		return 0
	}
	same := 0
	for y := range want {
		shown := ""
		if y < len(got) {
			shown = got[y]
		}
		if shown != want[y] {
			p.Errorf("%s: %s at %v, row %d\n got %q\nwant %q", p.name, player, at, y+1, shown, want[y])
			continue
		}
		same++
	}
	return same
}

// webPlayer seeks to ten times in asciinema-player.
func (p *players) webPlayer() {
	script := filepath.Join(p.work, "check.mjs")
	if err := os.WriteFile(script, []byte(harness), 0o600); err != nil {
		p.Fatal(err)
	}
	args := []string{script, p.file}
	var times []time.Duration
	for i := range 10 {
		at := (p.film.Length * time.Duration(2*i+1) / 20).Round(time.Millisecond) + 500*time.Microsecond
		times = append(times, at)
		args = append(args, strconv.FormatFloat(at.Seconds(), 'f', -1, 64))
	}
	var seen struct {
		Duration float64
		Errors   []string
		Markers  int
		Shots    []struct {
			Rows    []string
			Symbols []map[int]rune // by column, for each row
		}
	}
	if err := json.Unmarshal(p.run("node", args...), &seen); err != nil {
		p.Fatal(err)
	}
	if len(seen.Errors) > 0 || math.Abs(seen.Duration-p.film.Length.Seconds()) > 0.001 || seen.Markers != len(p.film.Marks) {
		p.Errorf("%s: asciinema-player: %q, %vs, %d markers", p.name, seen.Errors, seen.Duration, seen.Markers)
	}
	same := 0
	for i, at := range times {
		f := &p.film.Frames[p.film.FrameAt(at)]
		want, got := rows(f, whole), seen.Shots[i].Rows
		for y := range got {
			got[y] = withSymbols(got[y], seen.Shots[i].Symbols[y])
			if y < len(want) && disputed(f, y) {
				want[y], got[y] = rows(f, first)[y], withoutSelectors(got[y])
			}
		}
		same += p.compare("asciinema-player", at, got, want)
	}
	p.Logf("%-17s asciinema-player: %d rows at %d times are ours, %.3fs, %d chapters", p.name, same, len(times), seen.Duration, seen.Markers)
}

// withSymbols is a row with the blocks and lines in it, which the player paints
// beside its text.
func withSymbols(row string, symbols map[int]rune) string {
	var b strings.Builder
	column := 0
	for _, r := range row {
		if symbol := symbols[column]; r == ' ' && symbol != 0 {
			r = symbol
		}
		b.WriteRune(r)
		column += draw.NewCanvas(2, 1).Measure(string(r), 2)
	}
	return strings.TrimRight(b.String(), " ")
}

// withoutSelectors is a row without what the player keeps of a glyph beside its first
// character: selectors of its looks.
func withoutSelectors(row string) string {
	return strings.NewReplacer("\ufe0f", "", "\u200d", "").Replace(row)
}

// asciinema plays and prints with the terminal player.
func (p *players) asciinema() {
	text, err := os.ReadFile(p.file)
	if err != nil {
		p.Fatal(err)
	}
	var want strings.Builder
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n")[1:] {
		var e []any
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			p.Fatal(err)
		}
		if e[1] == "o" {
			want.WriteString(e[2].(string))
		}
	}
	if got := string(p.run("asciinema", "play", p.file)); got != want.String() {
		p.Errorf("%s: asciinema play writes something else", p.name)
	}
	p.run("script", "-qec", "asciinema cat "+p.file, "/dev/null")
	p.Logf("%-17s asciinema 2: plays the %d bytes of output, and cat is content", p.name, want.Len())
}

// resizes reports whether the size of the film changes.
func (p *players) resizes() bool {
	columns, rows := p.film.Size()
	return slices.ContainsFunc(p.film.Frames, func(f film.Frame) bool { return f.Grid.W != columns || f.Grid.H != rows })
}

// svgTerm makes a picture of the end.
func (p *players) svgTerm() {
	term := filepath.Join(p.work, "node_modules/.bin/svg-term")
	all, end := filepath.Join(p.work, "all.svg"), filepath.Join(p.work, "end.svg")
	p.run(term, "--in", p.file, "--out", all)
	last := p.film.Length.Milliseconds()
	p.run(term, "--in", p.file, "--out", end, "--at", strconv.FormatInt(last, 10), "--no-optimize")
	if info, err := os.Stat(all); err != nil || info.Size() == 0 {
		p.Errorf("%s: svg-term: %v", p.name, err)
	}
	if p.resizes() {
		p.Logf("%-17s svg-term: an animation", p.name)
		return // it shows the first size only
	}
	g := p.film.Frames[len(p.film.Frames)-1].Grid
	got := svgRows(p.T, end, g.W, g.H, 1.002, 1.67, 2.171)
	withoutEnter := func(glyph string) string { return strings.ReplaceAll(glyph, "⏎", " ") } // it leaves that out, if it stands alone
	for y := range got {
		got[y] = withoutEnter(got[y])
	}
	same := p.compare("svg-term", p.film.Length, got, rows(&p.film.Frames[len(p.film.Frames)-1], withoutEnter))
	p.Logf("%-17s svg-term: an animation, and the %d rows of its end are ours", p.name, same)
}

// termtosvg makes a picture of each frame.
func (p *players) termtosvg() {
	folder := filepath.Join(p.work, "stills")
	if err := os.RemoveAll(folder); err != nil {
		p.Fatal(err)
	}
	p.run("termtosvg", "render", p.file, folder, "-s")
	stills, err := filepath.Glob(filepath.Join(folder, "*.svg"))
	if err != nil || len(stills) == 0 {
		p.Fatalf("%s: termtosvg: %d stills, %v", p.name, len(stills), err)
	}
	if p.resizes() {
		p.Logf("%-17s termtosvg: %d stills", p.name, len(stills))
		return // it shows the first size only
	}
	g := p.film.Frames[len(p.film.Frames)-1].Grid
	got := svgRows(p.T, stills[len(stills)-1], g.W, g.H, 8, 0, 17)
	same := p.compare("termtosvg", p.film.Length, got, rows(&p.film.Frames[len(p.film.Frames)-1], whole))
	p.Logf("%-17s termtosvg: %d stills, and the %d rows of the last one are ours", p.name, len(stills), same)
}

// svgRows is the text in a picture, in cells of a size whose first row is at top.
func svgRows(t *testing.T, name string, columns, height int, cellWidth, top, cellHeight float64) []string {
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	c := draw.NewCanvas(columns, height)
	groups := map[string][]svgText{} // of what is drawn by <use>
	group := ""
	put := func(y float64, list []svgText) {
		for _, s := range list {
			row := int(math.Round((y + s.y - top) / cellHeight))
			if row < height && row >= 0 {
				c.Text(int(math.Round(s.x/cellWidth)), row, columns, s.text, draw.Style{})
			}
		}
	}
	decoder := xml.NewDecoder(file)
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return strings.Split(c.Plain(), "\n")
		} else if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.EndElement:
			if e.Name.Local == "g" || e.Name.Local == "symbol" {
				group = ""
			}
		case xml.StartElement:
			switch e.Name.Local {
			case "g", "symbol":
				group = attribute(e, "id")
			case "use":
				put(float(attribute(e, "y")), groups[strings.TrimPrefix(attribute(e, "href"), "#")])
			case "text":
				var text string
				if err := decoder.DecodeElement(&text, &e); err != nil {
					t.Fatal(err)
				}
				s := svgText{float(attribute(e, "x")), float(attribute(e, "y")), text}
				if group != "" {
					groups[group] = append(groups[group], s)
				} else {
					put(0, []svgText{s})
				}
			}
		}
	}
}

type svgText struct {
	x, y float64
	text string
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func float(text string) float64 {
	n, _ := strconv.ParseFloat(text, 64) // 0 for what is left out
	return n
}

// harness loads a cast in asciinema-player and tells what it shows at some times.
// The player paints blocks and lines instead of writing them, so it is asked at
// the place where it does.
const harness = `
import { chromium } from 'playwright-core';
import fs from 'node:fs';
const bundle = 'node_modules/asciinema-player/dist/bundle/asciinema-player';
let source = fs.readFileSync(bundle + '.js', 'utf8');
const patch = (at, more) => {
  if (!source.includes(at)) throw new Error('this version of the player is another one: ' + at);
  source = source.replace(at, at + more);
};
patch('const line = vt.getLine(rowIndex, cursorOn);', 'window.symbols[rowIndex] = {};');
patch('drawBlockGlyph(canvasCtx, codepoint, column * BLOCK_H_RES, y);', 'window.symbols[rowIndex][column] = codepoint;');
patch('const el = createVectorSymbolNode(codepoint, column, color, blink);', 'window.symbols[rowIndex][column] = codepoint;');
const [file, ...times] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage(), errors = [];
page.on('pageerror', e => errors.push(String(e)));
page.on('console', m => m.type() === 'error' && errors.push(m.text()));
await page.setContent('<div id=player></div>');
await page.addStyleTag({ path: bundle + '.css' });
await page.addScriptTag({ content: 'window.symbols = [];' + source });
const seen = await page.evaluate(async ({ cast, times }) => {
  const node = document.getElementById('player');
  const player = AsciinemaPlayer.create({ data: cast }, node, { preload: true, cursorMode: 'steady' });
  const shots = [];
  for (const at of times) {
    await player.seek(at);
    await new Promise(done => setTimeout(done, 50));
    for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame); // it draws in one of them
    const rows = [...node.querySelectorAll('.ap-line')].map(line => line.textContent);
    shots.push({ rows, symbols: rows.map((_, y) => ({ ...window.symbols[y] })) });
  }
  return { duration: await player.getDuration(), shots, markers: node.querySelectorAll('.ap-marker-container').length };
}, { cast: fs.readFileSync(file, 'utf8'), times: times.map(Number) });
console.log(JSON.stringify({ ...seen, errors }));
await browser.close();
`
