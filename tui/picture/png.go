package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"io"
	"math/bits"
	"strings"
	"time"

	"echotui/tui/film"
)

// pngTop is the highest level of a pixel where colours are not scarce.
const pngTop = 16

// An APNG counts time as we ask it to: in thousandths of a second, of which one
// frame can stay for so many.
const (
	apngTick     = time.Millisecond
	apngMaxDelay = 1<<16 - 1
)

// WritePNG writes what a film shows at o.At, or at its end, as a still picture.
func WritePNG(w io.Writer, f *film.Film, o film.Options) error {
	o, err := o.Complete()
	if err != nil {
		return err
	}
	shot, err := f.Still(o.At)
	if err != nil {
		return err
	}
	c, err := newCanvas(f, o, pngTop)
	if err != nil {
		return err
	}
	c.show(&shot)
	c.letters.fonts.tell()
	return c.writePNG(w)
}

// WriteFrames makes a still picture of each frame of a film. Each is called for
// them in order, with the number of the frame, to say where to write it.
func WriteFrames(f *film.Film, o film.Options, each func(n int, write func(io.Writer) error) error) error {
	o, err := o.Complete()
	if err != nil {
		return err
	}
	if err := f.Check(); err != nil {
		return err
	}
	c, err := newCanvas(f, o, pngTop)
	if err != nil {
		return err
	}
	for i := range f.Frames {
		shot := f.Shot(f.Frames[i].At)
		c.show(&shot)
		if err := each(i, c.writePNG); err != nil {
			return err
		}
	}
	c.letters.fonts.tell()
	return nil
}

// writePNG writes the picture as it is.
func (c *canvas) writePNG(w io.Writer) error {
	p := newPNG(w, c)
	p.head(c.title, c.Size)
	p.chunk("IDAT", p.pack(delta{image.Rectangle{Max: c.Size}, c.pixels}))
	p.chunk("IEND", nil)
	return p.err
}

// WriteAPNG writes a film as an animated PNG: in all of its colours, and exact to
// a thousandth of a second.
func WriteAPNG(w io.Writer, f *film.Film, o film.Options) error {
	r, err := newReel(f, o, pngTop, apngTick)
	if err != nil {
		return err
	}
	p := newPNG(w, r.canvas)
	p.head(f.Title, r.Size)
	// How many frames there are is known only when they have been made.
	frames := 0
	if err := r.each(func(_ delta, from, to time.Duration) error {
		frames += len(delays(from, to))
		return nil
	}); err != nil {
		return err
	}
	plays := uint32(0)
	if r.Options.Once {
		plays = 1
	}
	p.chunk("acTL", binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(frames)), plays))
	r.restart()
	pipe := newPipe(func(packed []byte) error { p.frame(packed); return p.err })
	err = r.each(func(d delta, from, to time.Duration) error {
		for _, delay := range delays(from, to) {
			now := d
			if err := pipe.add(func() []byte { return append(frameHead(now.where, delay), p.pack(now)...) }); err != nil {
				return err
			}
			d = delta{image.Rect(0, 0, 1, 1), []ink{noInk}}
		}
		return nil
	})
	if err == nil {
		err = pipe.close()
	}
	p.chunk("IEND", nil)
	r.letters.fonts.tell()
	if err == nil {
		err = p.err
	}
	return err
}

// delays are for how long frames stay that show the same from one time to
// another: more than one if it is too long for one.
func delays(from, to time.Duration) []int {
	left := int((to+apngTick/2)/apngTick - (from+apngTick/2)/apngTick)
	var all []int
	for left > apngMaxDelay {
		all = append(all, apngMaxDelay)
		left -= apngMaxDelay
	}
	return append(all, left)
}

// frameHead is what an animated PNG says about a frame, without its number: it
// goes over what is there, which stays.
func frameHead(where image.Rectangle, delay int) []byte {
	var b []byte
	for _, n := range []int{where.Dx(), where.Dy(), where.Min.X, where.Min.Y} {
		b = binary.BigEndian.AppendUint32(b, uint32(n))
	}
	b = binary.BigEndian.AppendUint16(b, uint16(delay))
	b = binary.BigEndian.AppendUint16(b, uint16(time.Second/apngTick))
	const keep, over = 0, 1
	return append(b, keep, over)
}

