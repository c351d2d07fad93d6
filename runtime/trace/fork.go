package trace

// Fork makes a log of its own that holds the same facts up to number seq, and
// to which others may be added. The two share what is packed, so that this
// costs no more for a long log than for one that has nothing packed. Whoever
// guards one of them guards both.
func (l *Log) Fork(seq uint64) *Log {
	f := &Log{limit: l.limit, most: l.most, size: l.size, fresh: l.fresh, first: l.first, last: l.first - 1}
	for _, b := range l.blocks {
		last := b.first + uint64(b.count) - 1
		if last >= seq || b.facts != nil {
			break
		}
		f.blocks = append(f.blocks, b)
		f.bytes += b.weight
		f.last = last
	}
	if f.last < min(seq, l.last) {
		f.begin(f.last + 1)
		f.Append(l.Since(nil, f.last, int(min(seq, l.last)-f.last))...)
	}
	return f
}
