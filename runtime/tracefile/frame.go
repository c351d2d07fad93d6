package tracefile

import (
	"encoding/binary"
	"hash/crc32"
)

// Magic begins every trace: a byte that is in no text, a name, and line ends of
// all sorts, so that whatever changes line ends is noticed.
const Magic = "\x89echotui\r\n\x1a\n"

// version is that of the format. A reader knows no other.
const version = 1

// prefixSize is what comes before the first frame: the magic and the version,
// in two bytes.
const prefixSize = len(Magic) + 2

func appendPrefix(dst []byte) []byte {
	return binary.LittleEndian.AppendUint16(append(dst, Magic...), version)
}

// kind says what is in a frame.
type kind uint16

const (
	kindHeader kind = iota + 1
	kindFacts
	kindCommands
	kindIndex
)

// head is what comes before the body of a frame.
type head struct {
	kind   kind
	count  uint16
	length uint32
	first  uint64
	body   uint32 // checksum
}

const headSize = 24

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func checksum(b []byte) uint32 { return crc32.Checksum(b, castagnoli) }

func (h head) append(dst []byte) []byte {
	start := len(dst)
	dst = binary.LittleEndian.AppendUint16(dst, uint16(h.kind))
	dst = binary.LittleEndian.AppendUint16(dst, h.count)
	dst = binary.LittleEndian.AppendUint32(dst, h.length)
	dst = binary.LittleEndian.AppendUint64(dst, h.first)
	dst = binary.LittleEndian.AppendUint32(dst, h.body)
	return binary.LittleEndian.AppendUint32(dst, checksum(dst[start:]))
}

// parseHead reads a head of headSize bytes and reports whether it is sound.
func parseHead(b []byte) (h head, ok bool) {
	h = head{
		kind:   kind(binary.LittleEndian.Uint16(b)),
		count:  binary.LittleEndian.Uint16(b[2:]),
		length: binary.LittleEndian.Uint32(b[4:]),
		first:  binary.LittleEndian.Uint64(b[8:]),
		body:   binary.LittleEndian.Uint32(b[16:]),
	}
	return h, checksum(b[:20]) == binary.LittleEndian.Uint32(b[20:])
}

// The tail ends a file that was closed: where the head of the index is, a
// checksum of that, and four letters.
const (
	tailSize = 16
	tailMark = "end\n"
)

func appendTail(dst []byte, index int64) []byte {
	start := len(dst)
	dst = binary.LittleEndian.AppendUint64(dst, uint64(index))
	dst = binary.LittleEndian.AppendUint32(dst, checksum(dst[start:]))
	return append(dst, tailMark...)
}

func parseTail(b []byte) (index int64, ok bool) {
	index = int64(binary.LittleEndian.Uint64(b))
	return index, index > 0 && checksum(b[:8]) == binary.LittleEndian.Uint32(b[8:]) && string(b[12:]) == tailMark
}
