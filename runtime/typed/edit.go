package typed

import (
	"cmp"
	"slices"
	"strings"
)

// edit is a change to the source: what lies between two offsets becomes text,
// or blank if there is none. Where start equals end, text is inserted.
type edit struct {
	start, end int32
	rank       int32 // which of the edits that start at one offset comes first
	text       string
}

// rankBlank puts what replaces a piece of the source after all that is
// inserted in front of the piece.
const rankBlank = 1 << 30

// erase overwrites with blanks from a token up to what was read last.
func (p *parser) erase(from int) {
	p.edits = append(p.edits, edit{start: p.tokens[from].start, end: p.end, rank: rankBlank})
}

// replace puts text in the place of a piece of the source.
func (p *parser) replace(start, end int32, text string) {
	p.edits = append(p.edits, edit{start: start, end: end, rank: rankBlank, text: text})
}

// follow inserts text after what was read last. What is inserted there later
// comes after it: an outer call closes after an inner one.
func (p *parser) follow(at int32, text string) {
	p.edits = append(p.edits, edit{start: at, end: at, rank: int32(len(p.edits)) - rankBlank, text: text})
}

// precede inserts text before what begins at an offset. What is inserted there
// later comes before it: an outer call opens before an inner one.
func (p *parser) precede(at int32, text string) {
	rank := rankBlank - 1 - int32(len(p.edits))
	p.edits = append(p.edits, edit{start: at, end: at, rank: rank, text: p.apart(at, text)})
}

// apart puts a blank before text that is to stand at an offset, if it would
// grow together with the word before it: "return~a".
func (p *parser) apart(at int32, text string) string {
	if at > 0 && nameByte(p.source[at-1]) {
		return " " + text
	}
	return text
}

// apply makes the edits. They do not overlap, but one may lie within a piece
// that another erases, such as an escape in a type: it goes with it.
func apply(source string, edits []edit) string {
	order := func(a, b edit) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.rank, b.rank))
	}
	if !slices.IsSortedFunc(edits, order) {
		slices.SortStableFunc(edits, order)
	}
	size := len(source)
	for _, e := range edits {
		size += len(e.text)
	}
	var out strings.Builder
	out.Grow(size)
	at := 0
	for _, e := range edits {
		if int(e.start) < at {
			continue
		}
		out.WriteString(source[at:e.start])
		if e.text == "" {
			writeBlank(&out, source[e.start:e.end])
		}
		out.WriteString(e.text)
		at = int(e.end)
	}
	out.WriteString(source[at:])
	return out.String()
}

// writeBlank writes a space for every byte but those that break lines.
func writeBlank(out *strings.Builder, erased string) {
	const spaces = "                                                                "
	for erased != "" {
		length := strings.IndexAny(erased, "\n\r")
		if length < 0 {
			length = len(erased)
		}
		for left := length; left > 0; left -= len(spaces) {
			out.WriteString(spaces[:min(left, len(spaces))])
		}
		erased = erased[length:]
		if erased != "" {
			out.WriteByte(erased[0])
			erased = erased[1:]
		}
	}
}
