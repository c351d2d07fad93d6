package codec

import (
	"github.com/klauspost/compress/zstd"
)

// A section is a run of bytes that is compressed by itself: how long it is,
// how long it is compressed (0: it is not), and the bytes.

// window is how far back compressed bytes refer, which bounds the memory that
// an Encoder and a Decoder keep.
const window = 1 << 20

// factor and spare bound what a section may become: what it is now, times
// factor, and spare. Bytes that only claim to be long cost no memory then.
const (
	factor = 16
	spare  = 4 << 20
)

func mostOf(packed int) uint64 { return uint64(packed)*factor + spare }

func newCompressor(quick bool) *zstd.Encoder {
	z, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1),
		zstd.WithEncoderCRC(false), zstd.WithWindowSize(window), zstd.WithLowerEncoderMem(true),
		zstd.WithNoEntropyCompression(quick))
	if err != nil {
		panic("codec: " + err.Error()) // an option is wrong
	}
	return z
}

func newDecompressor() *zstd.Decoder {
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
		zstd.WithDecoderMaxWindow(window), zstd.WithDecodeAllCapLimit(true))
	if err != nil {
		panic("codec: " + err.Error()) // an option is wrong
	}
	return z
}

// appendSection appends raw, compressed if that makes it shorter.
func (e *Encoder) appendSection(dst, raw []byte) []byte {
	if e.zstd == nil {
		e.zstd = newCompressor(e.Quick)
	}
	e.packed = e.zstd.EncodeAll(raw, e.packed[:0])
	dst = appendUint(dst, uint64(len(raw)))
	if len(e.packed) >= len(raw) || uint64(len(raw)) > mostOf(len(e.packed)) {
		dst = appendUint(dst, 0)
		return append(dst, raw...)
	}
	dst = appendUint(dst, uint64(len(e.packed)))
	return append(dst, e.packed...)
}

// skipSection takes a section from s as it is.
func skipSection(s *source) (raw uint64, packed []byte, stored bool) {
	raw = s.uint()
	n := s.uint()
	if n == 0 {
		return raw, s.bytes(raw), true
	}
	return raw, s.bytes(n), false
}

// section takes a section from s. The bytes are valid until the next one.
func (d *Decoder) section(s *source) []byte {
	raw, packed, stored := skipSection(s)
	if stored || s.err != nil {
		return packed
	}
	if raw > mostOf(len(packed)) {
		s.fail("claim to be much longer than they can be")
		return nil
	}
	if uint64(cap(d.raw)) < raw {
		d.raw = make([]byte, 0, raw)
	}
	if d.zstd == nil {
		d.zstd = newDecompressor()
	}
	out, err := d.zstd.DecodeAll(packed, d.raw[:0:raw])
	if err != nil || uint64(len(out)) != raw {
		s.fail("cannot be decompressed")
		return nil
	}
	if cap(d.raw) > spare {
		d.raw = nil // a giant is not kept
	}
	return out
}
