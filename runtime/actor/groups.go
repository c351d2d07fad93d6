package actor

import (
	"maps"
	"slices"

	"echotui/runtime/wire"
)

// ScopeConfig describes a name space of process groups.
type ScopeConfig struct {
	ID         string
	MaxGroups  int // that have members; 0: no bound
	MaxMembers int // of one group; 0: no bound
}

// scope is a name space of process groups.
type scope struct {
	ScopeConfig
	groups   map[string][]*Process // a process that joined twice is in it twice
	watchers []*GroupWatch
}

// GroupWatch hears of who joins and leaves the groups of a scope.
type GroupWatch struct {
	scope   *scope
	process *Process
	group   string // "" means all
	channel *Channel
}

// Channel yields the events of groups, each a table.
func (w *GroupWatch) Channel() *Channel { return w.channel }

func (s *System) scope(id string) *scope {
	sc := s.groups[id]
	if sc == nil {
		sc = s.newScope(ScopeConfig{ID: id})
	}
	return sc
}

func (s *System) newScope(config ScopeConfig) *scope {
	sc := &scope{ScopeConfig: config, groups: map[string][]*Process{}}
	s.groups[config.ID] = sc
	return sc
}

// Join makes the process a member of groups, once more if it is one already;
// of none of them when that would go beyond a bound of the scope.
func (t *Task) Join(scopeID string, groups []string) *wire.Error {
	sc := t.process.system.scope(scopeID)
	if bound, limit := sc.exceeded(groups); limit > 0 {
		text := "pg: " + bound + " limit exceeded"
		t.note(wire.Event{Kind: wire.KindLimit, Name: bound, N: int64(limit), Text: text})
		return wire.NewError(wire.LimitExceeded, text)
	}
	t.process.grouped = true
	for _, group := range groups {
		t.before(wire.Event{Kind: wire.KindJoin, Name: group, Text: scopeID})
		sc.groups[group] = append(sc.groups[group], t.process)
		seq := t.emit(wire.Event{Kind: wire.KindJoin, Name: group, Text: scopeID})
		sc.tell("member.joined", group, t.process, seq)
	}
	t.hold()
	return nil
}

// exceeded names the bound that joining groups would go beyond, and its value;
// 0 if there is none.
func (sc *scope) exceeded(groups []string) (bound string, limit int) {
	joins := map[string]int{}
	total := len(sc.groups)
	for _, group := range groups {
		if joins[group]++; joins[group] == 1 && len(sc.groups[group]) == 0 {
			total++
		}
		if sc.MaxMembers > 0 && len(sc.groups[group])+joins[group] > sc.MaxMembers {
			return "max_members_per_group", sc.MaxMembers
		}
	}
	if sc.MaxGroups > 0 && total > sc.MaxGroups {
		return "max_groups", sc.MaxGroups
	}
	return "", 0
}

// Leave takes one membership of each group back; nothing happens unless the
// process is a member of all of them.
func (t *Task) Leave(scopeID string, groups []string) *wire.Error {
	sc := t.process.system.scope(scopeID)
	for _, group := range groups {
		if !slices.Contains(sc.groups[group], t.process) {
			return wire.NewError(wire.NotFound, "pg: process not joined in group")
		}
	}
	for _, group := range groups {
		t.before(wire.Event{Kind: wire.KindLeave, Name: group, Text: scopeID})
		sc.remove(group, t.process)
		seq := t.emit(wire.Event{Kind: wire.KindLeave, Name: group, Text: scopeID})
		sc.tell("member.left", group, t.process, seq)
	}
	t.hold()
	return nil
}

func (sc *scope) remove(group string, p *Process) {
	members := sc.groups[group]
	i := slices.Index(members, p)
	members = slices.Delete(members, i, i+1)
	if len(members) == 0 {
		delete(sc.groups, group)
		return
	}
	sc.groups[group] = members
}

// leaveGroups ends all memberships of a process that has ended.
func (s *System) leaveGroups(p *Process, cause uint64) {
	if !p.grouped {
		return
	}
	s.unwatchGroups(p)
	for _, id := range slices.Sorted(maps.Keys(s.groups)) {
		sc := s.groups[id]
		for _, group := range slices.Sorted(maps.Keys(sc.groups)) {
			for slices.Contains(sc.groups[group], p) {
				sc.remove(group, p)
				seq := s.emit(wire.Event{Kind: wire.KindLeave, PID: p.PID, Name: group, Text: id, Cause: cause})
				sc.tell("member.left", group, p, seq)
			}
		}
	}
}

// unwatchGroups ends all that the code of a process asked to hear of groups.
func (s *System) unwatchGroups(p *Process) {
	for _, sc := range s.groups {
		sc.watchers = slices.DeleteFunc(sc.watchers, func(w *GroupWatch) bool { return w.process == p })
	}
}

// tell lets the watchers of a group know.
func (sc *scope) tell(kind, group string, p *Process, cause uint64) {
	for _, w := range sc.watchers {
		if w.group != "" && w.group != group {
			continue
		}
		data := wire.Record("Group", group, "PIDs", &wire.Table{Items: []wire.Value{p.PID.String()}})
		event := wire.Record("system", "pg", "kind", kind, "path", group, "data", data)
		w.process.hear(w.channel, item{value: event, text: kind + " " + group, seq: cause, heard: eventBytes + len(group)})
	}
}

// Members lists who is in a group, in the order in which they joined.
func (s *System) Members(scopeID, group string) []wire.PID {
	members := s.scope(scopeID).groups[group]
	pids := make([]wire.PID, len(members))
	for i, p := range members {
		pids[i] = p.PID
	}
	return pids
}

// Groups lists the groups of a scope that have members, by name.
func (s *System) Groups(scopeID string) []string {
	return slices.Sorted(maps.Keys(s.scope(scopeID).groups))
}

// Broadcast sends a message to every member of a group.
func (t *Task) Broadcast(scopeID, group, topic string, payloads []wire.Value, size int) {
	s := t.process.system
	for _, p := range slices.Clone(s.scope(scopeID).groups[group]) {
		if err := p.full(size); err != nil {
			t.overflows(p, err)
			t.lose(wire.Event{Kind: wire.KindLost, Peer: p.PID, Name: topic, Text: p.String(), Args: payloads})
			continue
		}
		if held := t.before(sent(p, s.nextRef(), topic, payloads)); !held || !p.ended {
			t.sendTo(p, topic, payloads, size)
		}
	}
	t.hold()
}

// WatchGroup asks for the events of one group, or ("") of all.
func (t *Task) WatchGroup(scopeID, group string) *GroupWatch {
	sc := t.process.system.scope(scopeID)
	name := "groups of " + scopeID
	if group != "" {
		name = "group " + group
	}
	w := &GroupWatch{scope: sc, process: t.process, group: group, channel: t.process.newChannel(name, 0)}
	sc.watchers = append(sc.watchers, w)
	t.process.grouped = true
	return w
}

// UnwatchGroup takes a WatchGroup back and closes its channel. Events that
// nobody has taken stay in it, unless flush says otherwise.
func (t *Task) UnwatchGroup(w *GroupWatch, flush bool) {
	t.beforeClose(w.channel)
	w.scope.watchers = slices.DeleteFunc(w.scope.watchers, func(other *GroupWatch) bool { return other == w })
	if flush {
		t.process.keepHeard(w.channel)
		w.channel.items = queue[item]{}
	}
	t.close(w.channel)
}
