package actor

// random is splitmix64. Its numbers depend on seed and PID alone, on every
// machine and with every release of Go.
type random struct{ state uint64 }

func newRandom(seed, n uint64) random {
	r := random{state: seed}
	r.state = r.next() ^ n*0x9e3779b97f4a7c15
	return r
}

func (r *random) next() uint64 {
	r.state += 0x9e3779b97f4a7c15
	z := r.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}
