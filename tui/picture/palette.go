package picture

import (
	"cmp"
	"image/color"
	"math/bits"
	"slices"
)

// table is the colours of a frame. The one after the last is transparent.
type table struct {
	colours []color.NRGBA
	bits    int    // 1<<bits colours have room
	place   []byte // the number in the table of each ink of the film
}

func newTable(colours []color.NRGBA, place []byte) *table {
	return &table{colours, max(1, bits.Len(uint(len(colours)))), place}
}

func (t *table) transparent() byte { return byte(len(t.colours)) }

// bytes is the table as the file has it, filled up to its size.
func (t *table) bytes() []byte {
	b := make([]byte, 3<<t.bits)
	for i, c := range t.colours {
		b[3*i], b[3*i+1], b[3*i+2] = c.R, c.G, c.B
	}
	return b
}

// convert gives each pixel the number of its colour, and the transparent one to
// those that nothing is drawn in.
func (t *table) convert(pixels []ink) []byte {
	indices, transparent := make([]byte, len(pixels)), t.transparent()
	for i, n := range pixels {
		if n == noInk {
			indices[i] = transparent
		} else {
			indices[i] = t.place[n]
		}
	}
	return indices
}

// globalTable is the first colours of the film, all of them if they are few.
func (g *gifFile) globalTable() *table {
	colours := g.colours[:min(len(g.colours), maxColours)]
	place := make([]byte, len(colours))
	for i := range place {
		place[i] = byte(i)
	}
	t := newTable(colours, place)
	g.clear(t)
	return t
}

// table is the one that a frame needs: that of the film if it has all of its
// colours, else one of the frame's own.
func (g *gifFile) table(pixels []ink) *table {
	highest := -1
	for _, n := range pixels {
		if n != noInk {
			highest = max(highest, int(n))
		}
	}
	if highest < len(g.global.colours) {
		return g.global
	}
	place := make([]byte, len(g.colours))
	used := g.used(pixels)
	var t *table
	if len(used) > maxColours {
		t = newTable(reduce(used, place), place)
	} else {
		t = newTable(make([]color.NRGBA, len(used)), place)
		for i, u := range used {
			t.colours[i], place[u.ink] = u.colour, byte(i)
		}
	}
	g.clear(t)
	return t
}

// clear has what is to be seen through transparent in a table.
func (g *gifFile) clear(t *table) {
	for i := range t.place {
		if g.colours[i].A < 0x80 {
			t.place[i] = t.transparent()
		}
	}
}

// use is a colour of a frame, and how many pixels have it.
type use struct {
	ink    ink
	colour color.NRGBA
	pixels int
}

// used are the colours of a frame that are to be seen, in the order of their numbers.
func (g *gifFile) used(pixels []ink) []use {
	counts := make([]int, len(g.colours))
	for _, n := range pixels {
		if n != noInk {
			counts[n]++
		}
	}
	var used []use
	for n, count := range counts {
		if count > 0 && g.colours[n].A >= 0x80 {
			used = append(used, use{ink(n), g.colours[n], count})
		}
	}
	return used
}

// reduce finds few colours that are near to many, and puts down which is in the
// place of which. It cuts the room that the colours take in two where it is longest, until there
// are as many parts as colours may be: the mean of each is one.
func reduce(used []use, place []byte) []color.NRGBA {
	parts := []part{newPart(used)}
	for len(parts) < maxColours {
		widest := 0
		for i := range parts {
			if parts[i].weight() > parts[widest].weight() {
				widest = i
			}
		}
		if parts[widest].length == 0 {
			break
		}
		low, high := parts[widest].cut()
		parts[widest] = low
		parts = append(parts, high)
	}
	colours := make([]color.NRGBA, len(parts))
	for i, p := range parts {
		colours[i] = p.mean()
		for _, u := range p.uses {
			place[u.ink] = byte(i)
		}
	}
	return colours
}

// part is some colours, and along which of red, green and blue they differ most.
type part struct {
	uses    []use
	channel int
	length  int
	pixels  int
}

func newPart(uses []use) part {
	p := part{uses: uses}
	for channel := range 3 {
		low, high := 255, 0
		for _, u := range uses {
			v := u.channel(channel)
			low, high = min(low, v), max(high, v)
		}
		if high-low > p.length {
			p.channel, p.length = channel, high-low
		}
	}
	for _, u := range uses {
		p.pixels += u.pixels
	}
	return p
}

func (u use) channel(n int) int { return int([3]uint8{u.colour.R, u.colour.G, u.colour.B}[n]) }

// weight is how much a part wants to be cut: the longer it is, and the more
// pixels are in it.
func (p part) weight() int64 { return int64(p.length) * int64(p.length) * int64(p.pixels) }

// cut is the part in two, about in the middle of its length.
func (p part) cut() (low, high part) {
	slices.SortStableFunc(p.uses, func(a, b use) int { return cmp.Compare(a.channel(p.channel), b.channel(p.channel)) })
	middle := p.uses[0].channel(p.channel) + (p.length+1)/2
	at, _ := slices.BinarySearchFunc(p.uses, middle, func(u use, v int) int { return cmp.Compare(u.channel(p.channel), v) })
	return newPart(p.uses[:at]), newPart(p.uses[at:])
}

func (p part) mean() color.NRGBA {
	var r, g, b int
	for _, u := range p.uses {
		r, g, b = r+int(u.colour.R)*u.pixels, g+int(u.colour.G)*u.pixels, b+int(u.colour.B)*u.pixels
	}
	n := max(1, p.pixels)
	return color.NRGBA{uint8(r / n), uint8(g / n), uint8(b / n), 0xff}
}
