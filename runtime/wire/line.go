package wire

import "strconv"

// AppendLine appends the event as one line of text, whole and without a
// newline. Two events are equal exactly when their lines are: transcripts and
// comparisons of runs are made of these lines.
//
//	21 3.101s send {app:terminal|0x00003} -> {app:processes|0x00002} echo ref=4 args={…} reds=412 <20
func (e *Event) AppendLine(dst []byte) []byte {
	dst = strconv.AppendUint(dst, e.Seq, 10)
	dst = append(dst, ' ')
	dst = strconv.AppendFloat(dst, float64(e.At)/1e9, 'f', -1, 64)
	dst = append(dst, "s "...)
	dst = append(dst, e.Kind.String()...)
	if !e.PID.IsZero() {
		dst = append(dst, ' ')
		dst = append(dst, e.PID.String()...)
	}
	dst = appendNumber(dst, "~", uint64(e.Co))
	if !e.Peer.IsZero() {
		dst = append(dst, " -> "...)
		dst = append(dst, e.Peer.String()...)
	}
	dst = appendQuoted(dst, " ", e.Name)
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
