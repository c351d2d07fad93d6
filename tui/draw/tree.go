package draw

import "strings"

// TreePrefix is what stands in front of a node of a tree, two columns for each
// entry of last. The entries tell, from the children of the root down to the
// node itself, whether that ancestor is the last child of its parent. The root
// has none.
//
// A prefix wider than limit columns loses its outermost levels and begins with
// an ellipsis, so that deep trees stay readable in narrow panes.
func TreePrefix(last []bool, limit int, glyphs *Glyphs) string {
	if len(last) == 0 || limit < 2 {
		return ""
	}
	var b strings.Builder
	if levels := limit / 2; len(last) > levels {
		last = last[len(last)-levels:]
		b.WriteString(firstOf(glyphs.Ellipsis))
		b.WriteByte(' ')
		last = last[1:]
	}
	for i, isLast := range last {
		b.WriteString(branch(isLast, i == len(last)-1, glyphs))
		b.WriteByte(' ')
	}
	return b.String()
}

func branch(last, self bool, glyphs *Glyphs) string {
	switch {
	case last && self:
		return glyphs.Last
	case self:
		return glyphs.Tee
	case last:
		return " "
	default:
		return glyphs.Pipe
	}
}

func firstOf(s string) string {
	for _, r := range s {
		return string(r)
	}
	return " "
}
