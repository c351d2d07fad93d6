package trace

import "echotui/runtime/wire"

// Apply moves the world on by one event, the one after Seq. An event that was
// applied before changes nothing; numbers that were skipped are counted in
// Missed. Events about processes the world does not know are taken for what
// they say about the rest.
//
// It keeps no pointer to e, but shares its strings, arguments and tables.
func (w *World) Apply(e *wire.Event) {
	if e.Seq <= w.Seq {
		return
	}
	w.Missed += e.Seq - w.Seq - 1
	w.Seq, w.At = e.Seq, e.At
	if p := w.Process(e.PID); p == nil {
		w.applyToNode(e)
	} else {
		p = w.own(p)
		p.Last = e.Seq
		p.Reds = max(p.Reds, e.Reds)
		if acts[e.Kind] {
			p.run(e.Co, e.At)
		}
		p.stir(e)
		w.applyToNode(e)
		w.applyToProcess(p, e)
		w.reckon(p)
	}
	w.Pulse.beat(w, e)
}

// applyToNode handles what an event means whether or not its process is known.
func (w *World) applyToNode(e *wire.Event) {
	switch e.Kind {
	case wire.KindBoot:
		w.App, w.Seed = e.Name, e.N
	case wire.KindHost:
		h := w.ownHost(w.host(e.Name))
		h.State, h.Kind = wire.State(e.N), e.Text
	case wire.KindService:
		w.service(e)
	case wire.KindShutdown:
		w.Ended, w.Status = true, int(e.N)
	case wire.KindStopped:
		w.Ended, w.Stopped, w.Status = true, true, int(e.N)
	case wire.KindSpawn:
		w.spawn(e)
	case wire.KindSend, wire.KindNotify:
		w.deliver(e)
	case wire.KindLost:
		w.lost(e)
	case wire.KindDiscard:
		w.lose(LossUnread, int(e.N))
	case wire.KindAct:
		w.act(e)
	case wire.KindArrive:
		w.arrive(e)
	}
}

// applyToProcess handles what an event means for the process it names.
func (w *World) applyToProcess(p *Process, e *wire.Event) {
	switch e.Kind {
	case wire.KindStart:
		p.profile().Started = true
		p.main.Since = e.At
	case wire.KindExit:
		w.exit(p, e)
	case wire.KindUpgrade:
		w.upgrade(p, e)
	case wire.KindRegister:
		w.register(p, e.Name)
	case wire.KindUnregister:
		w.unregister(p, e.Name)
	case wire.KindSend, wire.KindLost:
		p.Sent++
	case wire.KindReceive:
		p.Received++
		w.takeOut(p, e)
	case wire.KindDiscard:
		w.empty(p)
	case wire.KindCoroutine:
		w.begin(p, e)
	case wire.KindFinish:
		w.finish(p, e.Co)
	case wire.KindWait:
		p.wait(e)
	case wire.KindFire:
		p.fire(e)
	case wire.KindMonitor, wire.KindDemonitor, wire.KindLink, wire.KindUnlink:
		w.tie(p, e)
	case wire.KindOption:
		p.option(e)
	case wire.KindLog:
		w.record(p, e)
	}
}

// host returns the place of the host of that ID, and makes it known if it is not.
func (w *World) host(id string) int {
	place, known := w.hosts.Get(id)
	if !known {
		place = len(w.Hosts)
		w.hosts.Set(id, place)
		w.Hosts = append(w.Hosts, &Host{ID: id, owner: w.owner})
	}
	return place
}

func (w *World) service(e *wire.Event) {
	s := w.ownService(e.Name)
	if s == nil {
		s = &Service{ID: e.Name, owner: w.owner}
		w.services.Set(e.Name, len(w.Services))
		w.Services = append(w.Services, s)
	}
	s.State, s.PID, s.Text, s.Since = wire.State(e.N), e.PID, e.Text, e.At
	if p := w.Process(e.PID); p == nil || p.Ended {
		s.PID = wire.PID{}
	}
	s.turn(e)
}

func (w *World) spawn(e *wire.Event) {
	if e.Peer.IsZero() || w.processes.Get(e.Peer.N) != nil {
		return
	}
	p := &Process{
		Profile: &Profile{
			PID: e.Peer, Maker: e.PID, Entry: e.Name, Flags: wire.SpawnFlags(e.N), Args: e.Args,
			Made: e.Seq, Born: e.At, owner: w.owner, host: w.host(e.Peer.Host),
		},
		Extent: Extent{Rows: 1}, Last: e.Seq, owner: w.owner,
		main: Coroutine{Name: "main", Since: e.At, owner: w.owner},
	}
	p.only[0] = &p.main
	p.Coroutines = p.only[:]
	maker := w.Process(e.PID) // before p is known: a damaged trace may say that it made itself
	w.processes.Set(w.owner, p.PID.N, p)
	w.hang(p, maker)
	w.settle(p)
	w.tieMade(p)
	w.Live++
	w.Spawned++
	w.call(p, e.Text)
	p.busy = 1
	w.reckon(p)
}

// call gives a new process what the text of its spawn says: the service it
// runs for, or a name.
func (w *World) call(p *Process, text string) {
	s := w.ownService(text)
	switch {
	case s != nil:
		p.profile().Service, s.PID = text, p.PID
		s.Made++
	case p.Flags&wire.SpawnService != 0:
		p.profile().Service = text
	case text != "":
		w.register(p, text)
	}
}

// upgrade puts other code in the place of a process's own: of its coroutines
// only the main one goes on.
func (w *World) upgrade(p *Process, e *wire.Event) {
	if p.Ended {
		return
	}
	w.roster.leave(p.PID.N)
	p.profile().Entry, p.profile().Args = e.Name, e.Args
	w.settle(p)
	w.stop(p, e.At)
}

// settle gives p a label and a lane, by its code.
func (w *World) settle(p *Process) {
	to := p.profile()
	to.label, to.lane = w.roster.enter(p.PID.N, p.Entry)
}

func (w *World) exit(p *Process, e *wire.Event) {
	if p.Ended {
		return
	}
	w.Live--
	end := p.profile()
	end.Ended, end.Exit, end.EndedAt = true, e.Seq, e.At
	end.Outcome, end.Error, end.ErrorKind = wire.Outcome(e.N), e.Text, e.Name
	switch {
	case len(e.Args) == 0:
	case p.Outcome == wire.OutcomeReturned:
		end.Result = e.Args[0]
	default:
		end.Failure, _ = e.Args[0].(*wire.Error)
	}
	w.empty(p)
	w.untieAll(p)
	for len(p.Names) > 0 {
		w.unregister(p, p.Names[0])
	}
	if s := w.ownService(p.Service); s != nil && s.PID == p.PID {
		s.PID = wire.PID{}
		s.lost = &Turn{PID: p.PID, Failure: p.Failure}
	}
	w.stop(p, e.At)
	w.reckon(p)
	w.roster.leave(p.PID.N)
	w.end(p)
}
