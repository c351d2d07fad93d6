package codec

// objects numbers pointers in the order in which they come.
type objects struct {
	list  []any
	index map[any]int // of all in list, once there are many
}

// many is from how many on a map is quicker than a look at each.
const many = 16

func (o *objects) reset() {
	if len(o.list) > 0 {
		o.list = emptied(o.list)
		o.index = nil
	}
}

// add returns the number of p, and whether it was there before.
func (o *objects) add(p any) (n int, again bool) {
	if o.index != nil {
		n, again = o.index[p]
	} else {
		n, again = o.look(p)
	}
	if again {
		return n, true
	}
	n = len(o.list)
	o.list = append(o.list, p)
	if o.index != nil {
		o.index[p] = n
	} else if len(o.list) == many {
		o.index = make(map[any]int, 2*many)
		for i, known := range o.list {
			o.index[known] = i
		}
	}
	return n, false
}

func (o *objects) look(p any) (int, bool) {
	for i, known := range o.list {
		if known == p {
			return i, true
		}
	}
	return 0, false
}
