package picture

import (
	"bytes"
	"compress/lzw"
	"encoding/binary"
	"image"
	"image/color"
	"io"
	"time"

	"echotui/tui/film"
)

// A GIF counts time in hundredths of a second. Players show what is to stay for
// less than two of them for ten, so two are the least.
const (
	tick     = 10 * time.Millisecond
	gifLeast = 2 * tick
	maxDelay = 1<<16 - 1 // ticks that one frame can stay
)

// gifTop is the highest level of a pixel in a GIF: few levels leave room for many
// colours, and make equal letters out of nearly equal ones.
const gifTop = 4

// maxColours is what a frame of a GIF has room for, beside the transparent one.
const maxColours = 255

// WriteGIF writes a film as an animated GIF, which loops unless o says otherwise.
// Its frames are what differs from the one before. Times are rounded to
// hundredths of a second without adding up the errors; of what is shown for less
// than two hundredths only the last is. A film in more than 255 colours gets
// frames with palettes of their own, and a frame in more than 255 has the
// colours that are nearest.
func WriteGIF(w io.Writer, f *film.Film, o film.Options) error {
	r, err := newReel(f, o, gifTop, gifLeast)
	if err != nil {
		return err
	}
	g := gifFile{colours: r.list, w: w}
	g.global = g.globalTable(r.uses())
	if err := g.start(r.Size, r.Options.Once); err != nil {
		return err
	}
	p := newPipe(func(packed []byte) error { _, err := w.Write(packed); return err })
	err = r.each(func(d delta, from, to time.Duration) error {
		delay := int((to+tick/2)/tick - (from+tick/2)/tick)
		return p.add(func() []byte { return g.frame(d, delay) })
	})
	if err == nil {
		err = p.close()
	}
	if err == nil {
		_, err = w.Write([]byte{';'})
	}
	r.letters.fonts.tell()
	return err
}

type gifFile struct {
	w       io.Writer
	colours []color.NRGBA // of all the film
	global  *table
}

// start writes what comes before the frames.
func (g *gifFile) start(size image.Point, once bool) error {
	b := []byte("GIF89a")
	b = binary.LittleEndian.AppendUint16(b, uint16(size.X))
	b = binary.LittleEndian.AppendUint16(b, uint16(size.Y))
	b = append(b, 0xf0|byte(g.global.bits-1), 0, 0)
	b = append(b, g.global.bytes()...)
	if !once {
		b = append(b, 0x21, 0xff, 11)
		b = append(b, "NETSCAPE2.0\x03\x01\x00\x00\x00"...)
	}
	_, err := g.w.Write(b)
	return err
}

// frame is a frame that stays for a delay, and as many more as it takes to stay
// for so long.
func (g *gifFile) frame(d delta, delay int) []byte {
	var b bytes.Buffer
	for delay > maxDelay {
		// The next one must be able to stay for two hundredths.
		g.image(&b, d, maxDelay-2)
		delay -= maxDelay - 2
		d = delta{image.Rect(0, 0, 1, 1), []ink{noInk}}
	}
	g.image(&b, d, delay)
	return b.Bytes()
}

func (g *gifFile) image(b *bytes.Buffer, d delta, delay int) {
	t := g.table(d.pixels)
	const keep, transparent = 1 << 2, 1
	b.Write([]byte{0x21, 0xf9, 4, keep | transparent, byte(delay), byte(delay >> 8), 0, 0})
	head := []byte{0x2c}
	for _, n := range []int{d.where.Min.X, d.where.Min.Y, d.where.Dx(), d.where.Dy()} {
		head = binary.LittleEndian.AppendUint16(head, uint16(n))
	}
	b.Write(head)
	if t == g.global {
		b.WriteByte(0)
	} else {
		b.WriteByte(0x80 | byte(t.bits-1))
		b.Write(t.bytes())
	}
	numbers, depth := t.convert(d.pixels, d.where.Dx())
	b.WriteByte(byte(depth))
	blocks := &blocks{out: b}
	z := lzw.NewWriter(blocks, lzw.LSB, depth)
	z.Write(numbers) // into memory, and none of them is too big
	z.Close()
	blocks.close()
}

// blocks cuts what is written into the blocks of a GIF, of up to 255 bytes.
type blocks struct {
	out  *bytes.Buffer
	held []byte
}

func (b *blocks) Write(p []byte) (int, error) {
	for _, c := range p {
		b.WriteByte(c)
	}
	return len(p), nil
}

// WriteByte keeps the packer from putting a buffer of its own in between.
func (b *blocks) WriteByte(c byte) error {
	if b.held = append(b.held, c); len(b.held) == 255 {
		b.flush()
	}
	return nil
}

func (b *blocks) flush() {
	if len(b.held) > 0 {
		b.out.WriteByte(byte(len(b.held)))
		b.out.Write(b.held)
		b.held = b.held[:0]
	}
}

func (b *blocks) close() {
	b.flush()
	b.out.WriteByte(0)
}

// Flush is asked for by the packer of what it writes to.
func (b *blocks) Flush() error { return nil }
