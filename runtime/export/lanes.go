package export

import (
	"strconv"
	"strings"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// lanes are the parties of a sequence diagram, in the order in which they first
// have to do with something. Processes have the lanes that they have on the
// screen: one after another of the same name share one.
type lanes struct {
	list  []lane
	index map[any]int // by what tells them apart: a trace.Lane, or a text
}

type lane struct {
	name   string
	family int // of processes; -1 if it is none
	place  int // in the family, from 0
}

// The parties that are no processes.
const (
	laneYou    = "you"
	laneNode   = "node"
	laneNobody = "nobody"
)

func newLanes() lanes { return lanes{index: map[any]int{}} }

func (l *lanes) of(world *trace.World, p wire.PID) int {
	if p.IsZero() || p.Host == wire.ControlHost {
		return l.other(laneNode)
	}
	at, known := world.Lane(p)
	if !known {
		return l.other(p.String())
	}
	return l.at(at, lane{world.Label(p), at.Family, at.Index})
}

// other is the lane of one who is no process that is known.
func (l *lanes) other(name string) int { return l.at(name, lane{name: name, family: -1}) }

func (l *lanes) at(key any, what lane) int {
	i, known := l.index[key]
	if !known {
		i = len(l.list)
		l.index[key], l.list = i, append(l.list, what)
	}
	return i
}

// names are those to be shown, with numbers where several lanes have the same.
func (l *lanes) names() []string {
	several := map[int]bool{}
	for _, lane := range l.list {
		if lane.place > 0 {
			several[lane.family] = true
		}
	}
	var names []string
	for _, lane := range l.list {
		name := trace.Clean(lane.name, longestCaption)
		if several[lane.family] {
			name += " " + strconv.Itoa(lane.place+1)
		}
		if strings.TrimSpace(name) == "" {
			name = "?" // a party must be called something
		}
		names = append(names, name)
	}
	return names
}
