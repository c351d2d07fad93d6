package typed

import (
	"slices"
	"strings"
)

// maxSource bounds a source, in bytes: offsets are 32 bits wide, and no
// program that a person wrote comes near.
const maxSource = 16 << 20

// Erase turns typed Lua into plain Lua 5.1 that has every line, and every
// column it can have, where the source has it. Plain Lua comes back unchanged
// but for what the package comment lists. An error is an *Error; it names the
// first place that can be read neither as plain nor as typed Lua.
func Erase(source string) (string, error) {
	if len(source) > maxSource {
		return "", mistake(source, 0, "a source may have 16 MiB at most")
	}
	scanned := scan(source)
	// Plain first, by the grammar of 5.1 alone: what typed Lua would read
	// otherwise in a plain source must not matter.
	p := newParser(scanned)
	if p.chunk(); p.failure != nil {
		p = newParser(scanned)
		p.dialect = true
		p.checkNames()
		p.chunk()
	}
	if p.failure != nil {
		return "", p.failure
	}
	if len(p.edits) == 0 {
		return source, nil
	}
	return apply(source, p.edits), nil
}

func newParser(s *scanner) *parser {
	return &parser{
		source:     s.source,
		tokens:     s.tokens,
		unreadable: s.failure,
		edits:      slices.Clone(s.edits),
		fenceAt:    -1,
	}
}

// checkNames fails if a typed source uses a name that belongs to Erase: it
// could shadow a helper, or be the label of another loop.
func (p *parser) checkNames() {
	if !strings.Contains(p.source, Prefix) {
		return
	}
	for _, t := range p.tokens {
		if t.kind == kindName && strings.HasPrefix(p.text(t), Prefix) {
			p.failAt(t, "names that begin with '"+Prefix+"' belong to the runtime")
			return
		}
	}
}
