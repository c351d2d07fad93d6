package record_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"image/gif"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"echotui/tui/cast"
	"echotui/tui/record"
)

// studio is one whose warnings are kept.
func studio() (s record.Studio, warnings *[]string) {
	warnings = new([]string)
	return record.Studio{Open: open, Warn: func(text string) { *warnings = append(*warnings, text) }}, warnings
}

// written writes a tape into a folder of its own, which is the current one then.
func written(t testing.TB, text string) (name string) {
	t.Helper()
	t.Chdir(t.TempDir())
	if err := os.WriteFile("demo.tape", []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return "demo.tape"
}

const short = `
App echo
Set Columns 60
Set Rows 16
Set Padding 10
Set FontSize 12
Set FontFamily "Comic Sans"
Caption "what is typed comes back"
Wait
Type "hello" Enter
Wait+Screen /HELLO/
Marker "answered"
Screenshot shot.png
Screenshot shot.svg
Sleep 1s
`

// allKinds are outputs of all kinds.
var allKinds = []string{"demo.cast", "demo.gif", "demo.apng", "demo.png", "demo.svg", "demo.html", "demo.json", "demo.txt", "frames/"}

// Each kind of file is what it says it is.
func TestOutputs(t *testing.T) {
	name := written(t, short)
	s, warnings := studio()
	files, err := s.Record(name, allKinds)
	if err != nil {
		t.Fatal(err)
	}
	if want := len(allKinds) + 2; len(files) != want {
		t.Errorf("%d files: %v", len(files), files)
	}
	isXML := func(r io.Reader) error {
		d := xml.NewDecoder(r)
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				return nil
			} else if err != nil {
				return err
			}
		}
	}
	isPNG := func(r io.Reader) error { _, err := png.Decode(r); return err }
	holds := func(text string) func(io.Reader) error {
		return func(r io.Reader) error {
			if all, _ := io.ReadAll(r); !bytes.Contains(all, []byte(text)) {
				return fmt.Errorf("%q is not in it", text)
			}
			return nil
		}
	}
	for file, check := range map[string]func(io.Reader) error{
		"demo.cast": func(r io.Reader) error { _, err := cast.Read(r); return err },
		"demo.gif": func(r io.Reader) error {
			g, err := gif.DecodeAll(r)
			if err == nil && len(g.Image) < 5 {
				err = fmt.Errorf("%d pictures", len(g.Image))
			}
			return err
		},
		"demo.apng": isPNG, "demo.png": isPNG, "shot.png": isPNG, "frames/frame-00001.png": isPNG, "frames/frame-00005.png": isPNG,
		"demo.svg": isXML, "shot.svg": isXML,
		"demo.html": holds("<script"),
		"demo.json": func(r io.Reader) error { var v any; return json.NewDecoder(r).Decode(&v) },
		"demo.txt":  holds("HELLO"),
	} {
		f, err := os.Open(file)
		if err == nil {
			err = check(f)
			f.Close()
		}
		if err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
	told := strings.Join(*warnings, "\n")
	for _, want := range []string{"demo.gif: this format has no chapters for markers: there are 1", "demo.cast: players of this format show no captions", "not of Comic Sans"} {
		if !strings.Contains(told, want) {
			t.Errorf("it is not told that %s:\n%s", want, told)
		}
	}
	if still, moves := animated(t, "shot.svg"), animated(t, "demo.svg"); still || !moves {
		t.Errorf("the screenshot moves: %v, the film moves: %v", still, moves)
	}
}

func animated(t *testing.T, file string) bool {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Contains(text, []byte("@keyframes"))
}

// A shorter film leaves no frames of a longer one behind.
func TestFramesOfBefore(t *testing.T) {
	name := written(t, "App echo\nSet FontSize 8\nSet Columns 30\nSet Rows 8\nSleep 100ms")
	s, _ := studio()
	if err := os.MkdirAll("frames", 0o777); err != nil {
		t.Fatal(err)
	}
	for n := 1; n < 100; n++ {
		if err := os.WriteFile(fmt.Sprintf("frames/frame-%05d.png", n), nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile("frames/mine", nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Record(name, []string{"frames/"}); err != nil {
		t.Fatal(err)
	}
	if files, _ := filepath.Glob("frames/*"); len(files) > 10 || files[len(files)-1] != filepath.Join("frames", "mine") {
		t.Errorf("there are %v", files)
	}
}

// When one file cannot be written, no file is; and what was there stays.
func TestAllOrNothing(t *testing.T) {
	name := written(t, short)
	if err := os.WriteFile("demo.txt", []byte("before"), 0o666); err != nil {
		t.Fatal(err)
	}
	s, _ := studio()
	if files, err := s.Record(name, []string{"demo.txt", "frames/", "demo.cast", "nowhere/demo.gif"}); err == nil {
		t.Errorf("wrote %v", files)
	}
	there, err := filepath.Glob("*")
	hidden, err2 := filepath.Glob(".*")
	if err = errors.Join(err, err2); err != nil || fmt.Sprint(append(there, hidden...)) != "[demo.tape demo.txt]" {
		t.Errorf("there are %v and %v, %v", there, hidden, err)
	}
	if text, _ := os.ReadFile("demo.txt"); string(text) != "before" {
		t.Errorf("what was there is %q now", text)
	}
}

var runs = flag.Int("runs", 0, "how often TestSameBytes makes all files")

// The same tape makes the same bytes, on any number of processors. With -runs
// 100 it is made sure a hundred times.
func TestSameBytes(t *testing.T) {
	n := *runs
	if n == 0 {
		n = 6
		if testing.Short() {
			n = 3
		}
	}
	name := written(t, short)
	s, _ := studio()
	processors := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(processors)
	var first map[string][32]byte
	for i := range n {
		runtime.GOMAXPROCS([]int{1, 2, 8}[i%3])
		files, err := s.Record(name, allKinds)
		if err != nil {
			t.Fatal(err)
		}
		frames, _ := filepath.Glob("frames/*")
		sums := map[string][32]byte{}
		for _, file := range append(files, frames...) {
			if strings.HasSuffix(file, "/") {
				continue
			}
			bytes, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			sums[file] = sha256.Sum256(bytes)
		}
		if first == nil {
			first = sums
		}
		for file, sum := range sums {
			if sum != first[file] {
				t.Errorf("run %d on %d processors: %s is another one", i, runtime.GOMAXPROCS(0), file)
			}
		}
		if len(sums) != len(first) {
			t.Errorf("run %d makes %d files, not %d", i, len(sums), len(first))
		}
	}
}
