package actor

import (
	"fmt"

	"echotui/runtime/wire"
)

// actOnService stops a service, as the end of the node would, or starts it
// again.
func (s *System) actOnService(c wire.Command) error {
	sv := s.serviceOf(c.Name)
	if sv == nil {
		return fmt.Errorf("there is no service %s", c.Name)
	}
	again := c.Kind == wire.CommandRestart
	why := ""
	if again {
		why = s.lacking(sv)
	}
	switch idle := sv.process == nil && (sv.retry == nil || sv.retry.index < 0); {
	case s.ending != nil:
		return fmt.Errorf("the node is about to end")
	case why != "":
		return fmt.Errorf("%s", why)
	case idle && !again:
		return fmt.Errorf("service %s does not run", sv.ID)
	case sv.stopping:
		return fmt.Errorf("service %s is stopping already", sv.ID)
	}
	sv.last = s.acted(c, wire.Event{Text: sv.ID})
	sv.again, sv.failures = again, 0
	sv.AutoStart = again // it is meant to be like that
	s.stopTimer(sv.retry)
	if sv.process == nil {
		s.stoppedByHand(sv)
		return nil
	}
	s.stopByHand(sv)
	return nil
}

func (s *System) serviceOf(id string) *service {
	for _, sv := range s.services {
		if sv.ID == id {
			return sv
		}
	}
	return nil
}

// stopByHand asks the process of a service to end, and ends it when it has had
// its time.
func (s *System) stopByHand(sv *service) {
	p, act, timeout := sv.process, sv.last, sv.StopTimeout
	if p.mailbox.events == nil {
		timeout = min(timeout, deafGrace)
	}
	sv.stopping = true
	s.setService(sv, wire.StateStopping, "")
	sv.retry = &Timer{ref: s.ref(), index: -1, run: func() {
		s.kill(p, doom{wire.OutcomeTerminated, failure("stop timeout after " + timeout.String()), act})
	}}
	s.schedule(sv.retry, timeout)
	s.cancel(sv.watcher, p, "service stopping", act)
}

// stoppedByHand is what becomes of a service that somebody has stopped.
func (s *System) stoppedByHand(sv *service) {
	s.stopTimer(sv.retry)
	sv.retry = nil
	if sv.again {
		s.start(sv)
		return
	}
	s.setService(sv, wire.StateStopped, "somebody has stopped it")
}
