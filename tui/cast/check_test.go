package cast

import (
	"io"
	"strings"
	"testing"
	"time"

	"echotui/tui/film"
)

const (
	head = `{"version": 2, "width": 8, "height": 2}` + "\n"
	some = `[0, "o", "x"]` + "\n"
)

// What breaks a player is refused, with its line.
func TestCheckRefuses(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"nothing":                  {"", "there is no output"},
		"header only":              {head, "there is no output"},
		"only input":               {head + `[0, "i", "x"]` + "\n", "there is no output"},
		"blank line at the end":    {head + some + "\n", "line 3: it is empty"},
		"blank line in the middle": {head + "\n" + some, "line 2: it is empty"},
		"comment":                  {head + "# hello\n" + some, `line 2: it begins with "# he"`},
		"leading space":            {head + " " + some, `line 2: it begins with " [0,"`},
		"byte order mark":          {"\ufeff" + head + some, "line 1: it begins with"},
		"four parts":               {head + `[0, "o", "x", 1]` + "\n", "line 2: it has 4 parts"},
		"two parts":                {head + `[0, "o"]` + "\n", "line 2: it has 2 parts"},
		"time as text":             {head + `["0", "o", "x"]` + "\n", "line 2: it is not a number, a text and a text"},
		"data of another type":     {head + some + `[0, "z", {}]` + "\n", "line 3: it is not a number"},
		"time backwards":           {head + some + `[2, "o", "x"]` + "\n" + `[1, "o", "x"]` + "\n", "line 4: the time goes back from 2 to 1"},
		"negative time":            {head + `[-1, "o", "x"]` + "\n", "line 2: the time -1 is none"},
		"exponent":                 {head + `[0e0, "o", "x"]` + "\n", "line 2: the time 0e0 has an exponent"},
		"half a character":         {head + `[0, "o", "\ud83d"]` + "\n", "line 2: an escape is half a character"},
		"its other half":           {head + `[0, "o", "\uDE00"]` + "\n", "line 2: an escape is half a character"},
		"half, then another":       {head + `[0, "o", "\ud83d\n"]` + "\n", "line 2: an escape is half a character"},
		"no size":                  {`{"version": 2}` + "\n" + some, "line 1: the size 0x0 is none"},
		"huge size":                {`{"version": 2, "width": 65536, "height": 1}` + "\n" + some, "line 1: the size 65536x1"},
		"partial theme":            {`{"version": 2, "width": 8, "height": 2, "theme": {"fg": "#000000"}}` + "\n" + some, "line 1: \"\" in the theme is no #rrggbb"},
		"short palette":            {`{"version": 2, "width": 8, "height": 2, "theme": {"fg": "#000000", "bg": "#000000", "palette": "#000000"}}` + "\n" + some, "line 1: the palette of the theme has 1 colours"},
		"version 1":                {`{"version": 1, "width": 8, "height": 2, "stdout": []}` + "\n", "line 1: it is of version 1"},
		"no version":               {"{}\n", "line 1: it is of version 0"},
		"version 3 as version 2":   {`{"version": 3, "width": 8, "height": 2}` + "\n", "line 1: the header has no \"term\""},
		"no line feed":             {head + `[0, "o", "x"]`, "line 2: there is no line feed"},
		"two line ends":            {head + `[0, "o", "x"]` + "\r\n", "line 2: a carriage return"},
		"two events":               {head + `[0, "o", "x"] [0, "o", "x"]` + "\n", "line 2: something stands behind the event"},
		"not UTF-8":                {head + "[0, \"o\", \"\xff\"]\n", "line 2: it is not UTF-8"},
		"empty output":             {head + `[0, "o", ""]` + "\n", "line 2: the output is empty"},
		"late output":              {head + `[1, "o", "x"]` + "\n", "line 2: the first output is not at 0"},
		"lone line feed":           {head + `[0, "o", "a\nb"]` + "\n", "line 2: the output has a line feed without"},
		"colons in a colour":       {head + `[0, "o", "\u001b[38:2::1:2:3m"]` + "\n", "line 2: a style has parts with colons"},
		"curly underline":          {head + `[0, "o", "\u001b[4:3m"]` + "\n", "line 2: a style has parts with colons"},
		"device string":            {head + `[0, "o", "\u001bP+q544e\u001b\\"]` + "\n", "line 2: the output has a DCS"},
		"graphics":                 {head + `[0, "o", "\u001b_Gx\u001b\\"]` + "\n", "line 2: the output has a DCS, SOS, PM or APC"},
		"where is the cursor":      {head + `[0, "o", "\u001b[6n"]` + "\n", "line 2: the output asks"},
		"what are you":             {head + `[0, "o", "\u001b[c"]` + "\n", "line 2: the output asks"},
		"which mode":               {head + `[0, "o", "\u001b[?2026$p"]` + "\n", "line 2: the output asks"},
		"which background":         {head + `[0, "o", "\u001b]11;?\u0007"]` + "\n", "line 2: the output asks"},
		"half a sequence":          {head + `[0, "o", "\u001b[3"]` + "\n", "line 2: the output ends within a sequence"},
		"an escape alone":          {head + `[0, "o", "\u001b"]` + "\n", "line 2: the output ends within a sequence"},
		"an old control":           {head + `[0, "o", "\u009b2J"]` + "\n", "line 2: the output has the control character U+009B"},
		"bad resize":               {head + some + `[0, "r", "bad"]` + "\n", `line 3: "bad" is no size`},
		"resize to nothing":        {head + some + `[0, "r", "0x24"]` + "\n", `line 3: "0x24" is no size`},
		"after the end":            {head + some + `[0, "x", "0"]` + "\n" + some, "line 4: something happens after the end"},
	} {
		err := Check(strings.NewReader(test.text))
		if err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%s: %v, not %s", name, err, test.want)
		}
	}
}

