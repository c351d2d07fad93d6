package wire

import (
	"bytes"
	"strconv"
	"strings"
)

// AppendLine appends the event as one line of text, whole and without a
// newline. Two events are equal exactly when their lines are: transcripts and
// comparisons of runs are made of these lines.
//
//	21 3.101s send {app:terminal|0x00003} -> {app:processes|0x00002} echo ref=4 args={…} reds=412 <20
func (e *Event) AppendLine(dst []byte) []byte {
	dst = strconv.AppendUint(dst, e.Seq, 10)
	dst = append(dst, ' ')
	dst = appendSeconds(dst, e.At)
	dst = append(dst, ' ')
	dst = append(dst, e.Kind.String()...)
	if !e.PID.IsZero() {
		dst = appendPID(append(dst, ' '), e.PID)
	}
	dst = appendNumber(dst, "~", uint64(e.Co))
	if !e.Peer.IsZero() {
		dst = appendPID(append(dst, " -> "...), e.Peer)
	}
	if e.Name != "" && strings.IndexByte("{~-<", e.Name[0]) >= 0 {
		dst = AppendValue(append(dst, ' '), e.Name, 0) // it looks like another field
	} else {
		dst = appendQuoted(dst, " ", e.Name)
	}
	dst = appendQuoted(dst, " text=", e.Text)
	if e.N != 0 {
		dst = append(dst, " n="...)
		dst = strconv.AppendInt(dst, e.N, 10)
	}
	dst = appendNumber(dst, " ref=", e.Ref)
	for _, arg := range e.Args {
		dst = append(dst, " arg="...)
		dst = AppendValue(dst, arg, 0)
	}
	dst = appendNumber(dst, " reds=", e.Reds)
	return appendNumber(dst, " <", e.Cause)
}

// Line is AppendLine as a string.
func (e *Event) Line() string { return string(e.AppendLine(nil)) }

// appendSeconds appends a time to the nanosecond, without zeros at the end.
func appendSeconds(dst []byte, at Time) []byte {
	if at < 0 {
		dst = append(dst, '-')
	}
	ns := at.magnitude()
	dst = strconv.AppendUint(dst, ns/1e9, 10)
	if fraction := ns % 1e9; fraction != 0 {
		digits := strconv.AppendUint(nil, 1e9+fraction, 10)
		dst = append(dst, '.')
		dst = append(dst, bytes.TrimRight(digits[1:], "0")...)
	}
	return append(dst, 's')
}

func (t Time) magnitude() uint64 {
	if t < 0 {
		return -uint64(t)
	}
	return uint64(t)
}

// appendPID quotes a host that no entry could have: programs may make up PIDs.
func appendPID(dst []byte, p PID) []byte {
	for _, r := range p.Host {
		if r <= ' ' || r == '"' || r == '|' || r == '}' || r >= 0x7f {
			dst = AppendValue(append(dst, '{'), p.Host, 0)
			dst = append(append(dst, '|'), p.Short()...)
			return append(dst, '}')
		}
	}
	return append(dst, p.String()...)
}

func appendNumber(dst []byte, label string, n uint64) []byte {
	if n == 0 {
		return dst
	}
	return strconv.AppendUint(append(dst, label...), n, 10)
}

// appendQuoted quotes what would not read as one word.
func appendQuoted(dst []byte, label, s string) []byte {
	if s == "" {
		return dst
	}
	dst = append(dst, label...)
	for _, r := range s {
		if r <= ' ' || r == '"' || r == '=' || r >= 0x7f {
			return AppendValue(dst, s, 0)
		}
	}
	return append(dst, s...)
}
