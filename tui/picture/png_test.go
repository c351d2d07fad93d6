package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"io"
	"testing"
	"time"

	"echotui/tui/film"
	"echotui/tui/film/filmtest"
)

// chunk is a part of a PNG.
type chunk struct {
	kind string
	data []byte
}

func chunks(t *testing.T, file []byte) []chunk {
	t.Helper()
	const signature = 8
	var all []chunk
	for rest := file[signature:]; len(rest) > 0; {
		n := binary.BigEndian.Uint32(rest)
		if got, want := binary.BigEndian.Uint32(rest[8+n:]), crc32.ChecksumIEEE(rest[4:8+n]); got != want {
			t.Fatalf("the sum of %s is wrong", rest[4:8])
		}
		all = append(all, chunk{string(rest[4:8]), rest[8 : 8+n]})
		rest = rest[12+n:]
	}
	return all
}

// decodeAPNG is what a viewer of animated PNGs shows. Each frame becomes a PNG
// of its own, which a reader that is not ours decodes.
func decodeAPNG(t *testing.T, file []byte) []shown {
	t.Helper()
	all := chunks(t, file)
	header := all[0].data
	screen := image.NewNRGBA(image.Rect(0, 0, int(binary.BigEndian.Uint32(header)), int(binary.BigEndian.Uint32(header[4:]))))
	var palette []chunk
	var frames []shown
	var number uint32
	next := func(data []byte) {
		if got := binary.BigEndian.Uint32(data); got != number {
			t.Fatalf("number %d comes instead of %d", got, number)
		}
		number++
	}
	control := append(append(header[:8:8], make([]byte, 8)...), 0, 1, 0, 1, 0, 0) // of a still picture
	for _, c := range all[1:] {
		switch c.kind {
		case "PLTE", "tRNS":
			palette = append(palette, c)
		case "fcTL":
			next(c.data)
			control = c.data[4:]
		case "fdAT":
			next(c.data)
			frames = append(frames, over(t, screen, header, control, palette, c.data[4:]))
		case "IDAT":
			frames = append(frames, over(t, screen, header, control, palette, c.data))
		}
	}
	if last := all[len(all)-1]; last.kind != "IEND" {
		t.Errorf("it ends with %s", last.kind)
	}
	for _, c := range all {
		if c.kind == "acTL" && int(binary.BigEndian.Uint32(c.data)) != len(frames) {
			t.Errorf("it has %d frames, but says %d", len(frames), binary.BigEndian.Uint32(c.data))
		}
	}
	return frames
}

// over draws a frame over what is there.
func over(t *testing.T, screen *image.NRGBA, header, control []byte, palette []chunk, data []byte) shown {
	t.Helper()
	n := func(i int) int { return int(binary.BigEndian.Uint32(control[4*i:])) }
	var b bytes.Buffer
	p := pngFile{w: &b}
	b.WriteString("\x89PNG\r\n\x1a\n")
	p.chunk("IHDR", append(append([]byte{}, control[:8]...), header[8:]...))
	for _, c := range palette {
		p.chunk(c.kind, c.data)
	}
	p.chunk("IDAT", data)
	p.chunk("IEND", nil)
	frame, err := png.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	for y := range n(1) {
		for x := range n(0) {
			if c := color.NRGBAModel.Convert(frame.At(x, y)).(color.NRGBA); c.A != 0 {
				screen.SetNRGBA(n(2)+x, n(3)+y, c)
			}
		}
	}
	delay := time.Duration(binary.BigEndian.Uint16(control[16:])) * time.Second / time.Duration(binary.BigEndian.Uint16(control[18:]))
	s := shown{lasts: delay}
	for p := 0; p < len(screen.Pix); p += 4 {
		s.pixels = append(s.pixels, color.NRGBA{screen.Pix[p], screen.Pix[p+1], screen.Pix[p+2], screen.Pix[p+3]})
	}
	return s
}

func TestAPNGShowsTheFilm(t *testing.T) {
	f := short(2 * time.Second)
	for name, c := range map[string]struct {
		film *film.Film
		o    film.Options
	}{
		"few colours":    {f, dressed},
		"see-through":    {f, film.Options{Radius: 9, FontSize: 9}},
		"many colours":   {colourful(3, 400), film.Options{FontSize: 7}},
		"sixteen shades": {filmtest.Of("█ ▌", "▌ █"), film.Options{}},
	} {
		got := decodeAPNG(t, written(t, "apng", c.film, c.o))
		compare(t, got, expected(t, c.film, c.o, pngTop, apngTick), apngTick)
		if sum := total(got); sum != c.film.Length {
			t.Errorf("%s: the frames last %v in sum, the film %v", name, sum, c.film.Length)
		}
	}
}

// A still picture is what the film shows at a moment.
func TestStill(t *testing.T) {
	f := filmtest.Of("one", "two", "three")
	two := 1500 * time.Millisecond
	for _, c := range []struct {
		at   *time.Duration
		shot int
	}{{nil, 2}, {&two, 1}} {
		o := film.Options{At: c.at}
		got := decodeAPNG(t, written(t, "png", f, o))
		want := expected(t, f, film.Options{}, pngTop, apngTick)[c.shot]
		want.lasts = got[0].lasts
		compare(t, got, []shown{want}, 0)
	}
}

// Frames are what stills at their times are.
func TestFrames(t *testing.T) {
	f := filmtest.Of("one", "two", "three")
	n := 0
	err := WriteFrames(f, dressed, func(i int, write func(io.Writer) error) error {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			return err
		}
		o := dressed
		o.At = &f.Frames[i].At
		compare(t, decodeAPNG(t, b.Bytes()), decodeAPNG(t, written(t, "png", f, o)), 0)
		n++
		return nil
	})
	if err != nil || n != 3 {
		t.Errorf("%d frames, %v", n, err)
	}
	if err := WriteFrames(f, dressed, func(int, func(io.Writer) error) error { return errFull }); !errors.Is(err, errFull) {
		t.Errorf("no room is %v", err)
	}
}
