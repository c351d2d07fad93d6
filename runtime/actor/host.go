package actor

import (
	"time"

	"echotui/runtime/wire"
)

// The kinds of hosts.
const (
	TerminalHost = "terminal.host"
	ProcessHost  = "process.host"
)

// HostConfig describes a host.
type HostConfig struct {
	ID           string
	Kind         string        // TerminalHost or ProcessHost
	AutoStart    bool          // it runs from the beginning; the others never do
	MaxProcesses int           // more are refused; 0: no bound
	StopTimeout  time.Duration // how long its processes may take to end
}

// hostNotFound is why nothing can be done on a host that is not there.
const hostNotFound = "host not found"

// Host is a place where processes run.
type Host struct {
	HostConfig
	state    wire.State
	changed  wire.Time
	count    int
	terminal *Process // the process that has the terminal of a terminal host
}

func (h *Host) isTerminal() bool { return h.Kind == TerminalHost }

// accepts tells why no process can be made on h, which may be nil.
func (h *Host) accepts() *wire.Error {
	switch {
	case h == nil:
		return wire.NewError(wire.NotFound, hostNotFound)
	case h.state == wire.StateStopping || h.state == wire.StateStopped:
		return wire.NewError(wire.Unavailable, "host is shutting down")
	case h.state != wire.StateRunning:
		return wire.NewError(wire.Unavailable, "host is not running")
	case h.MaxProcesses > 0 && h.count >= h.MaxProcesses:
		return wire.NewError(wire.LimitExceeded, "max processes limit exceeded")
	}
	return nil
}

func (h *Host) add(p *Process) {
	h.count++
	if h.isTerminal() {
		p.terminal = &terminal{}
		h.terminal = p
	}
}

func (h *Host) remove(p *Process) {
	h.count--
	if h.terminal == p {
		h.terminal = nil
	}
}

func (s *System) startHosts(cause uint64) {
	for _, config := range s.config.Hosts {
		h := &Host{HostConfig: config}
		s.hosts[h.ID] = h
		s.hostList = append(s.hostList, h)
		if h.AutoStart {
			s.setHost(h, wire.StateRunning, cause)
		}
	}
}

func (s *System) setHost(h *Host, state wire.State, cause uint64) {
	h.state, h.changed = state, s.now
	s.emit(wire.Event{Kind: wire.KindHost, Name: h.ID, N: int64(state), Text: h.Kind, Cause: cause})
}
