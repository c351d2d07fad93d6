package node

import (
	"slices"
	"sync"

	"echotui/runtime/codec"
	"echotui/runtime/trace"
)

// packer packs what is old in logs while the node goes on, and brings to the
// store what memory has no room for. The log would pack by itself, with the same
// outcome, but the node would wait; it waits only for the store, when that is
// slower than it and there is no memory left.
type packer struct {
	mu     *sync.Mutex  // guards logs
	logs   []*trace.Log // the one that grows is the last
	atOnce bool         // wake does the work itself; nobody runs run
	work   chan struct{}
	quit   chan struct{}
	done   chan struct{}
	less   sync.Cond // something has been brought to the store, or will not be

	encoder codec.Encoder // used where the work is done only
}

func newPacker(mu *sync.Mutex) *packer {
	return &packer{
		mu: mu, less: sync.Cond{L: mu},
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

// wait returns when memory takes no more than it may, as far as the packer can
// help it. There is something to do for run then, or it is at it.
func (p *packer) wait() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for p.logs[len(p.logs)-1].Behind() {
		p.less.Wait()
	}
}

// pack does all the work there is.
func (p *packer) pack() {
	for w := p.take(packWork{}); w != (packWork{}); w = p.take(w) {
		if w.packing != nil {
			w.packing.Do(&p.encoder)
		} else {
			w.spilling.Do()
		}
	}
}

// packWork is one piece of work for a log; nothing when it is zero.
type packWork struct {
	log      *trace.Log
	packing  *trace.Packing
	spilling *trace.Spilling
}

// take hands in what was done, and returns what is next: the store comes first,
// as somebody may wait for that.
func (p *packer) take(done packWork) packWork {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case done.packing != nil:
		done.log.Packed(done.packing)
	case done.spilling != nil:
		done.log.Spilled(done.spilling)
		p.less.Broadcast()
	}
	for _, log := range slices.Backward(p.logs) {
		if s := log.Spilling(); s != nil {
			return packWork{log: log, spilling: s}
		}
	}
	live := p.logs[len(p.logs)-1]
	if w := live.Packing(); w != nil {
		return packWork{log: live, packing: w}
	}
	return packWork{}
}
