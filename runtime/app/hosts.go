package app

import (
	"strings"
	"time"
)

// TerminalHost gives its one process the terminal.
type TerminalHost struct {
	HideLogs bool // while a process runs here, log records do not go to the console
	Lifecycle
}

// ProcessHost is where many processes run.
type ProcessHost struct {
	Workers        int // above 0; 0 when the app does not say: as many as there are CPUs
	QueueSize      int // above 0
	LocalQueueSize int // above 0
	MaxProcesses   int // 0: no limit
	Lifecycle
}

// Scope is a pg.scope: a set of process groups of its own. It keeps what the
// app says; 0 as a limit means there is none.
type Scope struct {
	ProtocolTimeout         time.Duration
	BroadcastTimeout        time.Duration
	AntiEntropyInterval     time.Duration
	CircuitBreakerFailures  int
	CircuitBreakerResetTime time.Duration
	MaxRetries              int
	RetryBaseDelay          time.Duration
	RetryMaxDelay           time.Duration
	ActionQueueSize         int
	ActionQueueMaxSize      int
	MonitorBuffer           int
	MaxGroups               int
	MaxMembersPerGroup      int
	Lifecycle
}

func (d *draft) terminalHost(*node) any {
	d.checkHostName()
	return &TerminalHost{HideLogs: d.all().flag("hide_logs"), Lifecycle: d.lifecycle()}
}

func (d *draft) processHost(*node) any {
	d.checkHostName()
	s := d.all().section("host")
	h := &ProcessHost{
		Workers:        s.count("workers", 0),
		QueueSize:      s.count("queue_size", 1024),
		LocalQueueSize: s.count("local_queue_size", 256),
		MaxProcesses:   max(s.count("max_processes", 0), 0),
		Lifecycle:      d.lifecycle(),
	}
	for _, bound := range []struct {
		key, called string
		value       int
	}{
		{"workers", "workers", h.Workers},
		{"queue_size", "queue size", h.QueueSize},
		{"local_queue_size", "local queue size", h.LocalQueueSize},
	} {
		if s.node.get(bound.key) != nil && bound.value <= 0 {
			d.fail(s.line(bound.key), "invalid configuration: %s must be greater than 0", bound.called)
		}
	}
	return h
}

// checkHostName keeps PIDs readable: in "node@host" the sign would mean a node.
func (d *draft) checkHostName() {
	if strings.Contains(d.entry.ID, "@") {
		d.fail(d.lineOf("name"), "the ID of a host must not hold @")
	}
}

func (d *draft) scope(*node) any {
	s := d.all()
	return &Scope{
		ProtocolTimeout:         s.duration("protocol_timeout", 5*time.Second),
		BroadcastTimeout:        s.duration("broadcast_timeout", 5*time.Second),
		AntiEntropyInterval:     s.duration("anti_entropy_interval", 30*time.Second),
		CircuitBreakerFailures:  s.count("circuit_breaker_failures", 3),
		CircuitBreakerResetTime: s.duration("circuit_breaker_reset_time", 10*time.Second),
		MaxRetries:              s.count("max_retries", 3),
		RetryBaseDelay:          s.duration("retry_base_delay", 100*time.Millisecond),
		RetryMaxDelay:           s.duration("retry_max_delay", time.Second),
		ActionQueueSize:         s.count("action_queue_size", 256),
		ActionQueueMaxSize:      s.count("action_queue_max_size", 1024),
		MonitorBuffer:           s.count("monitor_buffer", 64),
		MaxGroups:               s.count("max_groups", 0),
		MaxMembersPerGroup:      s.count("max_members_per_group", 0),
		Lifecycle:               d.lifecycle(),
	}
}
