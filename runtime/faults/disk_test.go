//go:build unix

package faults

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"echotui/runtime/ptytest"
)

// A disk that takes no more ends the trace, which is told on the screen and
// again when that has gone; the app goes on, and what is in the file can be made
// again.
func TestDiskFull(t *testing.T) {
	dir := folder(t, busy)
	cmd := exec.Command("sh", "-c", `ulimit -f 64; exec "$0" "$@"`, program, "-C", ".", "--trace", "run.trace") // blocks of 512 or 1024 bytes
	cmd.Dir = dir
	term := ptytest.Start(t, 110, 32, cmd)
	term.Sees("the trace ends early")
	before := last(t, term)
	term.Until("the app goes on", func() bool { return last(t, term) > before })
	term.Type(ctrlC)
	if state := term.Ended(); !state.Success() {
		t.Errorf("%v\n%s", state, term.Screen())
	}
	term.Restored()
	if !strings.Contains(after(term), "the trace ends early") {
		t.Errorf("when the screen has gone it says %q", after(term))
	}
	name := filepath.Join(dir, "run.trace")
	if past := opened(t, name); past.Last() == 0 || !strings.Contains(past.Ends(), "never ended") {
		t.Errorf("%d facts are left: %s", past.Last(), past.Ends())
	}
	made(t, name)
}

// A recording that cannot be written is told, on the screen or after it.
func TestRecordingCannotBeWritten(t *testing.T) {
	for _, stops := range []string{"R", ctrlC} {
		dir := folder(t, ticks)
		term := start(t, dir, "-C", ".")
		term.Sees("tick")
		term.Type("\tR")
		term.Sees("REC")
		if err := os.RemoveAll(dir); err != nil { // nobody, root neither, writes there any more
			t.Fatal(err)
		}
		term.Type(stops)
		if stops != ctrlC {
			term.Sees("the recording is not written")
			term.Type(ctrlC)
		}
		term.Ended()
		term.Restored()
		if said := after(term); stops == ctrlC && !strings.Contains(said, "not written") {
			t.Errorf("when the screen has gone it says %q", said)
		}
	}
}

// after is what the program has written since it has left the screen.
func after(term *ptytest.Terminal) string {
	_, said, _ := strings.Cut(string(term.Wrote()), "\x1b[?1049l")
	return said
}

// noisy is an app whose facts hardly become smaller when they are packed.
const noisy = `return function()
	while true do
		local said = {}
		for i = 1, 20 do said[i] = tostring(math.random(1, 1000000000)) end
		io.print(table.concat(said, " "))
		time.sleep("1us")
	end
end`

// When the folder for temporary files takes no more of the log, or nothing at
// all, time stops as soon as memory has no room either. Nothing is lost; it can
// go on, is told as often as more memory is taken, and is said again in the end.
func TestNoRoomForLog(t *testing.T) {
	gone := filepath.Join(t.TempDir(), "gone")
	for _, test := range []struct{ command, temp, why string }{
		{`ulimit -f 64; exec "$0" "$@"`, t.TempDir(), "file too large"},
		{`exec "$0" "$@"`, gone, gone},
	} {
		dir := folder(t, noisy)
		cmd := exec.Command("sh", "-c", test.command, program, "-C", ".", "--log-memory", "1MB")
		cmd.Dir, cmd.Env = dir, append(os.Environ(), "TMPDIR="+test.temp)
		term := ptytest.Start(t, 110, 32, cmd)
		term.Sees("1 of 1 alive")
		term.Type("\t4") // out of the prompt, into the log
		for range 2 {
			term.Sees("PAUSED")
			term.Sees("the log is full")
			before := last(t, term)
			term.Type(" ")
			term.Until("time goes on", func() bool { return last(t, term) > before })
		}
		term.Sees("PAUSED")
		press(term, "g", "fact 1/")
		if now := last(t, term); now < 1000 {
			t.Errorf("it is full after %d facts", now)
		}
		term.Type(ctrlC)
		if state := term.Ended(); !state.Success() {
			t.Errorf("%v\n%s", state, term.Screen())
		}
		term.Restored()
		said := after(term)
		if !strings.Contains(said, "the log is full: it has taken its 1 MB of memory") || strings.Count(said, "the log is full") != 1 ||
			!strings.Contains(said, test.why) {
			t.Errorf("when the screen has gone it says %q", said)
		}
	}
}
