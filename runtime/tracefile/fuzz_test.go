package tracefile

import (
	"bytes"
	"testing"

	"echotui/runtime/wire/wiretest"
)

// mend gives damaged heads, bodies and tails the checksums that they should
// have, so that a fuzzer comes past them.
func mend(file []byte) []byte {
	file = bytes.Clone(file)
	for offset := prefixSize; offset+headSize <= len(file); {
		h, _ := parseHead(file[offset:])
		end := min(offset+headSize+int(h.length), len(file))
		h.body = checksum(file[offset+headSize : end])
		copy(file[offset:], h.append(nil))
		offset = end
	}
	if tail := len(file) - tailSize; tail > 0 {
		index, _ := parseTail(file[tail:])
		copy(file[tail:], appendTail(nil, index))
	}
	return file
}

// FuzzOpen: whatever a file holds, what can be read of it is numbered without
// gaps, and is the same the second time.
func FuzzOpen(f *testing.F) {
	for _, closed := range []bool{true, false} {
		file, ends := smallRun().write(f, closed)
		f.Add(file)
		f.Add(file[:ends[3]+5])
	}
	f.Add([]byte(Magic))
	f.Fuzz(func(t *testing.T, file []byte) {
		for _, file := range [][]byte{file, mend(file)} {
			r, err := Open(bytes.NewReader(file), int64(len(file)))
			if err != nil {
				continue
			}
			facts := r.Since(nil, 0, 10_000)
			for i := range facts {
				if facts[i].Seq != r.First()+uint64(i) {
					t.Fatalf("fact %d is number %d", r.First()+uint64(i), facts[i].Seq)
				}
			}
			if again := r.Since(nil, 0, 10_000); !wiretest.SameFacts(again, facts) {
				t.Fatal("it is not the same again")
			}
			for a := range r.Commands() {
				if a.Command.Kind == 0 {
					t.Fatal("a command that is none")
				}
			}
			_ = r.Stand()
		}
	})
}
