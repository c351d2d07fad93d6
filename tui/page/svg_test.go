package page

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"echotui/tui/draw"
	"echotui/tui/film"
	"echotui/tui/film/filmtest"
)

// wellFormed reads an SVG as XML and fails if it is none, or has what does not
// work inside of <img>.
func wellFormed(t *testing.T, file string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(file))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		e, is := token.(xml.StartElement)
		if !is {
			continue
		}
		if name := e.Name.Local; name == "script" || name == "foreignObject" || name == "image" {
			t.Errorf("there is a %s", name)
		}
		for _, a := range e.Attr {
			if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "href" && !strings.HasPrefix(a.Value, "#") {
				t.Errorf("there is %s=%q", a.Name.Local, a.Value)
			}
		}
	}
}

func TestSVGIsWellFormed(t *testing.T) {
	films := hostile()
	films["small"] = small()
	films["demo"] = filmtest.Demo(&draw.Light, film.Light)
	for _, f := range films {
		wellFormed(t, written(t, "svg", f, film.Options{Bar: film.Colorful, Padding: 3}))
		wellFormed(t, written(t, "still.svg", f, film.Options{}))
	}
}

// played is what the strips of an SVG show at a time, as a browser would play
// them: the x and y to which each has moved.
func played(t *testing.T, file, strip string, at, length time.Duration) (x, y int) {
	t.Helper()
	rule := regexp.MustCompile(`@keyframes ` + strip + `\{(.*)\}\n`).FindStringSubmatch(file)
	if rule == nil {
		return 0, 0
	}
	for _, m := range regexp.MustCompile(`([\d.]+)%[^{]*\{transform:translate\((-?\d+)(?:px)?,(-?\d+)(?:px)?\)\}`).FindAllStringSubmatch(rule[1], -1) {
		percent, _ := strconv.ParseFloat(m[1], 64)
		if time.Duration(percent*float64(length)/100) <= at {
			x, _ = strconv.Atoi(m[2])
			y, _ = strconv.Atoi(m[3])
		}
	}
	return x, y
}

// At each moment, each row has moved to where what the film shows is written.
func TestSVGShowsTheFilm(t *testing.T) {
	var screens []string
	for i := range 200 { // more than lie beside each other
		screens = append(screens, fmt.Sprintf("row %d\nhalf %d\nalways", i, i/2))
	}
	f := filmtest.Of(screens...)
	file := written(t, "svg", f, film.Options{})
	texts := map[string]string{} // by place, of the whole strip
	for y, group := range strings.Split(file, `<g class="R`)[1:] {
		for _, m := range regexp.MustCompile(`<g transform="translate\((\d+) (\d+)\)"><text[^>]*>([^<]*)</text>`).FindAllStringSubmatch(strings.Split(group, "</g></g>\n")[0], -1) {
			texts[fmt.Sprintf("%d: -%s -%s", y, m[1], m[2])] = m[3]
		}
	}
	for i := range screens {
		at := time.Duration(i)*time.Second + time.Second/2
		for y, want := range []string{fmt.Sprintf("row %d", i), fmt.Sprintf("half %d", i/2)} {
			mx, my := played(t, file, fmt.Sprintf("R%d", y), at, f.Length)
			if got := texts[fmt.Sprintf("%d: -%d -%d", y, -mx, -my)]; got != want {
				t.Errorf("at %v row %d shows %q, not %q", at, y, got, want)
			}
		}
	}
	if strings.Contains(file, ".R2{") {
		t.Error("a row that stays the same moves")
	}
}

// What the film has beside its screen is told.
func TestSVGTells(t *testing.T) {
	file := written(t, "svg", small(), film.Options{})
	for _, want := range []string{
		"<title>A &lt;film&gt; &amp; more</title>", "0:01.000 &lt;/desc&gt; two", "0:00.000 “What is &lt;shown&gt;”",
		">What is &lt;shown&gt;</text>", "step-end infinite",
	} {
		if !strings.Contains(file, want) {
			t.Errorf("%q is not in it", want)
		}
	}
	if once := written(t, "svg", small(), film.Options{Once: true}); !strings.Contains(once, "step-end forwards") || !strings.Contains(once, ",to{") {
		t.Error("once is for ever")
	}
	if still := written(t, "still.svg", small(), film.Options{}); strings.Contains(still, "@keyframes") || !strings.Contains(still, ">bold red on blue</text>") {
		t.Error("the still is none of the end")
	}
}

// Lines are one shape from side to side, not one for each cell.
func TestSVGHasNoSeams(t *testing.T) {
	for glyphs, want := range map[string]string{"──────": "M0 9h60v1h-60z", "██████": "M0 0h60v19h-60z", "│": "M4 0h1v19h-1z"} {
		if file := written(t, "still.svg", filmtest.Of(glyphs), film.Options{}); !strings.Contains(file, want) {
			t.Errorf("%s is not %s in\n%s", glyphs, want, file)
		}
	}
}