func TestCheckAccepts(t *testing.T) {
	for name, text := range map[string]string{
		"output only":            head + some,
		"line ends of both":      head + `[0, "o", "a\r\nb"]` + "\n",
		"unknown code with text": head + some + `[0, "z", "x"]` + "\n",
		"null values":            `{"version": 2, "width": 8, "height": 2, "title": null, "env": null}` + "\n" + some,
		"keys of others":         `{"version": 2, "width": 8, "height": 2, "x-echotui": {"a": [1]}}` + "\n" + some,
		"whole characters":       head + `[0, "o", "\ud83d\ude00 \\ud83d \u00e9"]` + "\n",
		"a title":                head + `[0, "o", "\u001b]0;title\u0007x"]` + "\n",
		"markers and all":        head + some + `[1.5, "m", ""]` + "\n" + `[1.5, "i", "\u001b[A"]` + "\n" + `[2, "r", "10x3"]` + "\n" + `[3, "x", "0"]` + "\n",
		"version 3":              `{"version": 3, "term": {"cols": 8, "rows": 2}}` + "\n" + some + some,
	} {
		if err := Check(strings.NewReader(text)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What no player would play is not written, and nothing in a film can make it so.
func TestWriteRefuses(t *testing.T) {
	blank := []film.Frame{{Grid: film.NewGrid(1, 1)}}
	for name, test := range map[string]struct {
		film    film.Film
		options Options
		want    string
	}{
		"no frame":        {film.Film{}, Options{}, "a film without a frame makes no cast"},
		"version 1":       {film.Film{Frames: blank}, Options{Version: 1}, "a cast of version 1 cannot be written, but 2 and 3"},
		"no rows":         {film.Film{Frames: []film.Frame{{Grid: film.NewGrid(1, 0)}}}, Options{}, "line 1: the size 1x0 is none"},
		"a late frame":    {film.Film{Frames: []film.Frame{{At: time.Second, Grid: film.NewGrid(1, 1)}}}, Options{}, "line 2: the first output is not at 0"},
		"before it began": {film.Film{Frames: blank, Marks: []film.Mark{{At: -time.Second}}}, Options{}, "line 2: the time -1 is none"},
	} {
		err := Write(io.Discard, &test.film, test.options)
		if err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%s: %v, not %s", name, err, test.want)
		}
	}
	g := film.NewGrid(4, 1)
	for x, glyph := range []string{"\x1b[c", "\n", "\u009b2J", "\xff"} {
		g.Row(0)[x] = film.Cell{Glyph: glyph, Span: 1}
	}
	text := written(t, &film.Film{Title: "\x1b[c\u2028", Frames: []film.Frame{{Grid: g}}, Marks: []film.Mark{{Label: "\x1b\xff"}}}, Options{})
	if got := story(read(t, text)); got != "0s|\uFFFD\uFFFD\uFFFD\uFFFD\n0s" {
		t.Errorf("%q in\n%s", got, text)
	}
}
