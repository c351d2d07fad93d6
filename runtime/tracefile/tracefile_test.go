package tracefile

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"echotui/runtime/wire"
	"echotui/runtime/wire/wiretest"
)

// TestRoundTrip: whatever a run is, and however it is cut into batches, it is
// read as it was written, from any place.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var file bytes.Buffer
		w, err := NewWriter(&file, Header{})
		if err != nil {
			t.Fatal(err)
		}
		first := rapid.SampledFrom([]uint64{1, 1000}).Draw(t, "first")
		var facts []wire.Event
		var commands []wire.Applied
		stand := wire.Place{}
		for range rapid.IntRange(1, 10).Draw(t, "batches") {
			more := wiretest.Facts(t, first+uint64(len(facts)), 20)
			applied := wiretest.Commands(t, 3)
			for i := range applied {
				applied[i].Command.Kind = max(applied[i].Command.Kind, 1)
			}
			stand.Turns++
			if err := w.Append(more, applied, stand); err != nil {
				t.Fatal(err)
			}
			facts, commands = append(facts, more...), append(commands, applied...)
			if rapid.Bool().Draw(t, "flush") {
				if err := w.Flush(); err != nil {
					t.Fatal(err)
				}
			}
		}
		var want error
		if rapid.Bool().Draw(t, "close") {
			err = w.Close()
		} else {
			err, want = w.Flush(), ErrUnfinished
		}
		if err != nil || w.Sound() > int64(file.Len()) {
			t.Fatal(err, w.Sound(), file.Len())
		}
		r, err := Open(bytes.NewReader(file.Bytes()), int64(file.Len()))
		if err != nil || !errors.Is(r.Problem(), want) {
			t.Fatal(err, r.Problem())
		}
		checkReader(t, r, facts, commands, stand)
	})
}

func checkReader(t *rapid.T, r *Reader, facts []wire.Event, commands []wire.Applied, stand wire.Place) {
	first, last := facts[0].Seq, facts[len(facts)-1].Seq
	if r.First() != first || r.Last() != last || r.Stand() != stand {
		t.Fatalf("facts %d to %d, at %+v", r.First(), r.Last(), r.Stand())
	}
	if got := slices.Collect(r.Commands()); !wiretest.SameCommands(got, commands) {
		t.Fatalf("commands %+v, want %+v", got, commands)
	}
	for range 20 {
		seq := rapid.OneOf(rapid.Uint64Range(first-1, last+1), rapid.Just(^uint64(0)), rapid.Just(uint64(0))).Draw(t, "seq")
		limit := rapid.IntRange(-1, 50).Draw(t, "limit")
		var want []wire.Event
		for _, f := range facts {
			if f.Seq > seq && len(want) < limit {
				want = append(want, f)
			}
		}
		if got := r.Since(nil, seq, limit); !wiretest.SameFacts(got, want) {
			t.Fatalf("%d facts after %d, want %d", len(got), seq, len(want))
		}
		f, ok := r.At(seq)
		if there := first <= seq && seq <= last; ok != there || ok && !wiretest.SameFacts([]wire.Event{f}, facts[seq-first:seq-first+1]) {
			t.Fatalf("fact %d is %s, %v", seq, f.Line(), ok)
		}
	}
}

// TestCutAnywhere: a file that ends at any byte opens with everything that had
// been flushed by then, and says why it ends there.
func TestCutAnywhere(t *testing.T) {
	r := smallRun()
	file, ends := r.write(t, true)
	begun := 0 // the longest that could not be opened
	for cut := range len(file) + 1 {
		c, err := r.read(t, file[:cut])
		if err != nil {
			if cut >= ends[0] {
				t.Fatalf("cut at %d of %d: %v", cut, len(file), err)
			}
			begun = cut
			continue
		}
		flushed := 0
		for flushed < len(ends) && ends[flushed] <= cut {
			flushed++
		}
		if want := len(r.facts) * flushed / r.batches; len(c.facts) < want {
			t.Fatalf("cut at %d: %d facts, of which %d had been flushed", cut, len(c.facts), want)
		}
		if want := len(r.commands) * flushed / r.batches; len(c.commands) < want {
			t.Fatalf("cut at %d: %d commands, of which %d had been flushed", cut, len(c.commands), want)
		}
		if flushed > 0 && c.stand != r.stands[flushed-1] && c.stand != r.stands[min(flushed, len(r.stands)-1)] {
			t.Fatalf("cut at %d: it stands at %+v", cut, c.stand)
		}
		whole := cut == len(file)
		if known := errors.Is(c.problem, ErrCut) || errors.Is(c.problem, ErrUnfinished); known == whole || whole && c.problem != nil {
			t.Fatalf("cut at %d of %d: %v", cut, len(file), c.problem)
		}
	}
	if begun < prefixSize || begun >= ends[0] {
		t.Errorf("it can be opened from byte %d on", begun+1)
	}
}

// TestFlipAnywhere: whichever byte is another one, no fact and no command is,
// and if one is missing that is told.
func TestFlipAnywhere(t *testing.T) {
	r := smallRun()
	for _, closed := range []bool{true, false} {
		file, _ := r.write(t, closed)
		for i := range file {
			for _, flip := range []byte{0x01, 0x10, 0x80, 0xff} {
				damaged := slices.Clone(file)
				damaged[i] ^= flip
				c, err := r.read(t, damaged)
				if err != nil {
					continue
				}
				if c.problem == nil || !closed && errors.Is(c.problem, ErrUnfinished) {
					t.Fatalf("byte %d of %d, flipped by %x: %v, nobody noticed", i, len(file), flip, c.problem)
				}
			}
		}
	}
}

