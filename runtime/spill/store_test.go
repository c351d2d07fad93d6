package spill

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

// TestStore compares a store of small files with a map.
func TestStore(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		s := New(dir)
		defer s.Close()
		s.size = rapid.Int64Range(1, 200).Draw(t, "size")
		twin := map[int64][]byte{}
		var places []int64
		t.Repeat(map[string]func(*rapid.T){
			"put": func(t *rapid.T) {
				piece := rapid.SliceOfN(rapid.Byte(), 0, 100).Draw(t, "piece")
				at, err := s.Put(piece)
				if err != nil {
					t.Fatal(err)
				}
				twin[at] = piece
				places = append(places, at)
			},
			"drop": func(t *rapid.T) {
				if len(places) > 0 {
					i := rapid.IntRange(0, len(places)-1).Draw(t, "i")
					s.Drop(places[i])
					delete(twin, places[i])
					places = append(places[:i], places[i+1:]...)
				}
			},
			"": func(t *rapid.T) {
				for at, piece := range twin {
					if got, err := s.Get(at, len(piece)); err != nil || !bytes.Equal(got, piece) {
						t.Fatalf("%d holds %q, %v, want %q", at, got, err, piece)
					}
				}
				if len(s.files) > len(twin)+1 {
					t.Fatalf("%d files for %d pieces", len(s.files), len(twin))
				}
			},
		})
	})
	if left := names(t, dir); len(left) > 0 {
		t.Errorf("%v are left", left)
	}
}

// names are the files that can be seen in a folder.
func names(t *testing.T, dir string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// What was changed behind its back is not given back.
func TestDamage(t *testing.T) {
	s := New(t.TempDir())
	defer s.Close()
	at, err := s.Put([]byte("something"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.files[0].WriteAt([]byte("x"), sumSize); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Get(at, 9); !errors.Is(err, ErrDamaged) {
		t.Errorf("it is given back: %v", err)
	}
	if _, err := s.Get(at, 90); !errors.Is(err, ErrDamaged) {
		t.Errorf("more than there is is given back: %v", err)
	}
}

// A folder that takes nothing is told by its name, and taken again once it is
// there; until then nothing is created.
func TestFolderIsGone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "later")
	s := New(dir)
	defer s.Close()
	if _, err := s.Put([]byte("a")); !errors.Is(err, os.ErrNotExist) || !bytes.HasPrefix([]byte(err.Error()), []byte(dir+": ")) {
		t.Errorf("a folder that is not there: %v", err)
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	at, err := s.Put([]byte("a"))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.Get(at, 1); err != nil || string(got) != "a" {
		t.Errorf("%q, %v", got, err)
	}
}

// TestSweep: what a program that was killed has left is removed, and nothing
// else; and a file that keeps its name goes with the store.
func TestSweep(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"echotui-spill-17", "mine"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := New(dir)
	if _, err := s.Put([]byte("a")); err != nil {
		t.Fatal(err)
	}
	if f := s.files[0]; !f.named { // as on a system that does not unlink open files
		f.named = true
		if err := os.WriteFile(f.Name(), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if left := names(t, dir); len(left) != 2 {
		t.Errorf("there are %v", left)
	}
	s.Close()
	if left := names(t, dir); len(left) != 1 || filepath.Base(left[0]) != "mine" {
		t.Errorf("%v are left", left)
	}
	if _, err := s.Put(nil); !errors.Is(err, os.ErrClosed) {
		t.Errorf("a closed store takes something: %v", err)
	}
}

// TestReadWhileWriting: pieces are read while others are put.
func TestReadWhileWriting(t *testing.T) {
	s := New(t.TempDir())
	s.size = 1000
	defer s.Close()
	var group sync.WaitGroup
	for i := range 4 {
		group.Go(func() {
			piece := bytes.Repeat([]byte{byte(i)}, 100)
			for range 200 {
				at, err := s.Put(piece)
				if err != nil {
					t.Error(err)
					return
				}
				if got, err := s.Get(at, len(piece)); err != nil || !bytes.Equal(got, piece) {
					t.Errorf("%d holds %v, %v", at, got, err)
				}
				s.Drop(at)
			}
		})
	}
	group.Wait()
}
