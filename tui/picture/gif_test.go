package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"strings"
	"testing"
	"time"

	"echotui/tui/film"
	"echotui/tui/film/filmtest"
)

// played is what a reader of GIFs shows.
func played(t *testing.T, file []byte) (*gif.GIF, []shown) {
	t.Helper()
	g, err := gif.DecodeAll(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	screen := image.NewNRGBA(image.Rect(0, 0, g.Config.Width, g.Config.Height))
	var all []shown
	for i, frame := range g.Image {
		if g.Disposal[i] != gif.DisposalNone {
			t.Errorf("frame %d does not stay", i)
		}
		for y := frame.Rect.Min.Y; y < frame.Rect.Max.Y; y++ {
			for x := frame.Rect.Min.X; x < frame.Rect.Max.X; x++ {
				if c := color.NRGBAModel.Convert(frame.At(x, y)).(color.NRGBA); c.A != 0 {
					screen.SetNRGBA(x, y, c)
				}
			}
		}
		s := shown{lasts: time.Duration(g.Delay[i]) * tick}
		for p := 0; p < len(screen.Pix); p += 4 {
			s.pixels = append(s.pixels, color.NRGBA{screen.Pix[p], screen.Pix[p+1], screen.Pix[p+2], screen.Pix[p+3]})
		}
		all = append(all, s)
	}
	return g, all
}

// What is written is, frame by frame and pixel by pixel, what would be drawn
// without any regard to what was drawn before.
func TestGIFShowsTheFilm(t *testing.T) {
	f := short(2 * time.Second)
	f.Frames[3].Cursor = film.Cursor{X: 3, Y: 3, Shown: true}
	g, got := played(t, written(t, "gif", f, dressed))
	compare(t, got, expected(t, f, dressed, gifTop, gifLeast), tick)
	if sum := total(got); sum != f.Length {
		t.Errorf("the frames last %v in sum, the film %v", sum, f.Length)
	}
	if g.LoopCount != 0 {
		t.Errorf("it loops %d times", g.LoopCount)
	}
	once := dressed
	once.Once = true
	if g, _ := played(t, written(t, "gif", f, once)); g.LoopCount != -1 {
		t.Errorf("once is %d times", g.LoopCount)
	}
}

// A sum of delays that each have to be rounded is still exact.
func TestGIFKeepsTime(t *testing.T) {
	f := filmtest.Of(strings.Split("abcdefghijklmnopqrstuvwxyz", "")...)
	for i := range f.Frames {
		f.Frames[i].At = time.Duration(i) * 33_333 * time.Microsecond
	}
	f.Length = 26 * 33_333 * time.Microsecond
	_, got := played(t, written(t, "gif", f, film.Options{}))
	at := time.Duration(0)
	for i, s := range got {
		if off := at - f.Frames[i].At; off < -tick/2 || off > tick/2 {
			t.Errorf("frame %d is shown at %v instead of %v", i, at, f.Frames[i].At)
		}
		if s.lasts < gifLeast {
			t.Errorf("frame %d lasts %v", i, s.lasts)
		}
		at += s.lasts
	}
}

// A film may have more colours than a GIF, as long as no frame has.
func TestGIFWithPalettes(t *testing.T) {
	f := colourful(5, 200)
	_, got := played(t, written(t, "gif", f, film.Options{FontSize: 7}))
	compare(t, got, expected(t, f, film.Options{FontSize: 7}, gifTop, gifLeast), 0)
}

// In a frame of more colours than a GIF can have, each is near to what it is.
func TestGIFWithTooManyColours(t *testing.T) {
	f := colourful(2, 2000)
	_, got := played(t, written(t, "gif", f, film.Options{FontSize: 7}))
	want := expected(t, f, film.Options{FontSize: 7}, gifTop, gifLeast)
	for i := range got {
		sum := 0
		for p, c := range got[i].pixels {
			w := want[i].pixels[p]
			sum += max(int(c.R)-int(w.R), int(w.R)-int(c.R)) + max(int(c.G)-int(w.G), int(w.G)-int(c.G)) + max(int(c.B)-int(w.B), int(w.B)-int(c.B))
		}
		if mean := sum / len(got[i].pixels); mean > 36 {
			t.Errorf("the colours of frame %d are off by %d on average, in three channels", i, mean)
		}
	}
}

// A short gap between pixels that change is drawn, a longer one is not; one of one
// colour may be longer. At the end of a row nothing follows it.
func TestGaps(t *testing.T) {
	const a, b, c = ink(0), ink(1), ink(2)
	table := newTable(make([]color.NRGBA, 3), []byte{1, 2, 3})
	gap := func(n int, inks ...ink) (list []ink) {
		for i := range n {
			list = append(list, inks[i%len(inks)]|same)
		}
		return list
	}
	row := func(middle []ink, after ...ink) []ink { return append(append([]ink{a}, middle...), after...) }
	for _, test := range []struct {
		pixels []ink
		drawn  bool
	}{
		{row(gap(1, b), a), true},
		{row(gap(shortGap, b, c), a), true},
		{row(gap(shortGap+1, b, c), a), false},
		{row(gap(evenGap, b), a), true},
		{row(gap(evenGap+1, b), a), false},
		{row(gap(3, b)), false},
		{row(append(gap(1, b), noInk), a), false},
	} {
		numbers, _ := table.convert(test.pixels, len(test.pixels))
		if drawn := numbers[1] == 2; drawn != test.drawn {
			t.Errorf("%v becomes %v", test.pixels, numbers)
		}
		for i, n := range test.pixels {
			if n < same && numbers[i] != table.place[n] || n != noInk && n > same && numbers[i] != 0 && numbers[i] != table.place[n&^same] {
				t.Errorf("pixel %d of %v becomes %d", i, test.pixels, numbers[i])
			}
		}
	}
}
