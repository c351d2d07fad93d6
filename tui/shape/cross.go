package shape

// axis is the lines of a cross that run along one direction, seen across it:
// what is behind its middle and before it, and where lines of it lie.
type axis struct {
	size         int // of the cell, across the lines
	back, ahead  weight
	light, heavy int
}

// thickest is where the thickest plain line of the axis lies, or its middle if
// it has none.
func (a axis) thickest() (from, to int) {
	switch {
	case a.back == heavy || a.ahead == heavy:
		return band(a.size, a.heavy)
	case a.back == light || a.ahead == light:
		return band(a.size, a.light)
	}
	return a.size / 2, a.size / 2
}

// rails is where the two lines of a double one lie, each as thick as a light one.
func (a axis) rails() (first, second int) {
	from, to := band(a.size, a.light)
	return from - a.light, to
}

// cross is lines from the middle of the cell to its edges.
func (c cell) cross(up, right, down, left weight) Path {
	across := axis{c.h, left, right, c.light, c.heavy} // lines that run across
	along := axis{c.w, up, down, c.light, c.heavy}
	p := across.draw(nil, along, c.w, func(p Path, x0, y0, x1, y1 int) Path { return p.rect(x0, y0, x1, y1) })
	return along.draw(p, across, c.h, func(p Path, y0, x0, y1, x1 int) Path { return p.rect(x0, y0, x1, y1) })
}

// draw adds the lines of an axis, which has a length, to p. The other axis says
// how far each goes into the middle. Rect takes the direction of the lines first.
func (a axis) draw(p Path, other axis, length int, rect func(p Path, from, a, to, b int) Path) Path {
	add := func(w weight, side int, reach func(side int) (from, to int)) {
		from, to := reach(side)
		switch w {
		case light, heavy:
			thick := a.light
			if w == heavy {
				thick = a.heavy
			}
			start, end := band(a.size, thick)
			p = rect(p, from, start, to, end)
		case double:
			first, second := a.rails()
			start := first
			if side > 0 {
				start = second
			}
			p = rect(p, from, start, to, start+a.light)
		}
	}
	// A plain line is one; of a double one, each side has a rail.
	for side := -1; side <= 1; side++ {
		if (side == 0) != (a.back == double) {
			add(a.back, side, func(side int) (int, int) {
				_, to := a.inner(other, a.ahead, side)
				return 0, to
			})
		}
		if (side == 0) != (a.ahead == double) {
			add(a.ahead, side, func(side int) (int, int) {
				from, _ := a.inner(other, a.back, side)
				return from, length
			})
		}
	}
	return p
}

// inner is how far into the middle of the cell a line goes that comes from ahead
// (from) or from behind (to), past the lines of the other axis. Side is 0 for a
// plain line and -1 or 1 for a rail of a double one; opposite is what goes on
// from the middle on the same axis.
func (a axis) inner(other axis, opposite weight, side int) (from, to int) {
	first, second := other.rails()
	near, far := first, second+other.light // the outer edges of a double line
	isDouble := other.back == double || other.ahead == double
	beside := other.back // the arm on the side of the rail
	if side > 0 {
		beside = other.ahead
	}
	switch {
	case !isDouble:
		return other.thickest()
	case side == 0 && other.back == double && other.ahead == double && opposite == none:
		return second, first + other.light // it ends at a wall
	case side != 0 && beside == double:
		return second, first + other.light // an inner corner
	}
	return near, far
}
