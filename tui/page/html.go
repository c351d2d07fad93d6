package page

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"echotui/tui/draw"
	"echotui/tui/film"
	"echotui/tui/picture"
)

// The player that is put into each page.
var (
	//go:embed player.js
	playerScript string
	//go:embed player.css
	playerStyle string
)

// WriteHTML writes a film as one page that plays it without a network: to be
// paused, sought in, played at another speed and gone through by chapter, with the
// mouse or keys. Its text can be selected. Without scripts it shows the beginning.
// The film is at its own speed and without Options.Offset, since it has a clock.
func WriteHTML(w io.Writer, f *film.Film, o film.Options) error {
	o.Speed, o.Offset = 1, 0
	o, err := o.Complete()
	if err != nil {
		return err
	}
	shots, err := f.Shots(o, svgLeast)
	if err != nil {
		return err
	}
	plan, err := picture.NewPlan(f, o)
	if err != nil {
		return err
	}
	h := html{svg{Plan: plan, film: f, book: newBook(), classes: map[string]string{}}}
	data := h.data(shots)
	packed, err := json.Marshal(data)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	h.head(out)
	h.body(out, data)
	// JSON writes < and > in another way, so that none of it ends the element.
	fmt.Fprintf(out, "<script type=\"application/json\" id=\"film\">%s</script>\n<script>\n%s</script>\n</body>\n</html>\n", packed, playerScript)
	return out.Flush()
}

// html is a page about to be written. Its rows have the paths of an SVG behind
// their text.
type html struct{ svg }

// filmData is what the player is given. Times are in milliseconds.
type filmData struct {
	Length   float64    `json:"length"`
	Cell     [2]int     `json:"cell"`   // width and height in pixels
	Font     float64    `json:"font"`   // its size in pixels
	Rows     []string   `json:"rows"`   // each different one, as HTML
	Strips   [][][2]any `json:"strips"` // for each row of the screen: from when on which row
	Captions [][2]any   `json:"captions"`
}

func (h *html) data(shots []film.Shot) filmData {
	last := shots[len(shots)-1]
	d := filmData{Length: inMilliseconds(last.At + last.Lasts), Cell: [2]int{h.Width, h.Height}, Font: float64(h.letterSize()) / 100, Captions: [][2]any{}}
	for _, s := range h.strips(shots, h.Plan.Rows) {
		steps := [][2]any{}
		for _, each := range s.steps {
			steps = append(steps, [2]any{inMilliseconds(each.at), each.row})
		}
		d.Strips = append(d.Strips, steps)
	}
	for _, row := range h.rows {
		d.Rows = append(d.Rows, h.row(row))
	}
	for i, s := range shots {
		if i == 0 || s.Caption != shots[i-1].Caption {
			d.Captions = append(d.Captions, [2]any{inMilliseconds(s.At), line(s.Caption)})
		}
	}
	return d
}

// row is a row as HTML: what is drawn, and over it the text.
func (h *html) row(row []run) string {
	var b bytes.Buffer
	if layers := h.paths(row, &h.Palette); len(layers) > 0 {
		fmt.Fprintf(&b, `<svg viewBox="0 0 %d %d" preserveAspectRatio="none" aria-hidden="true">%s</svg>`, h.Columns*h.Width, h.Height, layers)
	}
	for i := range row {
		h.span(&b, &row[i])
	}
	return b.String()
}

// span writes a run of text. Characters that a font may not have, or have in
// another width, get the room that they are to have.
func (h *html) span(b *bytes.Buffer, r *run) {
	text := escape(r.text)
	switch {
	case r.blank():
		b.WriteString(text)
	case r.drawn:
		fmt.Fprintf(b, `<span class="x-fit x-drawn" style="--n:%d">%s</span>`, r.columns, text)
	case r.wide || len(r.text) != utf8.RuneCountInString(r.text):
		fmt.Fprintf(b, `<span class="x-fit %s" style="--n:%d">%s</span>`, h.look(r.style), r.columns, text)
	default:
		fmt.Fprintf(b, `<span class="%s">%s</span>`, h.look(r.style), text)
	}
}

// look is the classes of text of a style.
func (h *html) look(style draw.Style) string {
	front, _ := h.Palette.Paint(style)
	class := h.class("color:" + hex(front))
	if style.Attr&draw.AttrBold != 0 {
		class += " " + h.class("font-weight:700")
	}
	if style.Attr&draw.AttrItalic != 0 {
		class += " " + h.class("font-style:italic")
	}
	return class
}

