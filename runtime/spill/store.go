package spill

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"sync"
)

// ErrDamaged is what Get returns when a piece is not what it was.
var ErrDamaged = errors.New("it is not what was written there")

// fileBytes is how many bytes a file holds before the next one begins. A piece
// is never split.
const fileBytes = 64 << 20

// Store keeps pieces of bytes in files.
type Store struct {
	dir  string
	size int64 // of a file, about

	putting sync.Mutex // held by a Put; a Get does not wait for the disk to take something

	mu     sync.Mutex
	files  []*file // those that hold anything, oldest first, and the one that is written to
	end    int64   // where the next piece goes, over all files
	closed bool
}

// file is one of the files. Places go on from file to file.
type file struct {
	*os.File
	begin  int64
	pieces int  // that are kept
	named  bool // it has a name yet
}

// New makes a store in a folder; "" is the one for temporary files.
func New(dir string) *Store {
	if dir == "" {
		dir = os.TempDir()
	}
	return &Store{dir: dir, size: fileBytes}
}

// sumSize is what comes before each piece: its CRC32C.
const sumSize = 4

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Put keeps a piece and returns where it is. An error tells the folder.
func (s *Store) Put(piece []byte) (at int64, err error) {
	whole := make([]byte, sumSize, sumSize+len(piece))
	binary.LittleEndian.PutUint32(whole, crc32.Checksum(piece, castagnoli))
	whole = append(whole, piece...)
	s.putting.Lock()
	defer s.putting.Unlock()
	f, at, err := s.current()
	if err != nil {
		return 0, s.failed(err)
	}
	if _, err := f.WriteAt(whole, at-f.begin); err != nil {
		_ = f.Truncate(at - f.begin) // half a piece is of no use
		return 0, s.failed(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.end += int64(len(whole))
	f.pieces++
	return at, nil
}

// failed is an error with the folder in the place of the name of a file, which
// it has no more.
func (s *Store) failed(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return fmt.Errorf("%s: %w", s.dir, err)
}

// current is the file to write to, and the place where that goes on.
func (s *Store) current() (*file, int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, 0, fs.ErrClosed
	}
	if n := len(s.files); n > 0 {
		if last := s.files[n-1]; s.end-last.begin < s.size {
			return last, s.end, nil
		}
	}
	f, err := create(s.dir)
	if err != nil {
		return nil, 0, err
	}
	f.begin = s.end
	s.files = append(s.files, f)
	s.tidy()
	return f, s.end, nil
}

// Get returns the piece of size bytes that Put has kept at a place.
func (s *Store) Get(at int64, size int) ([]byte, error) {
	s.mu.Lock()
	f := s.holder(at)
	s.mu.Unlock()
	if f == nil {
		return nil, s.failed(fs.ErrClosed)
	}
	whole := make([]byte, sumSize+size)
	if _, err := f.ReadAt(whole, at-f.begin); err != nil && !errors.Is(err, io.EOF) {
		return nil, s.failed(err)
	}
	piece := whole[sumSize:]
	if crc32.Checksum(piece, castagnoli) != binary.LittleEndian.Uint32(whole) {
		return nil, s.failed(ErrDamaged)
	}
	return piece, nil
}

// holder is the file with a place, nil if there is none.
func (s *Store) holder(at int64) *file {
	for i := len(s.files) - 1; i >= 0; i-- {
		if s.files[i].begin <= at {
			return s.files[i]
		}
	}
	return nil
}

// Drop lets go of a piece that is kept. Nobody asks for it any more.
func (s *Store) Drop(at int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := s.holder(at); f != nil {
		f.pieces--
		s.tidy()
	}
}

// tidy closes the files that hold nothing, but for the one that is written to.
func (s *Store) tidy() {
	kept := s.files[:0]
	for i, f := range s.files {
		if f.pieces > 0 || i == len(s.files)-1 {
			kept = append(kept, f)
		} else {
			f.remove()
		}
	}
	clear(s.files[len(kept):])
	s.files = kept
}

// Close lets go of everything.
func (s *Store) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.files {
		f.remove()
	}
	s.files, s.closed = nil, true
}
