package codec

import "echotui/runtime/wire"

// cachedBlocks is how many blocks a Cache holds. Whoever looks at the past
// looks at the same few again.
const cachedBlocks = 8

// Cache holds the facts of blocks that were decoded lately. The zero Cache is
// ready. Like a Decoder it is not safe for concurrent use.
type Cache struct {
	decoder Decoder
	list    []cached // the one that was used last in front
}

type cached struct {
	first uint64 // number of its first fact; 0 if it holds none
	facts []wire.Event
}

// Get returns the facts of the block whose first fact has number first, which
// is at least 1; read returns its bytes, if they are needed. The facts are
// valid until the next call.
func (c *Cache) Get(first uint64, read func() ([]byte, error)) ([]wire.Event, error) {
	for i := range c.list {
		if c.list[i].first == first {
			c.touch(i)
			return c.list[0].facts, nil
		}
	}
	block, err := read()
	if err != nil {
		return nil, err
	}
	if len(c.list) < cachedBlocks {
		c.list = append(c.list, cached{})
	}
	c.touch(len(c.list) - 1)
	used := &c.list[0]
	clear(used.facts)
	used.first = 0
	if used.facts, err = c.decoder.Facts(used.facts[:0], block); err != nil {
		return nil, err
	}
	used.first = first
	return used.facts, nil
}

// touch moves a block to the front.
func (c *Cache) touch(i int) {
	used := c.list[i]
	copy(c.list[1:i+1], c.list[:i])
	c.list[0] = used
}

// Drop lets go of a block; its place is taken next.
func (c *Cache) Drop(first uint64) {
	for i, dropped := range c.list {
		if dropped.first == first {
			clear(dropped.facts)
			dropped.first = 0
			copy(c.list[i:], c.list[i+1:])
			c.list[len(c.list)-1] = dropped
			return
		}
	}
}