func (h *html) head(w io.Writer) {
	title := line(h.film.Title)
	if title == "" {
		title = "Recording of a terminal"
	}
	fmt.Fprintf(w, `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>%s</title>
<style>
:root { --fore: %s; --back: %s; --page: %s; --band: %s; --accent: %s; --radius: %dpx; --padding: %dpx; --columns: %d; --column: %dpx; --row: %dpx; --font: %spx; }
#screen, #bar, #ruler { font: var(--font) %s; }
%s
%s</style>
</head>
`, escape(title), hex(h.Palette.Foreground), hex(h.Palette.Background), hex(toward(h.Palette.Foreground, h.Palette.Background, 2)),
		hex(h.CaptionLook.Background), hex(h.Palette.Ansi[12]), h.Options.Radius, h.Options.Padding, h.Columns, h.Width, h.Height,
		decimal(nil, int64(h.letterSize())), fonts, h.styles.Bytes(), playerStyle)
}

// body writes the page with the first shot in it.
func (h *html) body(w io.Writer, d filmData) {
	fmt.Fprint(w, "<body>\n<div id=\"window\">\n")
	if h.Options.Bar != film.NoBar {
		fmt.Fprintf(w, "<div id=\"bar\">%s</div>\n", escape(line(h.film.Title)))
	}
	fmt.Fprint(w, "<div id=\"screen\" role=\"group\" aria-label=\"Terminal\">")
	for _, steps := range d.Strips {
		row := ""
		if n := steps[0][1].(int); n != noRow {
			row = d.Rows[n]
		}
		fmt.Fprintf(w, "<div class=\"x-row\">%s</div>\n", row)
	}
	fmt.Fprint(w, "</div>\n")
	hidden := ""
	if len(h.film.Captions) == 0 {
		hidden = " hidden"
	}
	fmt.Fprintf(w, "<div id=\"caption\" aria-live=\"polite\"%s>%s</div>\n</div><span id=\"ruler\" aria-hidden=\"true\">%s</span>\n",
		hidden, escape(d.Captions[0][1].(string)), strings.Repeat("m", 100))
	h.controls(w, d.Length)
}

// speeds are those that a film can be played at.
var speeds = []string{"0.25", "0.5", "1", "2", "4", "8"}

func (h *html) controls(w io.Writer, length float64) {
	fmt.Fprintf(w, `<div id="controls"><button id="play" type="button" aria-label="Play">▶</button>
<div id="track"><input id="seek" type="range" min="0" max="%v" step="any" value="0" aria-label="Time">`, length)
	for _, m := range h.film.Marks {
		if share := inMilliseconds(m.At) * 100 / length; share >= 0 && share <= 100 {
			fmt.Fprintf(w, `<i style="left:%.2f%%" title="%s"></i>`, share, escape(line(m.Label)))
		}
	}
	fmt.Fprint(w, `</div><span id="clock"></span><select id="speed" aria-label="Speed">`)
	for _, s := range speeds {
		selected := ""
		if s == "1" {
			selected = " selected"
		}
		fmt.Fprintf(w, `<option value="%s"%s>%[1]s×</option>`, s, selected)
	}
	fmt.Fprint(w, "</select></div>\n")
	if len(h.film.Marks) > 0 {
		fmt.Fprint(w, "<nav aria-label=\"Chapters\"><ol>\n")
		for i, m := range h.film.Marks {
			label := line(m.Label)
			if label == "" {
				label = fmt.Sprintf("Chapter %d", i+1)
			}
			fmt.Fprintf(w, "<li><button type=\"button\" data-at=\"%v\">%s</button></li>\n", inMilliseconds(m.At), escape(label))
		}
		fmt.Fprint(w, "</ol></nav>\n")
	}
	fmt.Fprint(w, `<p id="keys"><kbd>space</kbd> play · <kbd>←</kbd> <kbd>→</kbd> 5 s · <kbd>,</kbd> <kbd>.</kbd> one change · `+
		`<kbd>[</kbd> <kbd>]</kbd> chapter · <kbd>&lt;</kbd> <kbd>&gt;</kbd> speed · <kbd>home</kbd> <kbd>end</kbd></p>`+"\n")
}
