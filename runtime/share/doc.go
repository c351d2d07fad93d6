// Package share has collections whose copies share what they have in common, so
// that a picture of 100,000 processes can be kept of every moment.
//
//	Owner   who may write into what it made, and into nothing else
//	Table   values by number
//	List    numbers in an order, in blocks that each know what theirs amount to
//	Vector  elements by index
//
// A collection is a small value. Assigning it makes a copy, at the cost of that
// value; from then on, whoever writes into either needs an Owner that has made
// none of it. What an Owner has not made, it copies before it writes: the one
// node that changes and those on the way there. What it has made, it writes in
// place. So who copies gives both, the copy and the original, new Owners:
//
//	table ──▶ node ──▶ node ──▶ value      of the first owner
//	copy  ──▶ node ──▶ node ──▶ value      of the second, after it wrote one value
//	             └───▶ node ◀── …          still of the first, and never written again
//
// Invariants: the package reads no clock, starts no goroutine and opens nothing.
// Equal writes make equal collections. Readers of one copy and a writer of
// another need not wait for each other. A write costs the same however many
// copies there are, and a few hundred nanoseconds where it is the first of its
// Owner there.
package share

// Owner is who may write into what it made. It is new(Owner), and belongs to one
// of all copies.
type Owner struct{ copied int }

// Copied is about how many bytes it has copied to write into them.
func (o *Owner) Copied() int { return o.copied }

// Copies counts bytes that were copied for it elsewhere.
func (o *Owner) Copies(bytes int) { o.copied += bytes }
