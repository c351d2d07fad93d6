package screen

import (
	"bytes"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// picture is an emulator that has been fed a tail, and what it showed on the
// way: that is asked for again by steps back, which it cannot take.
type picture struct {
	emulator *emulator // nil: not made yet
	tail     tail      // what it was fed
	shots    []shot    // at the ends of the latest writes and looks, oldest first
	run      []byte    // what was printed last, as far as it may go on
	failed   bool      // the rest of the line is left out
	failures int       // how often it happened
}

const (
	// maxRun is the bytes of run: enough for any grapheme.
	maxRun = 64
	// maxFailures bounds the work of beginning anew. What comes after so many
	// is left out, until the part of the output they are in is no longer kept.
	maxFailures = 5
	// maxCells bounds the cells in shots, of some 200 bytes each, but two shots
	// there may be.
	maxCells = 40_000
)

// show returns what a tail shows at a size. If that is a later moment of the
// same output, the emulator is only fed the rest.
func (p *picture) show(width, height int, words bool, t *tail) *shot {
	same := p.emulator != nil && p.emulator.Width() == width && p.emulator.Height() == height
	back := same && p.tail.continues(t)
	if back {
		for i := range p.shots {
			if p.shots[i].end == t.end {
				return &p.shots[i]
			}
		}
	}
	if !same || !t.continues(&p.tail) || p.joins(t) {
		p.begin(width, height, words, t)
		if back {
			p.trail(t)
		}
	}
	p.feed(t.from(p.tail.end))
	p.shoot(t.end)
	p.tail = *t
	return &p.shots[len(p.shots)-1]
}

// begin makes it the picture of what a tail begins with.
func (p *picture) begin(width, height int, words bool, t *tail) {
	*p = picture{emulator: newEmulator(width, height, words), run: p.run[:0]}
	end, now := p.emulator.skim(t)
	p.feed([]byte(now.restore()))
	p.tail.end = end
}

// trail feeds a tail up to the end of the last write but one, and takes a shot
// there and where earlier ones ended, unless what comes next may belong to what
// was printed last: who steps back once does so again.
func (p *picture) trail(t *tail) {
	tokens := t.from(p.tail.end)
	for _, end := range t.ends {
		n := end - p.tail.end
		if n > 0 && n < len(tokens) && tokens[n] < utf8.RuneSelf {
			p.feed(tokens[:n])
			p.shoot(end)
			p.tail.end, tokens = end, tokens[n:]
		}
	}
}

func (p *picture) shoot(end int) {
	most := max(2, min(maxEnds, maxCells/(p.emulator.Width()*p.emulator.Height())))
	p.shots = append(p.shots, p.emulator.shoot(end))
	if len(p.shots) > most {
		p.shots = slices.Delete(p.shots, 0, len(p.shots)-most)
	}
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
	p.emulator = newEmulator(p.emulator.Width(), p.emulator.Height(), p.emulator.words)
	var sentence tail
	newFilter(&sentence).write(fmt.Sprintf("[the terminal failed and begins anew: %v]\n", err))
	p.emulator.feed(sentence.from(0))
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
