//go:build unix

package faults

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"echotui/runtime/cli"
)

// busy is an app in which as much happens as can, with a pause now and then.
const busy = `return function()
	local n = 0
	while true do
		n = n + 1
		io.print("tick " .. n)
		if n % 500 == 0 then time.sleep("1ms") end
	end
end`

// A trace of a program that was killed at whatever moment opens, holds all that
// was in the file right before, and can be made again.
func TestKill(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	dir := folder(t, busy)
	var facts uint64
	cut := 0
	for i := range *kills {
		args := []string{"-C", ".", "--trace", fmt.Sprintf("%d.trace", i)}
		most := 20_000 // of what is written until then: some seconds
		if i%2 == 1 {
			most *= 10
			args = append([]string{"run"}, args...) // without the screen
		}
		name := filepath.Join(dir, args[len(args)-1])
		term := start(t, dir, args...)
		term.Sees("tick")
		moment := term.Written() + random.IntN(most)
		term.Until("the moment has come", func() bool { return term.Written() >= moment })
		written := opened(t, name).Last()
		term.Kill()
		past := opened(t, name)
		if past.Last() < written {
			t.Errorf("%s held %d facts and holds %d", name, written, past.Last())
		}
		if !strings.Contains(past.Ends(), "never ended") {
			cut++
			t.Logf("%s", past.Ends())
		}
		made(t, name)
		facts += past.Last()
	}
	t.Logf("%d kills, %d facts in traces, %d of which end within a frame", *kills, facts, cut)
}

// made fails the test unless the run of a trace can be made again, as far as it
// goes.
func made(t *testing.T, name string) {
	t.Helper()
	var said, warnings bytes.Buffer
	if status, err := cli.Replay(name, "", &said, &warnings); status != 0 || err != nil {
		t.Errorf("status %d, %v: %s%s", status, err, said.String(), warnings.String())
	}
}
