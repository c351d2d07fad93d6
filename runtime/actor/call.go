package actor

import "echotui/runtime/wire"

// functionHost is the kind of the host on which functions are called. Each
// call is a process of its own there.
const functionHost = "function.host"

// functionHostID is where called functions run. It is there from the first
// call on.
const functionHostID = "node:functions"

// Call is a process that somebody wants the result of.
type Call struct {
	process  *Process
	channel  *Channel // yields the Call itself once, when it is complete
	done     bool
	canceled bool
	value    wire.Value
	err      *wire.Error
}

// Call begins a call of a function entry; its arguments take about size bytes.
func (t *Task) Call(entry string, args []wire.Value, size int, context *wire.Table) (*Call, *wire.Error) {
	t.process.system.needFunctionHost(t.last)
	return t.Exec(SpawnOptions{Entry: entry, Host: functionHostID, Args: args, Size: size, Context: context})
}

// Exec begins a process whose result the caller wants. It has to be a new one:
// a name that somebody has is an error.
func (t *Task) Exec(o SpawnOptions) (*Call, *wire.Error) {
	t.mustRun()
	c := &Call{}
	o.call = c
	t.beforeMake(o)
	if _, taken := t.process.system.taken(o.Name); taken {
		return nil, wire.NewError(wire.AlreadyExists, "name already registered")
	}
	c.channel = t.process.newChannel("call "+o.Entry, 1)
	child, err := t.make(o)
	if err != nil {
		return nil, err
	}
	c.process = child
	return c, nil
}

// Wait waits until the call is complete and returns its result.
func (t *Task) Wait(c *Call) (wire.Value, *wire.Error) {
	t.Select("call", []Case{{Channel: c.channel}}, false)
	return c.value, c.err
}

// CancelCall gives a call up: it counts as canceled, and what it began is ended.
func (t *Task) CancelCall(c *Call) {
	if c.done {
		return
	}
	c.canceled = true
	c.complete(t.last, nil, wire.NewError(wire.Canceled, "canceled"))
	t.kill(c.process, doom{wire.OutcomeTerminated, failure("process terminated"), t.last})
	t.hold()
}

func (c *Call) complete(cause uint64, value wire.Value, err *wire.Error) {
	if c.done {
		return
	}
	c.done, c.value, c.err = true, value, err
	c.channel.offer(item{value: c, text: "result", seq: cause})
	c.channel.closed, c.channel.closedBy = true, cause
	for _, waiting := range c.channel.release() {
		waiting.process.ready.push(waiting)
		waiting.process.system.enqueue(waiting.process)
	}
}

// Channel yields the call once, when it is complete, and is closed then.
func (c *Call) Channel() *Channel { return c.channel }

// Done reports whether the call is complete.
func (c *Call) Done() bool { return c.done }

// Canceled reports whether the call was given up.
func (c *Call) Canceled() bool { return c.canceled }

// Result is what a complete call came to.
func (c *Call) Result() (wire.Value, *wire.Error) { return c.value, c.err }

// bootEvent is the number of the boot event: what leads to a host that a
// command needs.
const bootEvent = 1

// testHostID is where a process runs that is started without a host.
const testHostID = "node:tests"

func (s *System) needFunctionHost(cause uint64) { s.need(functionHostID, functionHost, cause) }

// need makes a host that is in no entry, the first time that it is needed.
func (s *System) need(id, kind string, cause uint64) {
	if s.hosts[id] != nil {
		return
	}
	h := &Host{HostConfig: HostConfig{ID: id, Kind: kind, AutoStart: true, StopTimeout: deafGrace}}
	s.hosts[h.ID] = h
	s.hostList = append(s.hostList, h)
	state := wire.StateRunning
	if s.lastStage() {
		state = wire.StateStopping // whoever is made now would not be asked to end
	}
	s.setHost(h, state, cause)
}

// testHost is the host for a command that names none: functions are called,
// processes get a host of their own.
func (s *System) testHost(entry string) string {
	if s.config.Code.Known(entry, true) == nil {
		s.needFunctionHost(bootEvent)
		return functionHostID
	}
	s.need(testHostID, ProcessHost, bootEvent)
	return testHostID
}
