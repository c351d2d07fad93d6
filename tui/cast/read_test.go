package cast

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"echotui/tui/film"
)

// story is a film in short: the time and the rows of each frame.
func story(f *film.Film) string {
	var b strings.Builder
	for _, frame := range f.Frames {
		fmt.Fprintf(&b, "%v", frame.At)
		for y := range frame.Grid.H {
			b.WriteString("|")
			var row strings.Builder
			for _, c := range frame.Grid.Row(y) {
				row.WriteString(c.Glyph)
				if c.Glyph == "" {
					row.WriteString(" ")
				}
			}
			b.WriteString(strings.TrimRight(row.String(), " "))
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "%v", f.Length)
	return b.String()
}

func TestRead(t *testing.T) {
	const size = `"width": 6, "height": 2`
	for name, test := range map[string]struct{ text, want string }{
		"version 1":            {`{"version": 1, ` + size + `, "duration": 2, "stdout": [[0.5, "a"], [1, "b\r\nc"]]}`, "0s||\n500ms|a|\n1.5s|ab|c\n1.5s"},
		"version 1 over lines": {"{\n\"version\": 1,\n" + size + ",\n\"stdout\": [\n[0, \"a\"]\n]\n}\n", "0s|a|\n0s"},
		"version 2":            {head2(size) + `[0, "o", "a"]` + "\n" + `[1.5, "o", "b"]` + "\n" + `[2, "m", ""]`, "0s|a|\n1.5s|ab|\n2s"},
		"version 3": {`{"version": 3, "term": {"cols": 6, "rows": 2}}` + "\n# a comment\n" + `[0, "o", "a"]` + "\n\n" + `[1.5, "o", "b"]` + "\n" + `[0.5, "x", "0"]`,
			"0s|a|\n1.5s|ab|\n2s"},
		"idle time":        {head2(size+`, "idle_time_limit": 0.5`) + `[0, "o", "a"]` + "\n" + `[9, "o", "b"]` + "\n" + `[9.25, "o", "c"]`, "0s|a|\n500ms|ab|\n750ms|abc|\n750ms"},
		"time goes back":   {head2(size) + `[2, "o", "a"]` + "\n" + `[1, "o", "b"]` + "\n" + `[3, "o", "c"]`, "0s||\n2s|ab|\n3s|abc|\n3s"},
		"resize":           {head2(size) + `[0, "o", "a"]` + "\n" + `[1, "r", "3x1"]` + "\n" + `[1, "o", "\u001b[2J\u001b[Hb"]`, "0s|a|\n1s|b\n1s"},
		"line feeds":       {head2(size) + `[0, "o", "a\nb"]`, "0s|a| b\n0s"},
		"queries":          {head2(size) + `[0, "o", "a\u001b[c\u001b[6n\u001b]11;?\u0007\u001bP+q00\u001b\\b"]`, "0s|ab|\n0s"},
		"split characters": {head2(size) + `[0, "o", "\u001b[3"]` + "\n" + `[1, "o", "1mx"]`, "0s||\n1s|x|\n1s"},
		"unknown codes":    {head2(size) + `[0, "z", {"a": 1}]` + "\n" + `[1, "o", "a"]` + "\n" + `[2, "o", "b", 4]`, "0s||\n1s|a|\n2s|ab|\n2s"},
		"no events":        {head2(size), "0s||\n0s"},
		"line ends of DOS": {strings.ReplaceAll(head2(size)+`[0, "o", "a"]`+"\n", "\n", "\r\n"), "0s|a|\n0s"},
		"byte order mark":  {"\ufeff" + head2(size) + `[0, "o", "a"]`, "0s|a|\n0s"},
		"broken theme":     {head2(size+`, "theme": {"fg": "red"}`) + `[0, "o", "a"]`, "0s|a|\n0s"},
		"scrolled":         {head2(size) + `[0, "o", "` + strings.Repeat(`line\r\n`, 5000) + `end"]`, "0s|line|end\n0s"},
		"much output":      {head2(size) + `[0, "o", "kept\r\n"]` + "\n" + `[1, "o", "` + strings.Repeat(`\u001b[2;1Hx`, 50_000) + `"]`, "0s|kept|\n1s|kept|x\n1s"},
	} {
		f, err := Read(strings.NewReader(test.text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if got := story(f); got != test.want {
			t.Errorf("%s:\n%s\nwant:\n%s", name, got, test.want)
		}
	}
}

func head2(rest string) string { return `{"version": 2, ` + rest + "}\n" }

func TestReadRefuses(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"nothing":             {"", "line 1: this is no header of an asciicast"},
		"a picture":           {"GIF89a\x00\x01", "line 1: this is no header of an asciicast"},
		"a list":              {"[1, 2]", "line 1: this is no header"},
		"version 4":           {`{"version": 4}`, "line 1: it is of version 4; 1, 2 and 3 can be read"},
		"no term":             {`{"version": 3}`, `line 1: the header has no "term"`},
		"no size":             {`{"version": 2}`, "line 1: the size 0x0 is none from 1x1 to 1000x1000"},
		"huge size":           {`{"version": 2, "width": 1000000000, "height": 1}`, "line 1: the size 1000000000x1 is none"},
		"negative size":       {`{"version": 2, "width": -1, "height": 1}`, "line 1: the size -1x1 is none"},
		"size of a text":      {`{"version": 2, "width": "8", "height": 1}`, "line 1: this is no header"},
		"an object":           {head + "{}\n" + some, `line 2: this is no event, such as [1.5, "o", "text"]`},
		"two parts":           {head + `[1, "o"]`, "line 2: an event is [time, code, text], this one has 2 parts"},
		"a time of text":      {head + `["1", "o", "x"]`, `line 2: the time "\"1\"" is no number of seconds`},
		"no time":             {head + `[null, "o", "x"]`, `line 2: the time "null" is no number`},
		"negative time":       {head + `[-1, "o", "x"]`, `line 2: the time "-1" is no number of seconds from 0 on`},
		"endless time":        {head + `[1e300, "o", "x"]`, "line 2: the time 1e300 is later than 1000h0m0s: set an idle_time_limit"},
		"a code of numbers":   {head + `[1, 2, "x"]`, `line 2: "2" is no code of an event`},
		"output of numbers":   {head + `[1, "o", 3]`, `line 2: "3" is no text, as an event "o" has one`},
		"bad resize":          {head + `[1, "r", "bad"]`, `line 2: "bad" is no size such as 80x24`},
		"huge resize":         {head + `[1, "r", "65535x65535"]`, "line 2: the size 65535x65535 is larger than 1000x1000"},
		"cut off":             {head + some + `[1, "o", "he`, "line 3 is cut off: without it, the rest can be read"},
		"version 1 of others": {`{"version": 1, "width": 8, "height": 2, "stdout": 3}`, `"stdout" is no list of [delay, text]`},
		"version 1, an event": {`{"version": 1, "width": 8, "height": 2, "stdout": [[1, "a"], [1]]}`, "event 2 is no [delay, text]"},
		"version 1, a delay":  {`{"version": 1, "width": 8, "height": 2, "stdout": [["x", "a"]]}`, "event 1: the time"},
	} {
		_, err := Read(strings.NewReader(test.text))
		if err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%s: %v, not %s", name, err, test.want)
		}
	}
}

// flicker is frames that differ in one cell.
func flicker(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "[%d, \"o\", \"\\u001b[H%d\"]\n", i+1, i%10)
	}
	return b.String()
}

