package node

import (
	"testing"

	"pgregory.net/rapid"

	"echotui/runtime/app"
	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// causes finds out what led to each fact from what facts are about, without
// looking at the causes they tell.
type causes struct {
	log      []wire.Event
	last     map[taskKey]uint64                // what a coroutine did or met last
	spawned  map[wire.PID]uint64               //
	ended    map[wire.PID]uint64               //
	sent     map[uint64]uint64                 // by message
	set      map[uint64]uint64                 // by timer; a sleep is one
	acted    map[uint64]uint64                 // by message: the act that sent or delayed it
	failing  map[wire.PID]map[wire.Kind]uint64 // the act that makes the next one fail
	put      map[uint64][]uint64               // by channel, first the one to be taken next
	closed   map[uint64]uint64                 // by channel
	services map[string]uint64                 // what a service did or met last
	certain  map[wire.Kind]int                 // how often facts alone told it
	unsure   map[wire.Kind]int                 // how often they did not
	parents  []uint64                          // of each fact, where facts tell, else as it says itself
}

type taskKey struct {
	pid wire.PID
	co  uint32
}

func newCauses() *causes {
	return &causes{
		last: map[taskKey]uint64{}, spawned: map[wire.PID]uint64{}, ended: map[wire.PID]uint64{},
		sent: map[uint64]uint64{}, set: map[uint64]uint64{}, put: map[uint64][]uint64{}, closed: map[uint64]uint64{},
		acted: map[uint64]uint64{}, failing: map[wire.PID]map[wire.Kind]uint64{},
		services: map[string]uint64{}, certain: map[wire.Kind]int{}, unsure: map[wire.Kind]int{},
	}
}

// see takes in a fact and returns what led to it, if facts tell.
func (c *causes) see(e *wire.Event) (cause uint64, known bool) {
	task := taskKey{e.PID, e.Co}
	cause, known = c.of(e, task)
	c.note(e, task)
	c.log = append(c.log, *e)
	if known {
		c.certain[e.Kind]++
		c.parents = append(c.parents, cause)
	} else {
		c.unsure[e.Kind]++
		c.parents = append(c.parents, e.Cause)
	}
	return cause, known
}

func (c *causes) of(e *wire.Event, task taskKey) (cause uint64, known bool) {
	switch e.Kind {
	case wire.KindBoot, wire.KindInput, wire.KindSignal:
		return 0, true
	case wire.KindAct:
		if e.Name == "send" {
			return 0, true
		}
		return c.sent[e.Ref], true // 0 when it is about no message
	case wire.KindArrive:
		return c.acted[e.Ref], true
	case wire.KindSend:
		if e.PID.IsZero() {
			return c.acted[e.Ref], true
		}
		return c.last[task], true
	case wire.KindSpawnFailed, wire.KindLost:
		if act := c.failing[e.PID][e.Kind]; act != 0 {
			return act, true
		}
		return c.last[task], true
	case wire.KindStart:
		return c.spawned[e.PID], true
	case wire.KindReceive:
		return c.sent[e.Ref], true
	case wire.KindTake:
		list := c.put[e.Ref]
		if len(list) == 0 {
			return 0, false // the runtime put it there: a time, a result, an event
		}
		c.put[e.Ref] = list[1:]
		return list[0], true
	case wire.KindFire:
		return c.set[e.Ref], true
	case wire.KindCoroutine:
		return c.last[taskKey{e.PID, uint32(e.N)}], true
	case wire.KindDiscard:
		return c.ended[e.PID], true
	case wire.KindNotify:
		return c.ended[e.PID], e.Name != "CANCEL"
	case wire.KindRegister, wire.KindUnregister, wire.KindLeave, wire.KindOutput:
		if ended := c.ended[e.PID]; ended != 0 {
			return ended, true
		}
		return c.last[task], c.ownDoing(e, task)
	case wire.KindExit:
		if wire.Outcome(e.N) == wire.OutcomeReturned {
			return c.last[task], true
		}
		return 0, false // it may be somebody else's doing
	case wire.KindSpawn:
		return c.last[task], !e.PID.IsZero()
	case wire.KindService:
		return c.services[e.Name], c.services[e.Name] != 0 && wire.State(e.N) != wire.StateStopping
	case wire.KindLimit:
		return c.last[task], !e.PID.IsZero() // else the node could not make the process of a service
	case wire.KindRead, wire.KindWake, wire.KindHost, wire.KindShutdown, wire.KindStopped, wire.KindUpgrade:
		return 0, false
	}
	return c.last[task], true
}

// ownDoing reports whether a fact that may be about somebody else is about who
// did it: then it is the next of its own coroutine.
func (c *causes) ownDoing(e *wire.Event, task taskKey) bool {
	return c.last[task] == e.Cause
}

// note remembers what a fact leads to.
func (c *causes) note(e *wire.Event, task taskKey) {
	switch e.Kind {
	case wire.KindSpawn:
		c.spawned[e.Peer] = e.Seq
		c.last[taskKey{e.Peer, 0}] = e.Seq
		c.services[e.Text] = e.Seq
	case wire.KindSend, wire.KindNotify, wire.KindArrive:
		c.sent[e.Ref] = e.Seq
	case wire.KindAct:
		c.act(e)
	case wire.KindSpawnFailed, wire.KindLost:
		c.fails(e.PID, e.Kind, 0)
	case wire.KindTimer:
		c.set[e.Ref] = e.Seq
	case wire.KindWait:
		if e.Name == "sleep" {
			c.set[e.Ref] = e.Seq
		}
	case wire.KindPut:
		c.put[e.Ref] = append(c.put[e.Ref], e.Seq)
	case wire.KindExit:
		c.ended[e.PID] = e.Seq
		for name, last := range c.services {
			if last != 0 && c.serves(name, e.PID) {
				c.services[name] = e.Seq
			}
		}
	case wire.KindService:
		c.services[e.Name] = e.Seq
	}
	if c.doing(e) {
		c.last[task] = e.Seq
	}
}

// act remembers what an act leads to.
func (c *causes) act(e *wire.Event) {
	switch e.Name {
	case "send", "delay":
		c.acted[e.Ref] = e.Seq
	case "stop", "restart":
		c.services[e.Text] = e.Seq
	case "fail":
		c.fails(e.PID, map[string]wire.Kind{"spawn": wire.KindSpawnFailed, "send": wire.KindLost}[e.Text], e.Seq)
	}
}

// fails remembers which act makes the next fact of a kind come about.
func (c *causes) fails(p wire.PID, kind wire.Kind, act uint64) {
	if c.failing[p] == nil {
		c.failing[p] = map[wire.Kind]uint64{}
	}
	c.failing[p][kind] = act
}

// serves reports whether a process was made for a service.
func (c *causes) serves(name string, p wire.PID) bool {
	e := &c.log[c.spawned[p]-1]
	return wire.SpawnFlags(e.N)&wire.SpawnService != 0 && e.Text == name
}

// doing reports whether a fact is something that its coroutine did or met, so
// that what it does next comes of it.
func (c *causes) doing(e *wire.Event) bool {
	switch e.Kind {
	case wire.KindInput, wire.KindNotify, wire.KindService, wire.KindExit, wire.KindDiscard, wire.KindAct, wire.KindArrive:
		return false
	case wire.KindSend:
		return !e.PID.IsZero()
	case wire.KindFire:
		return c.log[c.set[e.Ref]-1].Kind == wire.KindWait
	case wire.KindRegister, wire.KindUnregister, wire.KindLeave:
		return c.ended[e.PID] == 0 && c.ownDoing(e, taskKey{e.PID, e.Co})
	}
	return true
}

// comesOf reports whether a fact is among those that led to another.
func (c *causes) comesOf(from, to uint64) bool {
	for ; to > from; to = c.parents[to-1] {
	}
	return from == to
}

// causesOf makes a random run and holds what it tells to what its facts are
// about.
func causesOf(t *rapid.T, a *app.App) *causes {
	n, err := New(a, Config{Seed: rapid.Int64().Draw(t, "seed")})
	if err != nil {
		t.Fatal(err)
	}
	defer n.Close()
	if err := n.Exec(cliExec, nil); err != nil {
		t.Fatal(err)
	}
	c := newCauses()
	for range rapid.IntRange(20, 100).Draw(t, "length") {
		chaosStep(t, n, c.log)
		facts := n.Take(everything)
		for i := range facts {
			e := &facts[i]
			if cause, known := c.see(e); known && cause != e.Cause {
				t.Fatalf("it says that %d led to it, but %d did: %s", e.Cause, cause, e.Line())
			}
		}
	}
	return c
}

// On random runs, the causes that facts tell are those that facts are about:
// send and receive, spawn and start, timer and fire, exit and EXIT, put and
// take, one fact of a coroutine and the next. And what the screen shows as
// leading to a fact and coming of it is what a search through these finds.
func TestCauses(t *testing.T) {
	a := chaosApp(t)
	rapid.Check(t, func(t *rapid.T) { checkCauses(t, causesOf(t, a)) })
}

// TestCausesOfEveryKind: random runs, the same each time, come by every kind of
// fact whose cause can be told, so that the test above means something.
func TestCausesOfEveryKind(t *testing.T) {
	a := chaosApp(t)
	runs := rapid.Custom(func(t *rapid.T) *causes { return causesOf(t, a) })
	certain := map[wire.Kind]int{}
	for seed := range 30 {
		for kind, n := range runs.Example(seed).certain {
			certain[kind] += n
		}
	}
	for _, kind := range []wire.Kind{
		wire.KindStart, wire.KindReceive, wire.KindTake, wire.KindFire, wire.KindCoroutine, wire.KindNotify, wire.KindDiscard,
		wire.KindUnregister, wire.KindExit, wire.KindSend, wire.KindSpawn, wire.KindWait, wire.KindService, wire.KindFinish,
		wire.KindAct, wire.KindArrive, wire.KindLost,
	} {
		if certain[kind] == 0 {
			t.Errorf("no run told what led to a fact of kind %s", kind)
		}
	}
}

// checkCauses compares what has to do with a fact with what a search finds.
func checkCauses(t *rapid.T, c *causes) {
	log := trace.NewLog(1 << 20)
	for _, e := range c.log {
		log.Append(e)
	}
	last := uint64(len(c.log))
	root := rapid.Uint64Range(1, last).Draw(t, "root")
	found := trace.NewCausality(log, root)
	for found.Work(last, 1000) {
	}
	for seq := uint64(1); seq <= last; seq++ {
		want := trace.Unrelated
		switch {
		case seq == root:
			want = trace.IsIt
		case seq < root && c.comesOf(seq, root):
			want = trace.LedToIt
		case seq > root && c.comesOf(root, seq):
			want = trace.CameOfIt
		}
		if got := found.Of(seq); got != want {
			t.Fatalf("fact %d is %d to fact %d, not %d", seq, got, root, want)
		}
	}
}

// What leads to an upgrade is what the coroutine did that asked for it.
func TestCauseOfUpgrade(t *testing.T) {
	n := luaApp(t, "cli.lua", `
return { main = function(again)
    if again then return 0 end
    coroutine.spawn(function() time.sleep("1ms") process.upgrade(nil, true) end)
    time.sleep("1s")
end }`)
	if err := n.Exec(cliExec, nil); err != nil {
		t.Fatal(err)
	}
	n.Settle(10_000)
	log := n.Take(everything)
	for i := range log {
		if e := &log[i]; e.Kind == wire.KindUpgrade {
			if cause := log[e.Cause-1]; cause.Kind != wire.KindFire || cause.Co != 1 {
				t.Errorf("it is due to %s", cause.Line())
			}
			return
		}
	}
	t.Error("nothing was upgraded")
}
