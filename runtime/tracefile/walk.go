package tracefile

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

func (r *Reader) readPrefix() error {
	var b [prefixSize]byte
	n, err := r.readAt(b[:], 0)
	switch {
	case err != nil:
		return err
	case n == 0:
		return ErrEmpty
	case string(b[:min(n, len(Magic))]) != Magic[:min(n, len(Magic))]:
		return ErrForeign
	case n < prefixSize:
		return r.cut()
	}
	if v := binary.LittleEndian.Uint16(b[len(Magic):]); v != version {
		return fmt.Errorf("%w: its format is number %d, and this program reads %d", ErrVersion, v, version)
	}
	return nil
}

// readHeader reads the header, and returns where the frames after it begin.
func (r *Reader) readHeader() (start int64, err error) {
	if err := r.readPrefix(); err != nil {
		return 0, err
	}
	h, err := r.headAt(int64(prefixSize))
	if err == nil && h.kind != kindHeader {
		err = fmt.Errorf("%w: it does not begin with a header", ErrDamaged)
	}
	if err != nil {
		return 0, err
	}
	body, err := r.bodyAt(int64(prefixSize), h)
	if err != nil {
		return 0, err
	}
	if r.header, err = decodeHeader(body); err != nil {
		return 0, fmt.Errorf("%w: the header: %w", ErrDamaged, err)
	}
	return int64(prefixSize) + headSize + int64(h.length), nil
}

// readAt reads what there is, up to len(b) bytes.
func (r *Reader) readAt(b []byte, offset int64) (int, error) {
	b = b[:max(0, min(int64(len(b)), r.size-offset))]
	n, err := r.from.ReadAt(b, offset)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return n, err
}

func (r *Reader) damagedAt(offset int64) error {
	return fmt.Errorf("%w at byte %d of %d", ErrDamaged, offset, r.size)
}

func (r *Reader) cut() error { return fmt.Errorf("%w at byte %d", ErrCut, r.size) }

// headAt reads the head of a frame. Its body is in the file.
func (r *Reader) headAt(offset int64) (head, error) {
	var b [headSize]byte
	n, err := r.readAt(b[:], offset)
	if err != nil {
		return head{}, err
	}
	if n < headSize {
		return head{}, r.cut()
	}
	h, ok := parseHead(b[:])
	if !ok {
		return head{}, r.damagedAt(offset)
	}
	if int64(h.length) > r.size-offset-headSize {
		return head{}, r.cut()
	}
	return h, nil
}

// bodyAt reads the body of the frame with head h at offset.
func (r *Reader) bodyAt(offset int64, h head) ([]byte, error) {
	body := make([]byte, h.length)
	n, err := r.readAt(body, offset+headSize)
	if err != nil {
		return nil, err
	}
	if n < len(body) || checksum(body) != h.body {
		return nil, r.damagedAt(offset)
	}
	return body, nil
}

// body reads the body of a frame that is known.
func (r *Reader) body(e entry) ([]byte, error) {
	h, err := r.headAt(e.offset)
	if err != nil {
		return nil, err
	}
	if h.kind != e.kind || h.count != e.count || h.first != e.first {
		return nil, r.damagedAt(e.offset)
	}
	return r.bodyAt(e.offset, h)
}

// readIndex takes the frames from the index, and reports whether there is one
// that makes sense.
func (r *Reader) readIndex(start int64) bool {
	var b [tailSize]byte
	if n, err := r.readAt(b[:], r.size-tailSize); r.size < tailSize || n < tailSize || err != nil {
		return false
	}
	at, ok := parseTail(b[:])
	if !ok || at < start || at > r.size-tailSize {
		return false
	}
	h, err := r.headAt(at)
	if err != nil || h.kind != kindIndex || at+headSize+int64(h.length)+tailSize != r.size {
		return false
	}
	body, err := r.bodyAt(at, h)
	if err != nil {
		return false
	}
	list, ok := parseIndex(body)
	if !ok {
		return false
	}
	for _, e := range list {
		if e.offset < start || e.offset >= at || !r.add(e) {
			r.forget()
			return false
		}
	}
	return true
}

// walk takes the frames one after another, as far as they are sound.
func (r *Reader) walk(offset int64) {
	for offset < r.size {
		h, err := r.headAt(offset)
		if err != nil {
			r.problem = err
			return
		}
		end := offset + headSize + int64(h.length)
		if h.kind == kindIndex { // that could not be used
			r.problem = r.damagedAt(offset)
			if r.size-end < tailSize {
				r.problem = r.cut()
			}
			return
		}
		if !r.add(entry{offset: offset, first: h.first, kind: h.kind, count: h.count}) {
			r.problem = r.damagedAt(offset)
			return
		}
		offset = end
	}
	r.problem = ErrUnfinished
}

// add adds a frame, and reports whether it can follow on those before it.
func (r *Reader) add(e entry) bool {
	switch e.kind {
	case kindCommands:
		if e.count > 0 {
			r.commands = append(r.commands, e)
		}
		return e.count > 0
	case kindFacts:
		if e.count == 0 || e.first == 0 || len(r.facts) > 0 && e.first != r.last+1 {
			return false
		}
		if len(r.facts) == 0 {
			r.first = e.first
		}
		r.facts = append(r.facts, e)
		r.last = e.first + uint64(e.count) - 1
		return r.last >= e.first
	}
	return false
}

// forget makes the file one without frames.
func (r *Reader) forget() {
	r.facts, r.commands = nil, nil
	r.first, r.last = 1, 0
}
