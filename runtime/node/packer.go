package node

import (
	"sync"

	"echotui/runtime/codec"
	"echotui/runtime/trace"
)

// packer packs what is old in a log while the node goes on. The log would do it
// itself, with the same outcome, but the node would wait.
type packer struct {
	mu     *sync.Mutex // guards log
	log    *trace.Log
	atOnce bool // wake does the work itself; nobody runs run
	work   chan struct{}
	quit   chan struct{}
	done   chan struct{}

	encoder codec.Encoder // used where the work is done only
}

func newPacker(mu *sync.Mutex, log *trace.Log) *packer {
	return &packer{
		mu: mu, log: log,
		work: make(chan struct{}, 1), quit: make(chan struct{}), done: make(chan struct{}),
	}
}

// wake tells that facts have been added.
func (p *packer) wake() {
	if p.atOnce {
		p.pack()
		return
	}
	select {
	case p.work <- struct{}{}:
	default:
	}
}

// stop ends run, and returns when that is done.
func (p *packer) stop() {
	close(p.quit)
	<-p.done
}

func (p *packer) run() {
	defer close(p.done)
	for {
		select {
		case <-p.quit:
			return
		case <-p.work:
		}
		p.pack()
	}
}

// pack does all the work there is.
func (p *packer) pack() {
	for job := p.take(nil); job != nil; job = p.take(job) {
		job.Do(&p.encoder)
	}
}

// take hands in what was done, if not nil, and returns what is next.
func (p *packer) take(done *trace.Packing) *trace.Packing {
	p.mu.Lock()
	defer p.mu.Unlock()
	if done != nil {
		p.log.Packed(done)
	}
	return p.log.Packing()
}
