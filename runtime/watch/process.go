package watch

import (
	"strings"

	"echotui/runtime/share"
	"echotui/runtime/wire"
)

// process is what is known of a live process.
type process struct {
	pid      wire.PID
	maker    uint64 // 0: the node
	entry    string
	terminal bool // it has the terminal
	called   bool // its maker waits for its end
	known    bool // somebody but its maker may know of it
	observed bool // somebody will be told when it ends
	canceled bool // it was asked to end
	mail     int  // messages that wait for it, notices included
	notices  int  // of those
	filled   wire.Time
	next     int // messages at which its mailbox is worth a warning
	owner    *share.Owner
	children share.Set // processes it made that have not ended
	main     task
	more     []task // the other coroutines, by number
}

// find returns the live process of that PID, or nil.
func (w *Watch) find(pid wire.PID) *process {
	if p := w.processes.Get(pid.N); p != nil && p.pid.Host == pid.Host {
		return p
	}
	return nil
}

// task returns a coroutine that has not ended, or nil.
func (p *process) task(co uint32) *task {
	if co == 0 {
		return &p.main
	}
	if i := p.place(co); i < len(p.more) && p.more[i].co == co {
		return &p.more[i]
	}
	return nil
}

func (p *process) place(co uint32) int {
	i := len(p.more)
	for i > 0 && p.more[i-1].co >= co {
		i--
	}
	return i
}

// each does something with all its tasks, the main one first.
func (p *process) each(do func(*task)) {
	do(&p.main)
	for i := range p.more {
		do(&p.more[i])
	}
}

// all reports whether something holds for all its tasks.
func (p *process) all(holds func(*task) bool) bool {
	for i := range p.more {
		if !holds(&p.more[i]) {
			return false
		}
	}
	return holds(&p.main)
}

func (w *Watch) spawn(e *wire.Event) {
	if e.Peer.IsZero() || w.processes.Get(e.Peer.N) != nil {
		return
	}
	p := &process{owner: w.owner, pid: e.Peer, maker: e.PID.N, entry: e.Name}
	flags := wire.SpawnFlags(e.N)
	p.terminal, p.called = flags&wire.SpawnTerminal != 0, flags&wire.SpawnCall != 0
	p.known = p.terminal || flags&wire.SpawnService != 0 || p.maker == 0 || e.Text != ""
	p.observed = flags != 0
	if p.terminal {
		w.terminal = p.pid.N
	}
	w.processes.Set(w.owner, p.pid.N, p)
	w.loose++
	maker := w.find(e.PID)
	if maker == nil {
		return
	}
	w.tells(maker, e.Args)
	share.Insert(&maker.children, w.owner, p.pid.N)
	if t := maker.task(e.Co); t != nil && p.called {
		t.asked = request{seq: e.Seq, to: p.pid.N, topic: e.Name}
	}
}

// exit notes the end of a process.
func (w *Watch) exit(p *process, e *wire.Event) {
	p.each(func(t *task) { w.givesUp(p, t) })
	w.killed(p, e)
	w.left = departed{pid: p.pid, entry: p.entry, letters: p.letters(e), exit: e.Seq, where: position(e.Text)}
	p.each(func(t *task) { w.move(t, hung) }) // and count no longer
	w.processes.Delete(w.owner, p.pid.N)
	if maker := w.processes.Get(p.maker); maker != nil {
		maker = w.own(maker)
		maker.children.Remove(w.owner, p.pid.N, p.pid.N)
		if p.called {
			maker.each(func(t *task) {
				if t.for_&onCall != 0 {
					w.wake(t)
				}
			})
		}
	}
	if p.pid.N == w.terminal {
		w.terminal = 0
		return
	}
	w.abandon(p, e)
	if !p.observed {
		w.standstill(e.Seq)
	}
}

// upgrade puts other code in the place of a process's own: of its coroutines
// only the main one goes on.
func (w *Watch) upgrade(p *process, e *wire.Event) {
	for i := range p.more {
		w.move(&p.more[i], hung) // and counts no longer
	}
	p.more, p.entry = nil, e.Name
	p.main.asked, p.main.fired = request{}, moment{}
}

// label names a process for people: its entry's last part and its number.
func (p *process) label() string {
	return short(p.entry[strings.LastIndexByte(p.entry, ':')+1:]) + " " + p.pid.Short()
}

// longestName is the bytes of a name soon after which it is cut.
const longestName = 60

// quoted is a name that a program chose, where it could be taken for a word.
func quoted(name string) string { return wire.Text(name, longestName) }

// short is the beginning of a text that may be long.
func short(text string) string {
	if len(text) <= 2*longestName {
		return text
	}
	return strings.ToValidUTF8(text[:2*longestName], "") + "…"
}

// position is the entry:line at the beginning of an error; "" if there is none.
// An entry has a namespace, and neither begins with a digit as a time does.
func position(text string) string {
	if text == "" || text[0] >= '0' && text[0] <= '9' {
		return ""
	}
	for i := 0; i < len(text) && i < 200 && text[i] != ' '; i++ {
		if text[i] != ':' || strings.IndexByte(text[:i], ':') < 0 {
			continue
		}
		end := i + 1
		for end < len(text) && text[end] >= '0' && text[end] <= '9' {
			end++
		}
		if end > i+1 && end < len(text) && text[end] == ':' {
			return text[:end]
		}
	}
	return ""
}
