package app

import (
	"strings"
	"time"

	"echotui/runtime/wire"
)

// Lifecycle tells when a service starts and stops, and what happens after it
// has failed.
type Lifecycle struct {
	AutoStart       bool   // start when the node does
	Startup         string // "required" or "optional"
	StartTimeout    time.Duration
	StopTimeout     time.Duration // grace between being asked to stop and being left behind
	StableThreshold time.Duration // a run at least this long makes the next failure the first one again
	Requires        []string      // IDs of the services that must run before it starts
	Restart         Restart
}

// Restart is the policy for a service that has failed. The delay before retry
// n is InitialDelay * BackoffFactor^(n-1), at most MaxDelay, give or take the
// fraction Jitter.
type Restart struct {
	InitialDelay, MaxDelay time.Duration
	BackoffFactor          float64 // above 0
	Jitter                 float64 // 0 to 1
	MaxAttempts            int     // failed runs before giving up; 0: never give up
}

// Service is a process.service: it keeps one process running.
type Service struct {
	Process string       // ID of a process.lua
	Host    string       // ID of a host
	Input   []wire.Value // arguments of the process's main function
	Lifecycle
}

func (d *draft) lifecycle() Lifecycle {
	s := d.all().section("lifecycle")
	c := Lifecycle{
		AutoStart:       s.flag("auto_start"),
		Startup:         s.text("startup"),
		StartTimeout:    s.duration("start_timeout", 10*time.Second),
		StopTimeout:     s.duration("stop_timeout", 10*time.Second),
		StableThreshold: s.duration("stable_threshold", 5*time.Second),
		Requires:        d.requires(s),
		Restart:         restart(s.section("restart")),
	}
	switch c.Startup {
	case "":
		c.Startup = "required"
	case "required", "optional":
	default:
		d.fail(s.line("startup"), "lifecycle.startup: must be required or optional, not %s", c.Startup)
	}
	return c
}

func restart(s section) Restart {
	r := Restart{
		InitialDelay:  s.duration("initial_delay", time.Second),
		MaxDelay:      s.duration("max_delay", 90*time.Second),
		BackoffFactor: s.number("backoff_factor", 2),
		Jitter:        s.number("jitter", 0.1),
		MaxAttempts:   s.count("max_attempts", 0),
	}
	if r.BackoffFactor <= 0 {
		s.fail(s.line("backoff_factor"), "%sbackoff_factor: must be greater than 0", s.path)
	}
	if r.Jitter < 0 || r.Jitter > 1 {
		s.fail(s.line("jitter"), "%sjitter: must be between 0 and 1", s.path)
	}
	if r.MaxAttempts < 0 {
		s.fail(s.line("max_attempts"), "%smax_attempts: must not be negative", s.path)
	}
	return r
}

// requires reads the services named under requires and its other name.
func (d *draft) requires(s section) []string {
	var ids []string
	known := map[string]bool{}
	for _, key := range []string{"requires", "depends_on"} {
		for _, n := range s.texts(key) {
			id := d.refer(reference{what: s.path + key, line: n.line, kinds: serviceKinds(), orders: true, blocks: true}, n)
			if id != "" && !known[id] {
				known[id] = true
				ids = append(ids, id)
			}
		}
	}
	return ids
}

func (d *draft) service(*node) any {
	s := d.all()
	service := &Service{Lifecycle: d.lifecycle()}
	for _, item := range s.list("input") {
		service.Input = append(service.Input, item.wire())
	}
	for _, need := range []struct {
		key   string
		into  *string
		kinds []string
	}{
		{"process", &service.Process, []string{kindProcess}},
		{"host", &service.Host, []string{kindProcessHost, kindTerminalHost}},
	} {
		text := strings.TrimSpace(s.text(need.key))
		switch {
		case text == "":
			d.fail(s.line(need.key), "invalid configuration: %s is required", need.key)
		case text == wire.ControlHost:
			d.fail(s.line(need.key), "invalid configuration: invalid %s: %s", need.key, text)
		default:
			r := reference{what: need.key, line: s.line(need.key), kinds: need.kinds, orders: need.key == "host"}
			*need.into = d.refer(r, s.node.get(need.key))
		}
	}
	return service
}
