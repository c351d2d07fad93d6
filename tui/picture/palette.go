package picture

import (
	"cmp"
	"image/color"
	"math/bits"
	"slices"
)

// table is the colours of a frame. Number 0 is none of them: it is transparent.
type table struct {
	colours []color.NRGBA
	bits    int    // 1<<bits colours have room
	place   []byte // the number in the table of each ink of the film
}

func newTable(colours []color.NRGBA, place []byte) *table {
	return &table{colours, bits.Len(uint(len(colours))), place}
}

// bytes is the table as the file has it, filled up to its size.
func (t *table) bytes() []byte {
	b := make([]byte, 3<<t.bits)
	for i, c := range t.colours {
		b[3*i+3], b[3*i+4], b[3*i+5] = c.R, c.G, c.B
	}
	return b
}

// Of how many pixels a gap is at most that is drawn although they have their
// colours already: letters are packed best where they look alike, whatever was
// there before. A gap of one colour, such as between two letters, may be longer.
const (
	shortGap = 8
	evenGap  = 64
)

// convert gives each pixel the number of its colour. One that has its colour
// already may be transparent, too. Where the gap between pixels that have not is
// short, it is drawn, and else it is what goes on with the pixel before. Depth is
// how many bits the numbers need.
func (t *table) convert(pixels []ink, width int) (numbers []byte, depth int) {
	numbers = make([]byte, len(pixels))
	all, last := byte(0), byte(0)
	for start := 0; start < len(pixels); start += width {
		row := pixels[start : start+width]
		drawn := 0 // the end of a gap that is drawn
		for x, n := range row {
			if n&same != 0 && x > 0 && row[x-1]&same == 0 {
				drawn = x + gapEnd(row[x:])
			}
			switch {
			case n&same == 0:
				last = t.place[n]
			case n == noInk:
				last = 0
			case x < drawn:
				last = t.place[n&^same]
			case last != t.place[n&^same]:
				last = 0
			}
			numbers[start+x] = last
			all |= last
		}
	}
	return numbers, max(2, bits.Len8(all))
}

// gapEnd is where the gap ends with which the rest of a row begins, if it is to be
// drawn; else 0.
func gapEnd(rest []ink) int {
	even := true
	for i, n := range rest {
		switch {
		case n&same == 0:
			return i
		case n == noInk, i >= evenGap:
			return 0
		case n != rest[0]:
			even = false
		}
		if !even && i >= shortGap {
			return 0
		}
	}
	return 0 // nothing is drawn behind it
}

// globalTable is colours of the film, all of them if they are few. Those that the
// most frames have get low numbers, because a frame of low numbers is packed
// better.
func (g *gifFile) globalTable(uses []inkUse) *table {
	inks := make([]ink, len(g.colours))
	for i := range inks {
		inks[i] = ink(i)
	}
	slices.SortStableFunc(inks, func(a, b ink) int {
		return cmp.Or(cmp.Compare(uses[b].shots, uses[a].shots), cmp.Compare(uses[b].columns, uses[a].columns))
	})
	var colours []color.NRGBA
	place := make([]byte, len(g.colours))
	for _, n := range inks {
		if g.colours[n].A >= 0x80 && len(colours) < maxColours {
			colours = append(colours, g.colours[n])
			place[n] = byte(len(colours))
		}
	}
	return newTable(colours, place)
}

// table is the one that a frame needs: that of the film if it has all of its
// colours, else one of the frame's own.
func (g *gifFile) table(pixels []ink) *table {
	if !slices.ContainsFunc(pixels, g.lacks) {
		return g.global
	}
	place := make([]byte, len(g.colours))
	used := g.used(pixels)
	if len(used) > maxColours {
		return newTable(reduce(used, place), place)
	}
	colours := make([]color.NRGBA, len(used))
	for i, u := range used {
		colours[i], place[u.ink] = u.colour, byte(i+1)
	}
	return newTable(colours, place)
}

// lacks reports whether the table of the film has not the colour of a pixel.
func (g *gifFile) lacks(n ink) bool {
	return n < same && g.global.place[n] == 0 && g.colours[n].A >= 0x80
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
		if n < same {
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
			place[u.ink] = byte(i + 1)
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
