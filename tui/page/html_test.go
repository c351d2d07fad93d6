package page

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"echotui/tui/draw"
	"echotui/tui/film"
	"echotui/tui/film/filmtest"
)

// given is what the player of a page is given.
func given(t *testing.T, page string) filmData {
	t.Helper()
	data := regexp.MustCompile(`(?s)<script type="application/json" id="film">(.*?)</script>`).FindStringSubmatch(page)
	var d filmData
	if err := json.Unmarshal([]byte(data[1]), &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// The player has, for each shot, rows whose text is that of the film.
func TestHTMLShowsTheFilm(t *testing.T) {
	f := filmtest.Demo(&draw.Dark, film.Dark)
	o, _ := film.Options{}.Complete()
	shots, err := f.Shots(o, svgLeast)
	if err != nil {
		t.Fatal(err)
	}
	d := given(t, written(t, "html", f, film.Options{}))
	tags := regexp.MustCompile(`<[^>]*>`)
	unescape := strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&amp;", "&")
	for i := range shots {
		for y, steps := range d.Strips {
			row := -1
			for _, s := range steps {
				if s[0].(float64) <= inMilliseconds(shots[i].At) {
					row = int(s[1].(float64))
				}
			}
			var want strings.Builder
			for _, r := range runs(shots[i].Columns(nil, y)) {
				want.WriteString(r.text)
			}
			if got := unescape.Replace(tags.ReplaceAllString(d.Rows[row], "")); got != want.String() {
				t.Fatalf("row %d of shot %d is %q, not %q", y, i, got, &want)
			}
		}
	}
	if d.Length != 30_000 || len(d.Captions) != 3 {
		t.Errorf("it lasts %v ms and has %d captions", d.Length, len(d.Captions))
	}
}

// A page loads nothing, and says so to the browser.
func TestHTMLIsAlone(t *testing.T) {
	page := written(t, "html", small(), film.Options{})
	for _, bad := range []string{"http:", "https:", "url(", "@import", " src=", "<link", "fetch(", "XMLHttpRequest", "import("} {
		if strings.Contains(page, bad) {
			t.Errorf("there is %q", bad)
		}
	}
	if !strings.Contains(page, "default-src 'none'") {
		t.Error("it could load something")
	}
}

// Marks are chapters, by button and on the line of time; the first shot is there
// without a script.
func TestHTMLHasChapters(t *testing.T) {
	page := written(t, "html", small(), film.Options{})
	for _, want := range []string{
		`<button type="button" data-at="1000">&lt;/desc&gt; two</button>`, `<button type="button" data-at="2500">Chapter 3</button>`,
		`<i style="left:25.00%" title="&lt;/desc&gt; two">`, `aria-live="polite">What is &lt;shown&gt;</div>`, `&lt;one&gt; &amp; &quot;more&quot;</span>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not in it", want)
		}
	}
	if plain := written(t, "html", filmtest.Of("a"), film.Options{}); strings.Contains(plain, "<nav") || !strings.Contains(plain, `aria-live="polite" hidden`) {
		t.Error("a film without marks and captions has places for them")
	}
}

// Every class that the page uses is one that it has a style for, or one of the
// player's.
func TestHTMLClasses(t *testing.T) {
	page := written(t, "html", small(), film.Options{Bar: film.Rings})
	for _, m := range regexp.MustCompile(`class=\\?"([^"\\]*)\\?"`).FindAllStringSubmatch(page, -1) {
		for _, class := range strings.Fields(m[1]) {
			if !strings.Contains(page, "."+class+"{") && !strings.Contains(page, "."+class+" ") {
				t.Errorf("%q has no style", class)
			}
		}
	}
	// What the script looks for is there.
	for _, m := range regexp.MustCompile(`find\("([a-z]+)"\)`).FindAllStringSubmatch(playerScript, -1) {
		if !strings.Contains(page, `id="`+m[1]+`"`) {
			t.Errorf("there is no %s", m[1])
		}
	}
}
