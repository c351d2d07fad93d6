//go:build unix

package faults

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"echotui/runtime/ptytest"
	"echotui/runtime/wire"
)

// flood is an app that sends messages as fast as it can.
const flood = `return function()
	local inbox = process.inbox()
	local me = process.pid()
	while true do
		process.send(me, "drop", {n = 1})
		inbox:receive()
	end
end`

// mostMemory is what the program takes in a flood at most, in KB. Little of it is
// the log, most of which is in files.
const mostMemory = 1 << 20

// mostKept is how many facts a log keeps that may take a megabyte: fewer than
// there are in a long flood.
const mostKept = 1 << 24

// In a flood no fact is lost, memory is bounded, keys are obeyed and the program
// ends when it is told to.
func TestFlood(t *testing.T) {
	dir := folder(t, flood)
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	term := start(t, dir, "-C", ".", "--trace", "run.trace", "--log-memory", *memory)
	term.Sees("1 of 1 alive")
	term.Type("\t")
	keys, most := 0, 0
	for until := time.Now().Add(*deluge); time.Now().Before(until); keys += 2 {
		press(term, "3", "3 stats ━")
		press(term, "2", "2 processes ━")
		if size := resident(t, term); size > most {
			most = size
			t.Logf("%7d facts: %d MB", last(t, term), size>>10)
		}
	}
	term.Type(" ")
	term.Sees("PAUSED")
	produced := last(t, term)
	press(term, "4", "┣4 log")
	term.Type("g")
	term.Until("the log's first fact is shown", func() bool {
		first := oldest(term)
		return first == 1 || first > 1 && produced-first >= mostKept
	})
	if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
		t.Errorf("in the folder for temporary files there are %v, %v", left, err)
	}
	term.Type(ctrlC)
	if state := term.Ended(); !state.Success() {
		t.Error(state)
	}
	term.Restored()
	if kept := counted(t, filepath.Join(dir, "run.trace")); kept != produced {
		t.Errorf("%d facts were produced, and %d are in the trace", produced, kept)
	}
	if most > mostMemory {
		t.Errorf("the program took %d MB", most>>10)
	}
	t.Logf("%v: %d facts, all of them in the trace; %d keys were obeyed; at most %d MB", *deluge, produced, keys, most>>10)
}

// press presses a key and waits for what comes of it.
func press(term *ptytest.Terminal, key, comes string) {
	term.Type(key)
	term.Sees(comes)
}

// oldest is the number of the fact under the cursor; 0 if that is in the present.
func oldest(term *ptytest.Terminal) uint64 {
	found := regexp.MustCompile(`PAST +fact ([0-9]+)/`).FindStringSubmatch(term.Screen())
	if found == nil {
		return 0
	}
	n, _ := strconv.ParseUint(found[1], 10, 64)
	return n
}

// last is the number of the last fact, as the screen tells it.
func last(t *testing.T, term *ptytest.Terminal) uint64 {
	t.Helper()
	found := regexp.MustCompile(`fact [0-9]+/([0-9]+)`).FindStringSubmatch(term.Screen())
	if found == nil {
		t.Fatalf("the screen does not tell the last fact:\n%s", term.Screen())
	}
	n, err := strconv.ParseUint(found[1], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// resident is how much memory the program takes, in KB.
func resident(t *testing.T, term *ptytest.Terminal) int {
	t.Helper()
	said, err := exec.Command("ps", "-o", "rss=", "-p", fmt.Sprint(term.PID())).Output()
	if err != nil {
		t.Fatal(err)
	}
	size, err := strconv.Atoi(strings.TrimSpace(string(said)))
	if err != nil {
		t.Fatal(err)
	}
	return size
}

// counted is how many facts are in a trace, which was ended, one after the
// other.
func counted(t *testing.T, name string) (n uint64) {
	t.Helper()
	past := opened(t, name)
	if ends := past.Ends(); ends != "" {
		t.Error(ends)
	}
	var facts []wire.Event
	for {
		if facts = past.Since(facts[:0], n, 4096); len(facts) == 0 {
			return n
		}
		for i := range facts {
			if n++; facts[i].Seq != n {
				t.Fatalf("fact %d comes after fact %d", facts[i].Seq, n-1)
			}
		}
	}
}