// What a cast costs is bounded.
func TestReadBounds(t *testing.T) {
	h, err := parseHeader([]byte(head))
	if err != nil {
		t.Fatal(err)
	}
	b, err := newBuilder(h)
	if err != nil {
		t.Fatal(err)
	}
	b.work = maxWork - 100
	if err := b.lines([]byte(flicker(30))); err == nil || err.Error() != "line 8: 7 frames up to here are more than can be kept: cut the cast into parts" {
		t.Error(err)
	}
	b.work, b.memory = 0, maxMemory-1000
	if err := b.lines([]byte(flicker(30))); err == nil || !strings.Contains(err.Error(), "more than can be kept") {
		t.Error(err)
	}
}

func TestTimes(t *testing.T) {
	f := &film.Film{Length: time.Hour, Frames: []film.Frame{{Grid: film.NewGrid(1, 1)}}}
	for i := range 10 { // 3 of a third of a millisecond are one
		f.Marks = append(f.Marks, film.Mark{At: time.Duration(i) * time.Second / 3000})
	}
	for version, want := range map[int]string{
		2: "0 0.000333 0.000667 0.001 0.001333 0.001667 0.002 0.002333 0.002667 0.003",
		3: "0 0 0.001 0 0 0.001 0 0 0.001 0",
	} {
		var times []string
		for _, line := range strings.Split(written(t, f, Options{Version: version}), "\n") {
			if at, found := strings.CutSuffix(line, `, "m", ""]`); found {
				times = append(times, at[1:])
			}
		}
		if got := strings.Join(times, " "); got != want {
			t.Errorf("version %d: %s, want %s", version, got, want)
		}
	}
}

// FuzzRead: whatever is read is a film, and so is what is written of it.
func FuzzRead(f *testing.F) {
	f.Add(head + some + `[1.5, "m", "a"]` + "\n" + `[1.5, "i", "\u001b[A"]` + "\n" + `[2, "r", "10x3"]` + "\n" + `[3, "x", "0"]` + "\n")
	f.Add(`{"version": 3, "term": {"cols": 8, "rows": 2}, "title": "x"}` + "\n# c\n" + some + `[0.1, "o", "\u001b[?25l日本\u001b[2;1H\u001b[41me\u0301\u001b[K"]`)
	f.Add(`{"version": 1, "width": 8, "height": 2, "stdout": [[1, "a"], [1, "b"]]}`)
	f.Add(head2(`"width": 6, "height": 2, "idle_time_limit": 0.5, "theme": {"fg": "#000000", "bg": "#ffffff", "palette": ""}`) + some)
	f.Add(head + `[0, "o", "\ufffd\u0317x"]` + "\n")
	f.Add(head + `[0, "o", "1234567 \u0301"]` + "\n")
	f.Fuzz(func(t *testing.T, text string) {
		first, err := Read(strings.NewReader(text))
		if err != nil {
			return
		}
		if len(first.Frames) == 0 || first.Frames[0].At != 0 || first.Frames[len(first.Frames)-1].At > first.Length {
			t.Fatalf("%d frames, length %v", len(first.Frames), first.Length)
		}
		again := read(t, written(t, first, Options{Keys: true}))
		if got, want := shown(again), shown(roomy(first)); got != want {
			t.Fatalf("got\n%s\nwant\n%s", got, want)
		}
	})
}