// frameHeadSize is the bytes of it.
const frameHeadSize = 22

// pngFile writes the chunks of a file. Its first error ends the writing.
type pngFile struct {
	w       io.Writer
	err     error
	colours []color.NRGBA
	indexed bool
	number  uint32 // of the next frame or its data
}

// newPNG needs to know all the colours of what is to come: up to 256, with the
// one that is transparent, are numbered.
func newPNG(w io.Writer, c *canvas) *pngFile {
	p := &pngFile{w: w, colours: c.list, indexed: len(c.list) < 256}
	_, p.err = io.WriteString(w, "\x89PNG\r\n\x1a\n")
	return p
}

func (p *pngFile) chunk(kind string, data []byte) {
	if p.err != nil {
		return
	}
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	b = append(append(b, kind...), data...)
	b = binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
	_, p.err = p.w.Write(b)
}

// head says how big the picture is, what it is called and which colours it has.
func (p *pngFile) head(title string, size image.Point) {
	const indexed, trueColour = 3, 6
	kind := byte(trueColour)
	if p.indexed {
		kind = indexed
	}
	b := binary.BigEndian.AppendUint32(nil, uint32(size.X))
	b = binary.BigEndian.AppendUint32(b, uint32(size.Y))
	p.chunk("IHDR", append(b, p.depth(), kind, 0, 0, 0))
	if title != "" {
		p.chunk("iTXt", []byte("Title\x00\x00\x00\x00\x00"+strings.ToValidUTF8(strings.ReplaceAll(title, "\x00", " "), "\ufffd")))
	}
	if !p.indexed {
		return
	}
	var colours, alpha []byte
	for _, c := range p.colours {
		colours, alpha = append(colours, c.R, c.G, c.B), append(alpha, c.A)
	}
	p.chunk("PLTE", append(colours, 0, 0, 0))
	p.chunk("tRNS", append(alpha, 0))
}

// depth is the bits that a pixel, or a part of its colour, takes.
func (p *pngFile) depth() byte {
	if !p.indexed {
		return 8
	}
	switch n := bits.Len(uint(len(p.colours))); {
	case n <= 2:
		return byte(n)
	case n <= 4:
		return 4
	}
	return 8
}

// frame writes a packed frame that begins with its head. The data of the first
// are those of the still picture, for who knows no animated ones.
func (p *pngFile) frame(packed []byte) {
	first := p.number == 0
	p.chunk("fcTL", append(p.next(), packed[:frameHeadSize]...))
	if first {
		p.chunk("IDAT", packed[frameHeadSize:])
		return
	}
	p.chunk("fdAT", append(p.next(), packed[frameHeadSize:]...))
}

func (p *pngFile) next() []byte {
	p.number++
	return binary.BigEndian.AppendUint32(nil, p.number-1)
}

// pack is the pixels of a picture as the file has them.
func (p *pngFile) pack(d delta) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	row := []byte{}
	for y := range d.where.Dy() {
		row = p.row(append(row[:0], 0), d.pixels[y*d.where.Dx():(y+1)*d.where.Dx()])
		z.Write(row) // into memory: it cannot fail
	}
	z.Close()
	return b.Bytes()
}

// row appends a row of pixels.
func (p *pngFile) row(dst []byte, pixels []ink) []byte {
	if !p.indexed {
		for _, n := range pixels {
			var c color.NRGBA
			if n < same {
				c = p.colours[n]
			}
			dst = append(dst, c.R, c.G, c.B, c.A)
		}
		return dst
	}
	depth := int(p.depth())
	held, free := byte(0), 8
	for _, n := range pixels {
		if n >= same {
			n = ink(len(p.colours)) // the transparent one
		}
		free -= depth
		held |= byte(n) << free
		if free == 0 {
			dst, held, free = append(dst, held), 0, 8
		}
	}
	if free < 8 {
		dst = append(dst, held)
	}
	return dst
}
