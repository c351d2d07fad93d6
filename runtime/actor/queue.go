package actor

// queue is first in, first out, in a ring that grows by doubling.
type queue[T any] struct {
	ring  []T
	head  int
	count int
}

func (q *queue[T]) len() int { return q.count }

func (q *queue[T]) push(v T) {
	if q.count == len(q.ring) {
		q.grow()
	}
	q.ring[(q.head+q.count)&(len(q.ring)-1)] = v
	q.count++
}

// pushFront puts v before all others.
func (q *queue[T]) pushFront(v T) {
	if q.count == len(q.ring) {
		q.grow()
	}
	q.head = (q.head - 1) & (len(q.ring) - 1)
	q.ring[q.head] = v
	q.count++
}

// pop takes the first value; the queue must not be empty.
func (q *queue[T]) pop() T {
	var none T
	v := q.ring[q.head]
	q.ring[q.head] = none
	q.head = (q.head + 1) & (len(q.ring) - 1)
	q.count--
	return v
}

// at is the i-th value from the front.
func (q *queue[T]) at(i int) T { return q.ring[(q.head+i)&(len(q.ring)-1)] }

func (q *queue[T]) grow() {
	ring := make([]T, max(4, 2*len(q.ring)))
	for i := range q.count {
		ring[i] = q.at(i)
	}
	q.ring, q.head = ring, 0
}
