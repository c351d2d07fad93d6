package actor

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"echotui/runtime/wire"
)

// ServiceConfig describes a service: one process that the node keeps running.
type ServiceConfig struct {
	ID, Entry, Host string
	Input           []wire.Value
	AutoStart       bool
	Requires        []string      // IDs of services, hosts and scopes that must run first; services among them are started, too
	StopTimeout     time.Duration // how long its process may take to end
	StableThreshold time.Duration // a run this long makes earlier failures forgotten
	Restart         Restart
}

// Restart is what to do when the process of a service has failed: wait
// InitialDelay × BackoffFactor^(n-1) before start n+1, at most MaxDelay, give
// or take the fraction Jitter; give up after MaxAttempts failed runs (0:
// never).
type Restart struct {
	InitialDelay, MaxDelay time.Duration
	BackoffFactor, Jitter  float64
	MaxAttempts            int
}

type service struct {
	ServiceConfig
	state    wire.State
	process  *Process
	watcher  wire.PID // in whose name its process is asked to end
	last     uint64   // its latest event
	failures int
	started  wire.Time
	changed  wire.Time
	details  string
	retry    *Timer // its next start; while somebody makes it stop, the end of its patience
	stopping bool   // somebody makes it stop
	again    bool   // and start again then
}

// startServices starts what is to start by itself, after what it requires.
func (s *System) startServices(cause uint64) {
	for _, config := range s.config.Services {
		s.services = append(s.services, &service{ServiceConfig: config, last: cause})
	}
	levels, blocked := s.levels()
	want(levels)
	for _, level := range levels {
		for _, sv := range level {
			switch why := s.lacking(sv); {
			case !sv.AutoStart:
			case why != "":
				s.setService(sv, wire.StateExited, why)
			default:
				s.start(sv)
			}
		}
	}
	for _, sv := range blocked {
		s.setService(sv, wire.StateExited, fmt.Sprintf(
			"service startup blocked by missing dependencies: %s requires %s", sv.ID, strings.Join(sv.Requires, ", ")))
	}
}

// want makes what is required by a service that starts by itself start by
// itself, too.
func want(levels [][]*service) {
	wanted := map[string]bool{}
	for _, level := range slices.Backward(levels) {
		for _, sv := range level {
			sv.AutoStart = sv.AutoStart || wanted[sv.ID]
			for _, id := range sv.Requires {
				wanted[id] = wanted[id] || sv.AutoStart
			}
		}
	}
}

// lacking tells why a service cannot start while what it requires does not run;
// "" when it can.
func (s *System) lacking(sv *service) string {
	for _, id := range sv.Requires {
		state := wire.StateRunning // of a scope
		if h := s.hosts[id]; h != nil {
			state = h.state
		}
		for _, other := range s.services {
			if other.ID == id {
				state = other.state
			}
		}
		switch state {
		case wire.StateRunning:
		case wire.StateUnknown:
			return fmt.Sprintf("service startup blocked: %s requires %s, which does not start by itself", sv.ID, id)
		default:
			return fmt.Sprintf("service startup blocked: %s requires %s, which is %s", sv.ID, id, state)
		}
	}
	return ""
}

// levels groups the services: those of a level require only those of levels
// before it. What is blocked requires itself, or what does not exist.
func (s *System) levels() (levels [][]*service, blocked []*service) {
	placed := map[string]bool{}
	for id := range s.hosts {
		placed[id] = true
	}
	for _, scope := range s.config.Scopes {
		placed[scope.ID] = true
	}
	blocked = s.services
	for len(blocked) > 0 {
		var level, rest []*service
		for _, sv := range blocked {
			if slices.ContainsFunc(sv.Requires, func(id string) bool { return !placed[id] }) {
				rest = append(rest, sv)
			} else {
				level = append(level, sv)
			}
		}
		if len(level) == 0 {
			break
		}
		for _, sv := range level {
			placed[sv.ID] = true
		}
		levels, blocked = append(levels, level), rest
	}
	return levels, blocked
}

// ServiceStatus is where a service or host stands.
type ServiceStatus struct {
	ID      string
	State   wire.State
	Desired wire.State
	Retries int
	Started wire.Time
	Changed wire.Time
	Details string
}

