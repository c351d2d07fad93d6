package cli

import "sync"

// Problems are lines about what goes wrong beside an app while somebody looks at
// the screen. They are told there, and again when the screen has gone. Its
// methods may be called from any goroutine.
type Problems struct {
	mu   sync.Mutex
	all  []string
	told int // how many were handed out by News
}

// Add adds a line.
func (p *Problems) Add(line string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.all = append(p.all, line)
}

// News is the next line that was not handed out yet, "" if there is none.
func (p *Problems) News() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.told == len(p.all) {
		return ""
	}
	p.told++
	return p.all[p.told-1]
}

// All is all lines.
func (p *Problems) All() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.all[:len(p.all):len(p.all)]
}
