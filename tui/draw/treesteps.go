package draw

// deepestStep is how many levels down a TreeSteps goes: data may have no end.
const deepestStep = 64

// TreeSteps goes from node to node of a Tree, also to those that are not shown:
// from a node to the ones below it, and then to what comes after. It keeps the
// way from the root to where it is, and nothing else.
type TreeSteps[N any] struct {
	data Branches[N]
	way  []treeStep[N]
}

// treeStep is a node on the way, with its number among its siblings.
type treeStep[N any] struct {
	node       N
	index, len int
}

// Steps begins at the selected node; if there is none, it goes nowhere.
func (t *Tree[N]) Steps() *TreeSteps[N] {
	s := &TreeSteps[N]{data: t.data, way: []treeStep[N]{{node: t.root.node}}}
	for _, index := range t.Path() {
		s.push(index)
	}
	return s
}

// push goes to node number index below the one where it is, if there is one.
func (s *TreeSteps[N]) push(index int) bool {
	here := s.Node()
	if len(s.way) > deepestStep || len(s.way) > 1 && s.data.Leaf(here) {
		return false
	}
	n := s.data.Len(here)
	if index < 0 {
		index = n - 1
	}
	if n == 0 {
		return false
	}
	s.way = append(s.way, treeStep[N]{s.data.Child(here, index), index, n})
	return true
}

// turn goes to a sibling.
func (s *TreeSteps[N]) turn(by int) {
	last := &s.way[len(s.way)-1]
	last.index += by
	last.node = s.data.Child(s.way[len(s.way)-2].node, last.index)
}

// Node is where it is; the root before the first step.
func (s *TreeSteps[N]) Node() N { return s.way[len(s.way)-1].node }

// Path leads to where it is: see Tree.Path.
func (s *TreeSteps[N]) Path() []int {
	var path []int
	for _, step := range s.way[1:] {
		path = append(path, step.index)
	}
	return path
}

// Next goes on to the next node. After the last one it is at the root again, and
// reports so.
func (s *TreeSteps[N]) Next() bool {
	if s.push(0) {
		return true
	}
	for len(s.way) > 1 {
		if last := &s.way[len(s.way)-1]; last.index+1 < last.len {
			s.turn(1)
			return true
		}
		s.way = s.way[:len(s.way)-1]
	}
	return false
}

// Previous goes back to the node before. Before the first one it is at the root,
// and reports so; from there it goes to the last one.
func (s *TreeSteps[N]) Previous() bool {
	if last := &s.way[len(s.way)-1]; len(s.way) > 1 && last.index == 0 {
		s.way = s.way[:len(s.way)-1]
		return len(s.way) > 1
	} else if len(s.way) > 1 {
		s.turn(-1)
	}
	for s.push(-1) {
	}
	return len(s.way) > 1
}
