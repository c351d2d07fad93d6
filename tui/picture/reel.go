package picture

import (
	"runtime"
	"time"

	"echotui/tui/film"
)

// reel is a film about to be written: its shots, and the canvas that shows them,
// which knows all of their colours.
type reel struct {
	*canvas
	shots []film.Shot
}

func newReel(f *film.Film, o film.Options, top int, least time.Duration) (*reel, error) {
	o, err := o.Complete()
	if err != nil {
		return nil, err
	}
	shots, err := f.Shots(o, least)
	if err != nil {
		return nil, err
	}
	c, err := newCanvas(f, o, top)
	if err != nil {
		return nil, err
	}
	for i := range shots {
		c.show(&shots[i])
	}
	c.restart()
	return &reel{c, shots}, nil
}

// each shows the shots again and calls do with what each changes, and from when
// to when that is seen. Shots that change no pixel make the one before longer.
func (r *reel) each(do func(d delta, from, to time.Duration) error) error {
	var differences deltas
	var held delta
	var from, at time.Duration
	for i := range r.shots {
		d := differences.next(r.canvas, r.show(&r.shots[i]))
		if !d.where.Empty() {
			if i > 0 {
				if err := do(held, from, at); err != nil {
					return err
				}
			}
			held, from = d, at
		}
		at += r.shots[i].Lasts
	}
	return do(held, from, at)
}

// pipe packs frames at the same time and writes them in order.
type pipe struct {
	write   func([]byte) error
	waiting []chan []byte
	most    int
}

func newPipe(write func([]byte) error) *pipe {
	return &pipe{write: write, most: 2 * runtime.GOMAXPROCS(0)}
}

// add has a frame packed. It waits for the first one if there are many.
func (p *pipe) add(pack func() []byte) error {
	done := make(chan []byte, 1)
	go func() { done <- pack() }()
	p.waiting = append(p.waiting, done)
	if len(p.waiting) < p.most {
		return nil
	}
	return p.next()
}

func (p *pipe) next() error {
	packed := <-p.waiting[0]
	p.waiting = p.waiting[1:]
	return p.write(packed)
}

// close writes what is left.
func (p *pipe) close() error {
	for len(p.waiting) > 0 {
		if err := p.next(); err != nil {
			return err
		}
	}
	return nil
}