// Services tells where every host and service stands.
func (s *System) Services() []ServiceStatus {
	list := make([]ServiceStatus, 0, len(s.hostList)+len(s.services))
	for _, h := range s.hostList {
		list = append(list, ServiceStatus{ID: h.ID, State: h.state, Desired: s.desired(h.AutoStart), Changed: h.changed})
	}
	for _, sv := range s.services {
		list = append(list, ServiceStatus{
			ID: sv.ID, State: sv.state, Desired: s.desired(sv.AutoStart), Retries: sv.failures,
			Started: sv.started, Changed: sv.changed, Details: sv.details,
		})
	}
	return list
}

// desired is the state that something is meant to be in.
func (s *System) desired(autoStart bool) wire.State {
	if s.ending != nil || !autoStart {
		return wire.StateStopped
	}
	return wire.StateRunning
}

func (s *System) start(sv *service) {
	s.lastPID++
	sv.watcher = wire.PID{Host: wire.ControlHost, N: s.lastPID}
	sv.retry = nil
	s.setService(sv, wire.StateStarting, "")
	p, err := s.spawn(nil, SpawnOptions{Entry: sv.Entry, Host: sv.Host, Args: sv.Input}, sv)
	if err != nil {
		s.setService(sv, wire.StateExited, "start process: "+err.Message+"; it is not started again")
		return
	}
	sv.process, sv.started = p, s.now
	sv.last = p.spawned
	s.setService(sv, wire.StateRunning, "")
}

func (s *System) setService(sv *service, state wire.State, text string) {
	sv.state, sv.changed, sv.details = state, s.now, text
	e := wire.Event{Kind: wire.KindService, Name: sv.ID, N: int64(state), Text: text, Cause: sv.last}
	if sv.process != nil {
		e.PID = sv.process.PID
	}
	sv.last = s.emit(e)
}

// ProcessReturned is why a service has exited that nothing went wrong with.
const ProcessReturned = "its process returned; it is not restarted"

// serviceEnded decides what becomes of a service whose process has ended.
func (s *System) serviceEnded(sv *service, cause uint64, err *wire.Error) {
	sv.process, sv.last = nil, cause
	byHand := sv.stopping
	sv.stopping = false
	switch {
	case s.ending != nil:
		s.setService(sv, wire.StateStopped, "")
	case byHand:
		s.stoppedByHand(sv)
	case err == nil:
		s.setService(sv, wire.StateExited, ProcessReturned)
	case err.Retryable == wire.RetryNo:
		s.setService(sv, wire.StateExited, "process failed: "+err.Message+"; the error is not retryable, so it is not restarted")
	default:
		s.retry(sv, err)
	}
}

// retry starts a failed service again after a while, unless it has failed too
// often.
func (s *System) retry(sv *service, err *wire.Error) {
	ran, forgotten := s.now.Sub(sv.started), ""
	if ran >= sv.StableThreshold && sv.failures > 0 {
		sv.failures, forgotten = 0, fmt.Sprintf(" again, as it ran for %.1fs", ran.Seconds())
	}
	sv.failures++
	attempt := strconv.Itoa(sv.failures + 1)
	if limit := sv.Restart.MaxAttempts; limit > 0 {
		if sv.failures >= limit {
			s.setService(sv, wire.StateFailed, fmt.Sprintf("gave up after %d attempts: %s", limit, err.Message))
			return
		}
		attempt += " of " + strconv.Itoa(limit)
	}
	delay := s.delay(sv)
	s.setService(sv, wire.StateFailed, fmt.Sprintf(
		wire.Restarting+"%s in %s, attempt %s%s: %s", sv.ID, pause(delay), attempt, forgotten, err.Message))
	sv.retry = &Timer{ref: s.ref(), index: -1, run: func() { s.start(sv) }}
	s.schedule(sv.retry, delay)
}

func (s *System) delay(sv *service) time.Duration {
	r := sv.Restart
	delay := float64(r.InitialDelay) * math.Pow(r.BackoffFactor, float64(sv.failures-1))
	if longest := float64(r.MaxDelay); longest > 0 {
		delay = min(delay, longest)
	}
	// 53 bits make a number in [0, 1).
	dice := float64(s.random.next()>>11) / (1 << 53)
	return time.Duration(delay * (1 + r.Jitter*(2*dice-1)))
}

// pause is a delay as people read it.
func pause(d time.Duration) string {
	if d < 50*time.Millisecond {
		return d.Round(time.Millisecond / 10).String()
	}
	return fmt.Sprintf("%.1fs", d.Seconds())
}
