package wire

import (
	"errors"
	"math/bits"
	"strconv"
	"strings"
)

// PID names a process for the life of its node. The zero PID stands for the
// node itself, or for "nobody".
type PID struct {
	// Host is the entry ID of the host the process runs on. A PID of another
	// node carries that node in front: "node@app:processes".
	Host string
	// N is drawn from the one counter of the node, starting at 1, and is never
	// used twice.
	N uint64
}

// ControlHost is where the helpers of the node itself have their PIDs, one for
// each service that it watches. No app may use it.
const ControlHost = "node:control"

// IsZero reports whether p names no process.
func (p PID) IsZero() bool { return p.N == 0 && p.Host == "" }

// String is the form that Lua programs see: {app:processes|0x00004}.
func (p PID) String() string {
	if p.IsZero() {
		return ""
	}
	b := make([]byte, 0, 64)
	b = append(append(append(b, '{'), p.Host...), '|')
	return string(append(p.appendShort(b), '}'))
}

// Short is the part that tells processes of one node apart: 0x00004.
// Numbers are padded to 5 digits; wider ones grow to 6, 8 and 16.
func (p PID) Short() string {
	var b [18]byte
	return string(p.appendShort(b[:0]))
}

func (p PID) appendShort(b []byte) []byte {
	b = append(b, "0x"...)
	for range paddedDigits(p.N) - digits(p.N) {
		b = append(b, '0')
	}
	return strconv.AppendUint(b, p.N, 16)
}

// digits is how many a number has.
func digits(n uint64) int { return max(1, (bits.Len64(n)+3)/4) }

// paddedDigits is how many are written of it.
func paddedDigits(n uint64) int {
	switch width := digits(n); {
	case width <= 5:
		return 5
	case width <= 6:
		return 6
	case width <= 8:
		return 8
	}
	return 16
}

// What ParsePID answers when the text is no PID. The texts are part of the
// runtime's contract: Lua programs see them.
var (
	ErrPIDBraces = errors.New("invalid pid format: missing braces")
	ErrPIDPipe   = errors.New("invalid pid format: missing pipe")
	ErrPIDNumber = errors.New("invalid pid format: malformed number")
)

// ParsePID reads the form that String writes.
func ParsePID(s string) (PID, error) {
	if len(s) < 2 || s[0] != '{' || s[len(s)-1] != '}' {
		return PID{}, ErrPIDBraces
	}
	host, number, found := strings.Cut(s[1:len(s)-1], "|")
	if !found {
		return PID{}, ErrPIDPipe
	}
	n, err := strconv.ParseUint(strings.TrimPrefix(number, "0x"), 16, 64)
	if err != nil || n == 0 || host == "" || !strings.HasPrefix(number, "0x") {
		return PID{}, ErrPIDNumber
	}
	return PID{Host: host, N: n}, nil
}

// CanonicalPID returns the PID whose String is s, if there is one: ParsePID takes
// other ways of writing it, too.
func CanonicalPID(s string) (p PID, ok bool) {
	p, err := ParsePID(s)
	if err != nil {
		return PID{}, false
	}
	number := s[len("{|0x")+len(p.Host) : len(s)-1]
	if len(number) != paddedDigits(p.N) {
		return PID{}, false
	}
	for i := range len(number) {
		if 'A' <= number[i] && number[i] <= 'F' {
			return PID{}, false
		}
	}
	return p, true
}
