package node

import (
	"runtime"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"echotui/runtime/wire"
)

// A node that never rests leaves the processor to others by itself, long before
// Go would take it away.
func TestBusyNodeYields(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	n := startedNode(t, fstest.MapFS{
		"_index.yaml": {Data: []byte(`version: "1.0"
namespace: busy
entries:
  - {name: terminal, kind: terminal.host, lifecycle: {auto_start: true}}
  - {name: hosts, kind: process.host, lifecycle: {auto_start: true}}
  - {name: main, kind: process.lua, source: file://main.lua, modules: [io, process]}
  - {name: pong, kind: process.lua, source: file://pong.lua, modules: [process]}
`)},
		"main.lua": {Data: []byte(`return { main = function()
    local inbox, other = process.inbox(), process.spawn("busy:pong", "busy:hosts", process.pid())
    while true do process.send(other, "ball", 1) inbox:receive() end
end }`)},
		"pong.lua": {Data: []byte(`return { main = function(other)
    local inbox = process.inbox()
    while true do inbox:receive() process.send(other, "ball", 1) end
end }`)},
	}, "busy")
	now, turns := time.Unix(0, 0), 0
	var batches atomic.Int64
	clock := newPace(VirtualClock, func() time.Time { now = now.Add(longestRun); return now })
	l := newLoopOf(n, clock, func([]wire.Event) { batches.Add(1) })
	go l.Run()
	for batches.Load() < 200 {
		turns++
		runtime.Gosched()
	}
	l.Close()
	if turns < 100 {
		t.Errorf("in 200 batches somebody else had %d turns", turns)
	}
}
