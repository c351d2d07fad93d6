package trace

import "slices"

// crowd is what long lists of siblings amount to, block by block, so that who
// looks for a row passes over a hundred of them at once. A sibling is in the
// block that its place says; places only ever grow along a list. Where many have
// left, all get new places.
type crowd struct{ blocks []siblingBlock }

// siblingBlock is what the siblings of one block amount to.
type siblingBlock struct {
	count int
	Extent
}

// Extent is how many rows something has.
type Extent struct {
	Rows int // of the tree: processes, and coroutines but the main ones
	Mail int // of the mailboxes: see Mailbox.Rows
}

func (e *Extent) add(by Extent) {
	e.Rows += by.Rows
	e.Mail += by.Mail
}

const (
	inBlock = 128
	// leastCrowd is how many siblings a crowd has at least when it forms.
	leastCrowd = 256
)

// Siblings are processes side by side: the roots of a host, or those below a
// process.
type Siblings struct {
	List  []*Process
	crowd *crowd
}

// Siblings are the roots of the host.
func (h *Host) Siblings() Siblings { return Siblings{h.Roots, h.crowd} }

// Siblings are the processes below p.
func (p *Process) Siblings() Siblings { return Siblings{p.Children, p.crowd} }

// Blocks yields what many siblings at once amount to: those from one place in
// the list to before the next. Of a short list it yields nothing.
func (s Siblings) Blocks(yield func(end int, all Extent) bool) {
	if s.crowd == nil {
		return
	}
	end := 0
	for i := range s.crowd.blocks {
		b := &s.crowd.blocks[i]
		if end += b.count; b.count > 0 && !yield(end, b.Extent) {
			return
		}
	}
}

// Before is what those before a place in the list amount to.
func (s Siblings) Before(place int) (all Extent) {
	start := 0
	for end, block := range s.Blocks {
		if end > place {
			break
		}
		all.add(block)
		start = end
	}
	for _, p := range s.List[start:place] {
		all.add(p.Extent)
	}
	return all
}

// Has reports whether p is one of them.
func (s Siblings) Has(p *Process) bool {
	i, found := place(s.List, p)
	return found && s.List[i] == p
}

// Index is the place of p in the list, of which it must be one.
func (s Siblings) Index(p *Process) int { return index(s.List, p) }

// among is the crowd of the list in which p is.
func (p *Process) among() **crowd {
	if p.Parent != nil {
		return &p.Parent.crowd
	}
	return &p.host.crowd
}

// settle gives a place to p, which has just become the last of a list.
func (p *Process) settle(list []*Process) {
	p.place = 0
	if n := len(list); n > 1 {
		p.place = list[n-2].place + 1
	}
	in := p.among()
	c := *in
	switch {
	case c == nil && len(list) < leastCrowd:
		return
	case c == nil, len(c.blocks) > 2*len(list)/inBlock+16:
		*in = gather(list)
		return
	}
	c.at(p).count++
}

// gather makes the crowd of a list, all of which get new places. What the last
// one amounts to is not counted yet.
func gather(list []*Process) *crowd {
	c := &crowd{}
	for i, p := range list {
		p.place = uint64(i)
		b := c.at(p)
		b.count++
		if i < len(list)-1 {
			b.add(p.Extent)
		}
	}
	return c
}

// at is the block of p.
func (c *crowd) at(p *Process) *siblingBlock {
	i := int(p.place / inBlock)
	for len(c.blocks) <= i {
		c.blocks = append(c.blocks, siblingBlock{})
	}
	return &c.blocks[i]
}

// grow tells all that is above p, but not p, that it has become larger.
func (p *Process) grow(by Extent) {
	p.host.Extent.add(by)
	for ; p != nil; p = p.Parent {
		if c := *p.among(); c != nil {
			c.at(p).add(by)
		}
		if p.Parent != nil {
			p.Parent.Extent.add(by)
		}
	}
}

// clone is a copy that goes its own way.
func (c *crowd) clone() *crowd {
	if c == nil {
		return nil
	}
	return &crowd{slices.Clone(c.blocks)}
}
