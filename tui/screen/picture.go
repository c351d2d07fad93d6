package screen

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// picture is the cells of a screen: an emulator that has been fed its tail.
type picture struct {
	emulator *emulator // nil: not made yet
	tail     tail      // what it was fed
	run      []byte    // what was printed last, as far as it may go on
	failed   bool      // the rest of the line is left out
	failures int       // how often it happened
}

// maxFailures bounds the work of beginning anew. What comes after so many is
// left out, until the part of the output they are in is no longer kept.
const maxFailures = 5

// maxRun is the bytes of run: enough for any grapheme.
const maxRun = 64

// show makes it the picture of a tail at a size. If it is one of an earlier
// moment of the same output, it is only fed the rest.
func (p *picture) show(width, height int, t *tail) {
	if p.emulator == nil || p.emulator.Width() != width || p.emulator.Height() != height ||
		!t.continues(&p.tail) || p.joins(t) {
		p.begin(width, height)
		before := t.before()
		p.feed([]byte(before.restore()))
		p.tail.end = t.start()
	}
	if p.tail.end < t.end {
		p.feed(t.from(p.tail.end))
	}
	p.tail = *t
}

func (p *picture) begin(width, height int) {
	*p = picture{emulator: newEmulator(width, height), run: p.run[:0]}
}

// feed gives tokens to the emulator. When it fails, it begins anew with the
// line after the one it failed in.
func (p *picture) feed(tokens []byte) {
	p.remember(tokens)
	for len(tokens) > 0 && p.failures <= maxFailures {
		if p.failed {
			tokens = p.skip(tokens)
			continue
		}
		rest, err := p.emulator.try(tokens)
		if err != nil {
			p.fail(err)
		}
		tokens = rest
	}
}

// skip leaves out what is left of the line.
func (p *picture) skip(tokens []byte) []byte {
	end := bytes.IndexByte(tokens, '\n')
	if end < 0 {
		return nil
	}
	p.failed = false
	return tokens[end+1:]
}

// fail begins anew with a sentence.
func (p *picture) fail(err error) {
	p.emulator = newEmulator(p.emulator.Width(), p.emulator.Height())
	sentence := newFilter(func(t token) { p.emulator.feed(t.text) })
	sentence.write(fmt.Sprintf("[the terminal failed and begins anew: %v]\n", err))
	p.failed = true
	p.failures++
}

// remember keeps the run of characters that fresh ends in.
func (p *picture) remember(fresh []byte) {
	for len(fresh) > 0 {
		n := printable(fresh)
		if n == 0 {
			n = control(fresh)
			p.run = p.run[:0]
		} else {
			p.run = append(p.run, fresh[max(0, n-maxRun):n]...)
		}
		fresh = fresh[n:]
	}
	p.run = p.run[max(0, len(p.run)-maxRun):]
}

// joins reports whether what comes next continues the grapheme that was printed
// last. Then its cell must change, which the emulator cannot do.
func (p *picture) joins(t *tail) bool {
	if p.tail.end == t.end || len(p.run) == 0 {
		return false
	}
	next := t.from(p.tail.end)
	if next[0] < utf8.RuneSelf {
		return false
	}
	_, size := utf8.DecodeRune(next)
	text := append(append([]byte{}, p.run...), next[:size]...)
	for len(text) > size {
		glyph, _ := ansi.FirstGraphemeCluster(text, ansi.GraphemeWidth)
		if len(glyph) > len(text)-size {
			return true
		}
		text = text[len(glyph):]
	}
	return false
}
