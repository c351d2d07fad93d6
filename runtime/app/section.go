package app

import (
	"errors"
	"fmt"
	"math"
	"time"
)

// section is a table of an entry's fields, read by key. What is not there
// has its default; what is there and wrong fails the draft.
type section struct {
	*draft
	node *node  // nil when the entry has no such table
	path string // "lifecycle.restart." in front of keys in errors
}

func (d *draft) all() section { return section{draft: d, node: d.data} }

// get is the value under key, or nil.
func (s section) get(key string) *node {
	if s.known != nil {
		s.known[s.path+key] = true
	}
	return s.node.get(key)
}

// section is the table under key.
func (s section) section(key string) section {
	n := s.get(key)
	if n != nil && n.shape != shapeTable {
		s.wrong(n, key, "a table")
		n = nil
	}
	return section{draft: s.draft, node: n, path: s.path + key + "."}
}

// wrong records that a value is not what its field takes.
func (s section) wrong(n *node, key, want string) {
	s.fail(n.line, "%s%s: must be %s, not %s", s.path, key, want, n.shape)
}

// line is where a field's value stands, or the entry if it has none.
func (s section) line(key string) int {
	if n, set := lookup(s.node, key); set {
		return n.line
	}
	return s.draft.node.line
}

func (s section) text(key string) string {
	n := s.get(key)
	if n != nil && n.shape != shapeText {
		s.wrong(n, key, "a text")
		return ""
	}
	return s.node.text(key)
}

func (s section) flag(key string) bool {
	n := s.get(key)
	if n == nil {
		return false
	}
	if n.shape != shapeBool {
		s.wrong(n, key, "true or false")
		return false
	}
	return n.scalar.(bool)
}

// number is any finite number.
func (s section) number(key string, missing float64) float64 {
	n := s.get(key)
	if n == nil {
		return missing
	}
	f, ok := n.scalar.(float64)
	switch {
	case !ok:
		s.wrong(n, key, "a number")
		return missing
	case math.IsNaN(f) || math.IsInf(f, 0):
		s.fail(n.line, "%s%s: must be a finite number", s.path, key)
		return missing
	}
	return f
}

// count is a whole number that fits 32 bits.
func (s section) count(key string, missing int) int {
	f := s.number(key, float64(missing))
	if f != math.Trunc(f) || math.Abs(f) > math.MaxInt32 {
		s.fail(s.line(key), "%s%s: must be a whole number below 2147483648, not %v", s.path, key, f)
		return missing
	}
	return int(f)
}

// duration is never negative.
func (s section) duration(key string, missing time.Duration) time.Duration {
	n := s.get(key)
	if n == nil {
		return missing
	}
	d, err := n.duration()
	if err != nil {
		s.fail(n.line, "%s%s: %s", s.path, key, err)
		return missing
	}
	if n.shape == shapeNumber && d > 0 && d < time.Millisecond {
		s.warn(s.entry.File, n.line, "entry %s: %s%s: a number means nanoseconds; write 10s for seconds", s.entry.ID, s.path, key)
	}
	return d
}

// duration is a text as Go writes durations, or nanoseconds as a number.
func (n *node) duration() (d time.Duration, err error) {
	switch v := n.scalar.(type) {
	case string:
		if d, err = time.ParseDuration(v); err != nil {
			return 0, fmt.Errorf("%q is no duration; write one like 10s, 250ms or 1m30s", v)
		}
	case float64:
		if !(math.Abs(v) < math.MaxInt64) {
			return 0, fmt.Errorf("%v is too long a duration", v)
		}
		d = time.Duration(v)
	default:
		return 0, fmt.Errorf("must be a duration, not %s", n.shape)
	}
	if d < 0 {
		return 0, errors.New("must not be negative")
	}
	return d, nil
}

// list is the nodes of a list.
func (s section) list(key string) []*node {
	n := s.get(key)
	if n == nil {
		return nil
	}
	if n.shape != shapeList {
		s.wrong(n, key, "a list")
	}
	return n.items
}

// texts is a list of texts.
func (s section) texts(key string) []*node {
	items := s.list(key)
	for _, item := range items {
		if item.shape != shapeText && item.shape != shapeNull {
			s.wrong(item, key, "a list of texts")
			return nil
		}
	}
	return items
}