// TestCannotOpen: what is no trace, or not one of ours, says so in one line.
func TestCannotOpen(t *testing.T) {
	file, _ := smallRun().write(t, true)
	later := slices.Clone(file)
	later[len(Magic)] = 9
	wrongHeader := appendPrefix(nil)
	wrongHeader = head{kind: kindFacts}.append(wrongHeader)
	noTable := appendPrefix(nil)
	noTable = append(head{kind: kindHeader, length: 1, body: checksum([]byte{0})}.append(noTable), 0)
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"empty":              {nil, "it is empty: the program that was to write it was killed, or has yet to begin"},
		"text":               {[]byte("just some text, no trace"), "it is no trace of echotui"},
		"changed line ends":  {bytes.ReplaceAll(file, []byte("\r\n"), []byte("\n")), "it is no trace of echotui"},
		"of a later program": {later, "it is a trace of another version: its format is number 9, and this program reads 1"},
		"only the Magic":     {file[:prefixSize], "it is cut short at byte 14, before the run begins: nothing of it is there"},
		"half the Magic":     {file[:5], "it is cut short at byte 5, before the run begins: nothing of it is there"},
		"half a header":      {file[:prefixSize+headSize+5], "it is cut short at byte 43, before the run begins: nothing of it is there"},
		"no header":          {wrongHeader, "it is damaged: it does not begin with a header"},
		"a strange header":   {noTable, "it is damaged: the header: damaged: values end too early"},
	} {
		if _, err := Open(bytes.NewReader(c.file), int64(len(c.file))); err == nil || err.Error() != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

// brittle takes only so many bytes.
type brittle struct {
	bytes.Buffer
	room int
}

var errFull = errors.New("no space left on device")

func (b *brittle) Write(p []byte) (int, error) {
	n := min(len(p), b.room)
	b.room -= n
	b.Buffer.Write(p[:n])
	if n < len(p) {
		return n, errFull
	}
	return n, nil
}

// TestDiskFull: the first error is told again and again, nothing more is
// written, and what was written before can be read.
func TestDiskFull(t *testing.T) {
	r := smallRun()
	file, _ := r.write(t, true)
	for room := range len(file) {
		out := &brittle{room: room}
		w, err := NewWriter(out, r.header)
		for i := range r.batches {
			part := r.facts[5*i : 5*(i+1)]
			if failed := w.Append(part, nil, r.stands[i]); err != nil && !errors.Is(failed, err) {
				t.Fatalf("%v after %v", failed, err)
			}
			err = w.Flush()
		}
		if err = w.Close(); !errors.Is(err, errFull) && room < out.Len() {
			t.Fatalf("room for %d of %d bytes: %v", room, len(file), err)
		}
		if w.Sound() > int64(out.Len()) {
			t.Fatalf("%d bytes are sound, of %d", w.Sound(), out.Len())
		}
		sound := out.Bytes()[:w.Sound()]
		if c, err := r.read(t, sound); err == nil && c.problem != nil && !errors.Is(c.problem, ErrUnfinished) {
			t.Fatalf("room for %d bytes: %v", room, c.problem)
		}
	}
}

// TestReadFails: an error of reading is told as what it is.
func TestReadFails(t *testing.T) {
	r := smallRun()
	file, ends := r.write(t, true)
	broken := &brokenFrom{Reader: bytes.NewReader(file), from: int64(ends[2])}
	reader, err := Open(broken, int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	if facts := reader.Since(nil, 0, 100); len(facts) != 15 || !errors.Is(reader.Problem(), errFull) || reader.Last() != 15 {
		t.Errorf("%d facts, to %d: %v", len(facts), reader.Last(), reader.Problem())
	}
	if _, err := Open(&brokenFrom{Reader: bytes.NewReader(file)}, int64(len(file))); !errors.Is(err, errFull) {
		t.Error(err)
	}
}

type brokenFrom struct {
	*bytes.Reader
	from int64
}

func (b *brokenFrom) ReadAt(p []byte, offset int64) (int, error) {
	if offset >= b.from {
		return 0, errFull
	}
	return b.Reader.ReadAt(p, offset)
}

// TestGap: facts that do not follow on those before end the trace, which holds all
// until then.
func TestGap(t *testing.T) {
	var file bytes.Buffer
	w, err := NewWriter(&file, Header{})
	if err != nil {
		t.Fatal(err)
	}
	err = w.Append([]wire.Event{{Seq: 1}, {Seq: 3}, {Seq: 4}}, nil, wire.Place{})
	if err == nil || err.Error() != "fact 3 does not follow on fact 1" || w.Close() == nil {
		t.Errorf("fact 3 after fact 1: %v", err)
	}
	if r, err := Open(bytes.NewReader(file.Bytes()), w.Sound()); err != nil || r.Last() != 1 || !errors.Is(r.Problem(), ErrUnfinished) {
		t.Errorf("it ends after fact %d: %v, %v", r.Last(), err, r.Problem())
	}
}

// writes counts how often somebody writes.
type writes int

func (w *writes) Write(p []byte) (int, error) { *w++; return len(p), nil }

// TestBeginsAtOnce: whenever the program is killed, a file is empty or can be
// opened.
func TestBeginsAtOnce(t *testing.T) {
	var n writes
	if _, err := NewWriter(&n, smallRun().header); err != nil || n != 1 {
		t.Errorf("a trace begins with %d writes, %v", n, err)
	}
}
