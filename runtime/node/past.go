package node

import (
	"errors"

	"echotui/runtime/wire"
)

// A past moment is entered by making its run again, on a node of its own and a
// goroutine of its own, the job's. There is one job at a time; a new one makes
// the one before give up, waits until that has ended, and takes over where its
// node stands if it can.
//
//	Inspect ─▶ request ─▶ loop ─▶ job ─▶ answer, kept until something else is asked
//	Continue ─▶ request ─▶ loop ─▶ job ─▶ request ─▶ loop drives the job's node

// jobTurns is how many turns a job takes between looks at whether it is still
// wanted: some milliseconds.
const jobTurns = 256

// look is what was asked for last about a process, and the answer.
type look struct {
	question
	answered bool
	found    *wire.Inspection
	err      error
}

type question struct {
	branch int
	seq    uint64
	pid    wire.PID
	place  wire.Place // of the present moment, in which more than facts may change
}

// job makes a run again up to a fact: to look into a process, or to go on from
// there.
type job struct {
	branch   *branch
	seq      uint64
	journal  *Journal
	question *question     // nil: go on from there
	givenUp  bool          // used by the loop's goroutine only
	given    chan struct{} // closed then
	ended    chan struct{}
}

// standing is a run that was made again, kept for the next job.
type standing struct {
	replay *Replay
	branch *branch
	seq    uint64 // the fact up to which it was wanted
}

// Inspect implements tui.Past. In the present moment of a paused node it looks
// at that node.
func (l *Loop) Inspect(seq uint64, pid wire.PID) (found *wire.Inspection, done float64, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.continuing {
		return nil, l.work, nil
	}
	asked := question{branch: l.shown.ID, seq: seq, pid: pid}
	if l.shown == l.live && l.live.status.Paused && seq >= l.live.log.Last() {
		asked.place = l.place
	}
	if asked != l.look.question {
		l.look = look{question: asked}
		branch := l.shown
		l.push(func(l *Loop) { l.answer(asked, branch) })
	}
	if !l.look.answered {
		return nil, l.work, nil
	}
	return l.look.found, 1, l.look.err
}

// Source implements tui.Past.
func (l *Loop) Source(entry string) (text string, found bool) {
	l.mu.Lock()
	text, found = l.shown.sources[entry]
	l.mu.Unlock()
	if found {
		return text, true
	}
	e := l.app.Entry(entry)
	if e == nil || e.Code() == nil {
		return "", false
	}
	return e.Code().Source, true
}

// answer looks at the node if that is what was asked about, and starts a job
// if it is not.
func (l *Loop) answer(asked question, b *branch) {
	if b == l.live && asked.place == l.node.system.Place() {
		l.giveUp()
		l.tell(asked, l.node, nil)
		return
	}
	l.start(&job{branch: b, seq: asked.seq, question: &asked})
}

// errNotThere is the answer about a process that has ended, or has yet to be.
var errNotThere = errors.New("no such process is there at this moment")

// tell looks into a node, unless something went wrong, and keeps the answer if
// it is still wanted.
func (l *Loop) tell(asked question, n *Node, err error) {
	var found *wire.Inspection
	if err == nil {
		found = n.Inspect(asked.pid)
	}
	switch {
	case found != nil:
		found.Seq = asked.seq
	case err == nil:
		err = errNotThere
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.look.question == asked {
		l.look.answered, l.look.found, l.look.err = true, found, err
		l.signal(l.changed)
	}
}

// start starts a job; the loop's goroutine does.
func (l *Loop) start(j *job) {
	if j.journal = j.branch.journal; j.branch == l.live {
		j.journal = l.node.Journal()
	}
	before := l.giveUp()
	j.given, j.ended = make(chan struct{}), make(chan struct{})
	l.job = j
	l.beside(func() {
		defer close(j.ended)
		if before != nil {
			<-before.ended
		}
		j.run(l)
	})
}

// giveUp lets the job end soon, if there is one, and returns it.
func (l *Loop) giveUp() *job {
	j := l.job
	if j != nil && !j.givenUp {
		j.givenUp = true
		close(j.given)
	}
	return j
}

// closePast ends all that was made again. The loop has come to its end.
func (l *Loop) closePast() {
	if j := l.giveUp(); j != nil {
		<-j.ended
	}
	l.standing.close()
	if l.arrived != nil {
		l.arrived.Close()
	}
}

func (s *standing) node() *Node {
	if s.replay == nil {
		return nil
	}
	return s.replay.node
}

func (s *standing) close() {
	if s.replay != nil {
		s.replay.Close()
	}
	*s = standing{}
}

// run does the job.
func (j *job) run(l *Loop) {
	defer l.working(0)
	done, err := j.bring(l)
	switch {
	case !done && err == nil: // it was given up
	case j.question == nil:
		j.handOver(l, err)
	default:
		l.tell(*j.question, l.standing.node(), err)
	}
}

// bring brings the run that stands, or a new one, to the fact of the job.
func (j *job) bring(l *Loop) (done bool, err error) {
	s := &l.standing
	if s.replay != nil && s.branch == j.branch && s.seq <= j.seq {
		s.replay.extend(j.journal)
	} else {
		s.close()
		if s.replay, err = NewReplay(l.app, l.origin, j.journal); err != nil {
			return false, err
		}
		s.branch = j.branch
	}
	done, err = j.make(l, s.replay)
	if s.seq = min(j.seq, s.replay.last()); err != nil {
		s.close()
	}
	return done, err
}

// make makes a run again up to the fact of the job, unless that is given up.
// Facts after that one, if it is one of several, are left to be told.
func (j *job) make(l *Loop, r *Replay) (done bool, err error) {
	for !done && err == nil {
		select {
		case <-j.given:
			return false, nil
		default:
		}
		done, err = r.Run(j.seq, jobTurns)
		r.Node().forget(j.seq)
		l.working(float64(r.last()) / float64(max(min(j.seq, r.end.Seq), 1)))
	}
	return done, err
}

// handOver gives the run that stands to the loop.
func (j *job) handOver(l *Loop, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.arrived, l.standing = l.standing.replay, standing{}
	l.push(func(l *Loop) { l.arrive(j, err) })
}

// working tells how much of a job is done; 0: there is none.
func (l *Loop) working(done float64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.work = min(done, 1)
	l.signal(l.changed)
}

// arrive makes the loop drive what a job has brought, if it is still wanted.
func (l *Loop) arrive(j *job, err error) {
	l.mu.Lock()
	r := l.arrived
	l.arrived = nil
	wanted := l.job == j && !j.givenUp
	if wanted {
		l.continuing = false
	}
	if wanted && err != nil {
		l.shown.status.Stop = &wire.Stop{Text: err.Error()}
		l.signal(l.changed)
	}
	l.mu.Unlock()
	switch {
	case r == nil:
	case wanted:
		l.adopt(j.branch, j.seq, r.Node())
	default:
		r.Close()
	}
}
