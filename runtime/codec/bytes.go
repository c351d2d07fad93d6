package codec

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// What is wrong with bytes that no Encoder made. Errors of this package wrap
// ErrDamaged and say more.
var ErrDamaged = errors.New("damaged")

func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrDamaged, fmt.Sprintf(format, args...))
}

// source reads bytes one after another. The first that is wrong is kept, and
// everything after it reads as zero.
type source struct {
	name string // of what is read, for errors
	rest []byte
	err  error
}

func (s *source) fail(problem string) {
	if s.err == nil {
		s.err = damaged("%s %s", s.name, problem)
	}
	s.rest = nil
}

func (s *source) uint() uint64 {
	if len(s.rest) > 0 && s.rest[0] < 0x80 { // most are small
		v := uint64(s.rest[0])
		s.rest = s.rest[1:]
		return v
	}
	v, n := binary.Uvarint(s.rest)
	if n <= 0 {
		s.fail("end too early")
		return 0
	}
	s.rest = s.rest[n:]
	return v
}

func (s *source) int() int64 { return unzigzag(s.uint()) }

func (s *source) byte() byte {
	b := s.bytes(1)
	if len(b) == 0 {
		return 0
	}
	return b[0]
}

// bytes takes the next n bytes; they are not copied.
func (s *source) bytes(n uint64) []byte {
	if n > uint64(len(s.rest)) {
		s.fail("end too early")
		return nil
	}
	taken := s.rest[:n:n]
	s.rest = s.rest[n:]
	return taken
}

// count reads how many things follow, of which each takes at least a byte.
func (s *source) count() int {
	n := s.uint()
	if n > uint64(len(s.rest)) {
		s.fail("tell of more than there is")
		return 0
	}
	return int(n)
}

// end reports what was wrong, or that not everything was used.
func (s *source) end() error {
	if s.err == nil && len(s.rest) > 0 {
		s.fail("go on too long")
	}
	return s.err
}

// zigzag makes small numbers of either sign small without one.
func zigzag(v int64) uint64 { return uint64(v)<<1 ^ uint64(v>>63) }

func unzigzag(v uint64) int64 { return int64(v>>1) ^ -int64(v&1) }

func appendInt(dst []byte, v int64) []byte { return appendUint(dst, zigzag(v)) }

// appendUint is binary.AppendUvarint, quicker for the small.
func appendUint(dst []byte, v uint64) []byte {
	switch {
	case v < 1<<7:
		return append(dst, byte(v))
	case v < 1<<14:
		return append(dst, byte(v)|0x80, byte(v>>7))
	}
	return binary.AppendUvarint(dst, v)
}
