package player

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"echotui/tui/film"
	"echotui/tui/film/filmtest"
)

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	played := ""
	play := func(name string) (*film.Film, error) { played = name; return nil, errors.New("played") }
	good := write("good.cast", `{"version": 2, "width": 8, "height": 1}`+"\n"+`[0, "o", "hello"]`+"\n")
	if f, err := Open(good, play); err != nil || Last(f) != "hello" {
		t.Errorf("%v, %v", f, err)
	}
	for name, want := range map[string]string{
		filepath.Join(dir, "a.tape"):    "played",
		filepath.Join(dir, "none.cast"): "there is no file",
		write("bad.cast", "nonsense"):   "bad.cast: line 1: this is no header of an asciicast",
		dir:                             "is a folder, not a cast or a tape",
	} {
		if _, err := Open(name, play); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if filepath.Base(played) != "a.tape" {
		t.Errorf("%q was played", played)
	}
}

func TestShorten(t *testing.T) {
	f := filmtest.Of("a", "b", "c")
	f.Frames[2].At, f.Length = 10*time.Second, 20*time.Second
	f.Marks = []film.Mark{{At: 500 * time.Millisecond}, {At: 5 * time.Second}, {At: 10 * time.Second}}
	f.Captions = []film.Caption{{At: 11 * time.Second, Text: "x"}}
	short := Shorten(f, 2*time.Second)
	for _, check := range []struct{ got, want time.Duration }{
		{short.Frames[1].At, time.Second}, {short.Frames[2].At, 3 * time.Second}, {short.Length, 5 * time.Second},
		{short.Marks[0].At, 500 * time.Millisecond}, {short.Marks[1].At, 3 * time.Second}, {short.Marks[2].At, 3 * time.Second},
		{short.Captions[0].At, 4 * time.Second}, {f.Length, 20 * time.Second},
	} {
		if check.got != check.want {
			t.Errorf("%v, want %v", check.got, check.want)
		}
	}
}
