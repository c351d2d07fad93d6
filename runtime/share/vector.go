package share

import "slices"

// page is how many elements of a Vector are copied at once.
const page = 128

// Vector has elements by index. The zero Vector is empty.
type Vector[T any] struct {
	owner *Owner // of the list of pages
	pages []*leaf[T]
}

// leaf has page elements, but for the last one, which has fewer or as many.
type leaf[T any] struct {
	owner    *Owner
	elements []T
}

// Len is how many elements there are.
func (v *Vector[T]) Len() int {
	last := len(v.pages) - 1
	if last < 0 {
		return 0
	}
	return last*page + len(v.pages[last].elements)
}

// At is element i.
func (v *Vector[T]) At(i int) T { return v.pages[i/page].elements[i%page] }

// Set puts another element in the place of element i.
func (v *Vector[T]) Set(o *Owner, i int, element T) { v.own(o, i/page).elements[i%page] = element }

// Append adds an element behind the others.
func (v *Vector[T]) Append(o *Owner, element T) {
	n := v.Len()
	if n == len(v.pages)*page {
		v.ownPages(o)
		v.pages = append(v.pages, &leaf[T]{owner: o})
	}
	p := v.own(o, n/page)
	p.elements = append(p.elements, element)
}

// Shorten takes the last element away. There must be one.
func (v *Vector[T]) Shorten(o *Owner) {
	last := len(v.pages) - 1
	p := v.own(o, last)
	p.elements = slices.Delete(p.elements, len(p.elements)-1, len(p.elements))
	if len(p.elements) == 0 {
		v.pages = slices.Delete(v.pages, last, last+1)
	}
}

// own is a page, to be written by o.
func (v *Vector[T]) own(o *Owner, i int) *leaf[T] {
	v.ownPages(o)
	if p := v.pages[i]; p.owner != o {
		v.pages[i] = &leaf[T]{o, slices.Clone(p.elements)}
	}
	return v.pages[i]
}

func (v *Vector[T]) ownPages(o *Owner) {
	if v.owner != o {
		v.owner, v.pages = o, slices.Clone(v.pages)
	}
}

// Apart is about how many bytes v takes that another one does not. Each
// element takes size bytes. It costs what there are pages.
func (v *Vector[T]) Apart(other *Vector[T], size int) int {
	bytes := 0
	for i, p := range v.pages {
		if bytes += 8; i >= len(other.pages) || other.pages[i] != p {
			bytes += 48 + cap(p.elements)*size
		}
	}
	return bytes
}
