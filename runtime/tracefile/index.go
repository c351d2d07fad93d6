package tracefile

import "encoding/binary"

// entry is where a frame of facts or commands is.
type entry struct {
	offset int64  // of its head
	first  uint64 // number of its first fact
	kind   kind
	count  uint16
}

// maxIndex is how many frames an index tells of, at most: ten days of a frame
// of facts and one of commands a second. A longer file has none, and a reader
// walks.
const maxIndex = 1 << 21

// appendEntry writes an entry of the index: differences to the one before.
func appendEntry(dst []byte, e, before entry) []byte {
	dst = append(dst, byte(e.kind))
	dst = binary.AppendUvarint(dst, uint64(e.count))
	dst = binary.AppendUvarint(dst, uint64(e.offset-before.offset))
	return binary.AppendUvarint(dst, e.first-before.first)
}

// parseIndex reads what appendEntry wrote and reports whether it is all there.
func parseIndex(body []byte) (list []entry, ok bool) {
	var last entry
	for len(body) > 0 {
		e := entry{kind: kind(body[0])}
		body = body[1:]
		var numbers [3]uint64
		for i := range numbers {
			n, size := binary.Uvarint(body)
			if size <= 0 {
				return nil, false
			}
			numbers[i], body = n, body[size:]
		}
		e.count = uint16(numbers[0])
		e.offset = last.offset + int64(numbers[1])
		e.first = last.first + numbers[2]
		list = append(list, e)
		last = e
	}
	return list, true
}
