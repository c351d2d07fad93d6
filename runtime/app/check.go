package app

import (
	"slices"
	"strings"
)

// reference is one entry naming another. References are checked when all
// entries are known, so their order in files does not matter.
type reference struct {
	from    *draft
	to      string   // ID
	what    string   // field it stands in
	line    int      // of that field
	kinds   []string // what the other may be
	imports bool     // from's code needs to's code
	orders  bool     // from starts after to
	blocks  bool     // from says so itself
	sort    string   // imports: what from is called in errors
}

// refer notes that the draft names the entry whose ID is n's text, and returns
// the full ID. A bare name means an entry of the same namespace.
func (d *draft) refer(r reference, n *node) string {
	id, _ := n.scalar.(string)
	if !strings.Contains(id, ":") {
		id = d.entry.Namespace + ":" + id
	}
	r.from, r.to = d, id
	d.references = append(d.references, r)
	return id
}

func (l *loader) checkReferences() error {
	known := map[string]*Entry{}
	for _, d := range l.drafts {
		known[d.entry.ID] = d.entry
	}
	for _, r := range l.references {
		if r.check(known, l.drafts); r.from.err != nil {
			return r.from.err
		}
	}
	if err := l.checkCycles("adding dependency would create a cycle", func(r reference) bool { return r.imports }); err != nil {
		return err
	}
	return l.checkCycles("services wait for each other", func(r reference) bool { return r.orders })
}

func (r reference) check(known map[string]*Entry, all []*draft) {
	to := known[r.to]
	switch {
	case to == nil && r.imports:
		r.from.fail(r.line, "failed to add %s node: failed to add dependency %s -> %s: node with ID %s not found%s",
			r.sort, r.from.entry.ID, r.to, r.to, candidates(all, r.kinds))
	case to == nil && r.blocks:
		r.from.fail(r.line, "%s: service startup blocked by missing dependencies: %s requires %s%s",
			r.what, r.from.entry.ID, r.to, candidates(all, r.kinds))
	case to == nil:
		r.from.fail(r.line, "%s: there is no entry %s%s", r.what, r.to, candidates(all, r.kinds))
	case !slices.Contains(r.kinds, to.Kind):
		r.from.fail(r.line, "%s: %s is of kind %s, not %s", r.what, r.to, to.Kind, strings.Join(r.kinds, " or "))
	}
}

// candidates tells which entries could have been meant.
func candidates(all []*draft, kinds []string) string {
	var ids []string
	for _, d := range all {
		if slices.Contains(kinds, d.entry.Kind) {
			ids = append(ids, d.entry.ID)
		}
	}
	if len(ids) == 0 {
		return "; no entry is a " + strings.Join(kinds, " or ")
	}
	slices.Sort(ids)
	return "; there is " + listed(ids)
}

// checkCycles fails with text when references of one sort lead back to where
// they began. The place is that of the reference that closes the circle, when
// entries are visited in load order.
func (l *loader) checkCycles(text string, belongs func(reference) bool) error {
	next := map[string][]reference{}
	for _, r := range l.references {
		if belongs(r) {
			id := r.from.entry.ID
			next[id] = append(next[id], r)
		}
	}
	done := map[string]bool{}
	for _, d := range l.drafts {
		if r, cycle := findCycle(d.entry.ID, next, done, nil); cycle != nil {
			r.from.fail(r.line, "%s: %s: %s", r.what, text, strings.Join(cycle, " -> "))
			return r.from.err
		}
	}
	return nil
}

// findCycle walks from id along next. It returns the reference that leads back
// onto trail, and the IDs of the circle.
func findCycle(id string, next map[string][]reference, done map[string]bool, trail []string) (reference, []string) {
	if done[id] {
		return reference{}, nil
	}
	trail = append(trail, id)
	for _, r := range next[id] {
		if at := slices.Index(trail, r.to); at >= 0 {
			return r, append(slices.Clone(trail[at:]), r.to)
		}
		if found, cycle := findCycle(r.to, next, done, trail); cycle != nil {
			return found, cycle
		}
	}
	done[id] = true
	return reference{}, nil
}

// serviceKinds are those that can be required.
func serviceKinds() []string {
	var names []string
	for _, k := range kinds() {
		if k.service {
			names = append(names, k.name)
		}
	}
	return names
}
