package vm

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// indexedNothing is what Lua says when nothing is indexed: where, and with
// which key, but not what it was.
var indexedNothing = regexp.MustCompile(`^([^\s:]+:[^\s:]+):(\d+): attempt to index a non-table object\(nil\) with key '(\w+)'$`)

// explained adds to the message of an error which module its entry would have
// had to list, when the line that failed uses one that it does not: to forget
// that is easy, and Lua says no more than that something was nil.
func (m *Machine) explained(message string) string {
	found := indexedNothing.FindStringSubmatch(message)
	if found == nil {
		return message
	}
	p := m.programs[found[1]]
	line, err := strconv.Atoi(found[2])
	if p == nil || err != nil {
		return message
	}
	lines := strings.Split(p.Text, "\n")
	if line < 1 || line > len(lines) {
		return message
	}
	listed, _ := m.modulesOf(p, nil)
	uses := regexp.MustCompile(`\b(\w+)\s*[.:]\s*` + found[3] + `\b`)
	for _, use := range uses.FindAllStringSubmatch(lines[line-1], -1) {
		name := use[1]
		listable := m.library.modules[name] != nil && m.library.base[name] == nil
		if listable && !slices.Contains(listed, name) {
			return message + " (module '" + name + "' is not listed under modules of " + p.ID + ")"
		}
	}
	return message
}
