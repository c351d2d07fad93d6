package codec

import (
	"slices"

	"github.com/klauspost/compress/zstd"

	"echotui/runtime/wire"
)

// Decoder turns blocks into facts and commands. The zero Decoder is ready.
type Decoder struct {
	zstd    *zstd.Decoder
	raw     []byte
	columns [columns]source
	texts   []wire.Value // each a string, which is boxed once
	pids    []seen
	lists   [][]wire.Value
	told    []told
	found   []any                 // tables and errors of a list
	names   map[string]wire.Value // short texts of blocks before, to share them

	at      wire.Time // of the fact before
	lastRef uint64    // the last one that was read
	lastPID uint64    // number of the newest PID
}

// Head is what a block of facts is about: the number of its first fact, and how
// many there are.
func Head(block []byte) (first uint64, count int, err error) {
	s := source{name: "facts", rest: block}
	first, count = head(&s)
	return first, count, s.err
}

func head(s *source) (first uint64, count int) {
	first = s.uint()
	n := s.uint()
	if s.err == nil && (n == 0 || n > MaxFacts || first > ^uint64(0)-n) {
		s.fail("are too many or none")
		return 0, 0
	}
	return first, int(n)
}

// Causes appends the causes of the facts of a block to dst; nothing else is
// decoded. The first is that of fact number first.
func (d *Decoder) Causes(dst []uint64, block []byte) (first uint64, causes []uint64, err error) {
	s := source{name: "facts", rest: block}
	first, count := head(&s)
	codes := d.causes(&s)
	if s.err != nil {
		return 0, dst, s.err
	}
	before := len(dst)
	for i := range uint64(count) {
		dst = append(dst, causeOf(first+i, codes.uint()))
	}
	if err := codes.end(); err != nil {
		return 0, dst[:before], err
	}
	return first, dst, nil
}

func (d *Decoder) causes(s *source) source { return source{name: "causes", rest: d.section(s)} }

// Facts appends the facts of a block to dst.
func (d *Decoder) Facts(dst []wire.Event, block []byte) ([]wire.Event, error) {
	s := source{name: "facts", rest: block}
	first, count := head(&s)
	codes := d.causes(&s)
	codes.rest = slices.Clone(codes.rest) // the next section takes its place
	body := source{name: "columns", rest: d.section(&s)}
	if s.err != nil {
		return dst, s.err
	}
	if err := s.end(); err != nil {
		return dst, err
	}
	if err := d.split(&body); err != nil {
		return dst, err
	}
	if len(d.columns[kinds].rest) != count || len(d.columns[shapes].rest) != 2*count || len(codes.rest) < count {
		return dst, damaged("facts are not as many as their kinds, shapes or causes")
	}
	d.begin()
	before := len(dst)
	dst = slices.Grow(dst, count)[:before+count]
	facts := dst[before:]
	clear(facts)
	for i := range facts {
		d.fact(facts, i, first+uint64(i), codes.uint())
	}
	if err := d.end(&codes); err != nil {
		clear(facts)
		return dst[:before], err
	}
	return dst, nil
}

// split takes the columns apart that join has put together.
func (d *Decoder) split(body *source) error {
	var lengths [columns]uint64
	for i := range lengths {
		lengths[i] = body.uint()
	}
	for i := range d.columns {
		d.columns[i] = source{name: columnNames[i], rest: body.bytes(lengths[i])}
	}
	return body.end()
}

func (d *Decoder) begin() {
	d.texts, d.lists, d.told = d.texts[:0], d.lists[:0], d.told[:0]
	d.pids = append(d.pids[:0], seen{})
	d.at, d.lastRef, d.lastPID = 0, 0, 0
	if d.names == nil || len(d.names) > crowded {
		d.names = map[string]wire.Value{}
	}
}

// end reports what is wrong with any column, codes among them if not nil.
func (d *Decoder) end(codes *source) error {
	clear(d.lists) // payloads must not outlive their facts
	clear(d.texts)
	var err error
	if codes != nil {
		err = codes.end()
	}
	for i := range d.columns {
		if problem := d.columns[i].end(); err == nil {
			err = problem
		}
		d.columns[i].rest = nil
	}
	return err
}
