package screenshots

import (
	"bytes"
	"fmt"
	"image"
	"image/gif"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"echotui/runtime/cli"
	"echotui/tui/film"
	studio "echotui/tui/record"
)

// TestPictures: of each tape in this folder there are a GIF and an SVG, and the
// screenshot that it takes, on dark and on light ground, and they show what the
// screen shows today:
//
//	go test ./screenshots -run TestPictures -update
func TestPictures(t *testing.T) {
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	tapes, err := filepath.Glob(filepath.Join(here, "*.tape"))
	if err != nil || len(tapes) == 0 {
		t.Fatal("there are no tapes", err)
	}
	for _, name := range tapes {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Chdir(t.TempDir())
			base := strings.TrimSuffix(filepath.Base(name), ".tape")
			for _, file := range draw(t, name, base) {
				compare(t, file, filepath.Join(here, file))
			}
		})
	}
}

// draw makes the pictures of a tape in the current folder, and lists them.
func draw(t *testing.T, tape, base string) []string {
	t.Helper()
	s := studio.Studio{Warn: func(line string) { t.Error(line) }, Theme: &film.Light, Open: func(a studio.App) (studio.Stage, string, error) {
		stage, err := cli.Stage(a.Name, a.Dir, a.Args, a.Seed, a.Env, nil)
		if err != nil {
			return nil, "", err
		}
		return stage, a.Name, nil
	}}
	still, light := base+".png", base+"-light.png"
	_, err := s.Record(tape, []string{"light.txt"})
	if err == nil {
		err = os.Rename(still, light)
	}
	if err != nil {
		t.Fatal(err)
	}
	s.Theme = nil
	if _, err = s.Record(tape, []string{base + ".gif", base + ".svg"}); err != nil {
		t.Fatal(err)
	}
	return []string{light, still, base + ".gif", base + ".svg"}
}

// compare fails unless two pictures show the same, whatever their bytes are: how
// well they are packed may change with the version of Go.
func compare(t *testing.T, now, was string) {
	t.Helper()
	fresh, err := os.ReadFile(now)
	if err != nil {
		t.Fatal(err)
	}
	old, err := os.ReadFile(was)
	if same(t, filepath.Ext(now), fresh, old) {
		return
	}
	if *update {
		err = os.WriteFile(was, fresh, 0o666)
	} else {
		t.Errorf("%s is stale, %v; go test ./screenshots -run TestPictures -update draws it", filepath.Base(was), err)
	}
	if *update && err != nil {
		t.Error(err)
	}
}

func same(t *testing.T, ext string, a, b []byte) bool {
	t.Helper()
	if bytes.Equal(a, b) {
		return true
	}
	switch ext {
	case ".png":
		return pixels(png.Decode(bytes.NewReader(a))) == pixels(png.Decode(bytes.NewReader(b)))
	case ".gif":
		return pictures(t, a) == pictures(t, b)
	}
	return false
}

// pixels is a picture as text that can be compared; one that is none is its own
// mistake.
func pixels(m image.Image, err error) string {
	if err != nil {
		return err.Error()
	}
	var text bytes.Buffer
	fmt.Fprintln(&text, m.Bounds())
	for y := m.Bounds().Min.Y; y < m.Bounds().Max.Y; y++ {
		for x := m.Bounds().Min.X; x < m.Bounds().Max.X; x++ {
			r, g, b, a := m.At(x, y).RGBA()
			text.Write([]byte{byte(r >> 8), byte(g >> 8), byte(b >> 8), byte(a >> 8)})
		}
	}
	return text.String()
}

// pictures is what a GIF shows, and for how long.
func pictures(t *testing.T, data []byte) string {
	t.Helper()
	g, err := gif.DecodeAll(bytes.NewReader(data))
	if err != nil {
		return err.Error()
	}
	var text bytes.Buffer
	fmt.Fprintln(&text, g.Delay, g.Disposal, g.LoopCount)
	for _, m := range g.Image {
		text.WriteString(pixels(m, nil))
	}
	return text.String()
}

// What is compared is what is to be seen.
func TestSamePictures(t *testing.T) {
	dot := func(shade uint8, delay int) []byte {
		m := image.NewPaletted(image.Rect(0, 0, 2, 2), nil)
		m.Palette = append(m.Palette, image.Black, image.White)
		m.Pix[3] = shade
		var text bytes.Buffer
		if err := gif.EncodeAll(&text, &gif.GIF{Image: []*image.Paletted{m}, Delay: []int{delay}}); err != nil {
			t.Fatal(err)
		}
		return text.Bytes()
	}
	if !same(t, ".gif", dot(1, 5), slices.Concat(dot(1, 5), []byte("behind its end"))) {
		t.Error("bytes that nobody sees make a difference")
	}
	for i, other := range [][]byte{dot(0, 5), dot(1, 6), nil} {
		if same(t, ".gif", dot(1, 5), other) {
			t.Errorf("%d: pictures that differ are the same", i)
		}
	}
}
