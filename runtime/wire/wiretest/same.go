package wiretest

import (
	"math"

	"echotui/runtime/wire"
)

// SameFacts reports whether two lists of facts are the same down to the bits of
// numbers and the way in which tables contain one another. Nil and empty slices
// are the same.
func SameFacts(a, b []wire.Event) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !sameFact(a[i], b[i]) {
			return false
		}
	}
	return true
}

func sameFact(a, b wire.Event) bool {
	args := sameValues(a.Args, b.Args)
	a.Args, b.Args = nil, nil
	return args && a.Seq == b.Seq && a.At == b.At && a.Cause == b.Cause && a.Kind == b.Kind && a.Co == b.Co && a.PID == b.PID &&
		a.Peer == b.Peer && a.Reds == b.Reds && a.Ref == b.Ref && a.N == b.N && a.Name == b.Name && a.Text == b.Text
}

// SameCommands is SameFacts for commands.
func SameCommands(a, b []wire.Applied) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		x, y := a[i].Command, b[i].Command
		if a[i].Place != b[i].Place || !sameValues(x.Args, y.Args) || x.Kind != y.Kind || x.PID != y.PID || x.Name != y.Name ||
			x.Host != y.Host || x.Text != y.Text || x.At != y.At || x.EOF != y.EOF || x.Ref != y.Ref || x.Delay != y.Delay {
			return false
		}
	}
	return true
}

func sameValues(a, b []wire.Value) bool {
	c := comparison{forth: map[any]any{}, back: map[any]any{}}
	return c.values(a, b)
}

// comparison knows which table or error of the one is which of the other.
type comparison struct{ forth, back map[any]any }

func (c *comparison) values(a, b []wire.Value) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !c.value(a[i], b[i]) {
			return false
		}
	}
	return true
}

func (c *comparison) value(a, b wire.Value) bool {
	switch a := a.(type) {
	case float64:
		b, ok := b.(float64)
		return ok && math.Float64bits(a) == math.Float64bits(b)
	case *wire.Table:
		b, ok := b.(*wire.Table)
		return ok && c.table(a, b)
	case *wire.Error:
		b, ok := b.(*wire.Error)
		return ok && c.error(a, b)
	}
	return a == b
}

// met reports whether a and b were compared before, or one of them was with
// something else; then same tells.
func (c *comparison) met(a, b any) (met, same bool) {
	x, forth := c.forth[a]
	y, back := c.back[b]
	if forth || back {
		return true, x == b && y == a
	}
	c.forth[a], c.back[b] = b, a
	return false, false
}

func (c *comparison) table(a, b *wire.Table) bool {
	if a == nil || b == nil {
		return a == b
	}
	if met, same := c.met(a, b); met {
		return same
	}
	if len(a.Fields) != len(b.Fields) || !c.values(a.Items, b.Items) {
		return false
	}
	for i := range a.Fields {
		if !c.value(a.Fields[i].Key, b.Fields[i].Key) || !c.value(a.Fields[i].Value, b.Fields[i].Value) {
			return false
		}
	}
	return c.table(a.Meta, b.Meta)
}

func (c *comparison) error(a, b *wire.Error) bool {
	if met, same := c.met(a, b); met {
		return same
	}
	return a.Message == b.Message && a.Kind == b.Kind && a.Retryable == b.Retryable && a.Stack == b.Stack && c.table(a.Details, b.Details)
}
