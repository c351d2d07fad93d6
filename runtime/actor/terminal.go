package actor

import (
	"fmt"
	"math"
	"strings"

	"echotui/runtime/wire"
)

// maxTyped bounds the input that may wait to be read, in bytes.
const maxTyped = 1 << 20

// terminal is the keyboard end of a terminal process: what was typed and not
// read yet, and the tasks that wait for more.
type terminal struct {
	typed   []typed
	size    int
	eof     bool
	eofBy   uint64  // the input event that said so
	readers []*Task // who waits for input, longest first; they get it in this order
}

type typed struct {
	text string
	seq  uint64 // its input event
}

// hungry reports whether somebody waits for input that is not there.
func (t *terminal) hungry() bool {
	return len(t.readers) > 0 && !t.eof && !t.readers[0].wait.done
}

// serve lets the first reader look at what there is.
func (t *terminal) serve() {
	if len(t.readers) == 0 || t.size == 0 && !t.eof {
		return
	}
	reader := t.readers[0]
	reader.wait.done = true
	if reader.state == taskWaiting {
		reader.wake()
	}
}

// run starts a process on a terminal host; without a host it is a test.
func (s *System) run(c wire.Command) error {
	test := c.Host == ""
	if test {
		c.Host = s.testHost(c.Name)
	}
	_, err := s.spawn(nil, SpawnOptions{Entry: c.Name, Host: c.Host, Args: c.Args}, nil)
	if err != nil {
		advice := ""
		switch h := s.hosts[c.Host]; {
		case h != nil && h.state != wire.StateRunning && !h.AutoStart:
			advice = ": its entry has no lifecycle: {auto_start: true}"
		case !test && !strings.Contains(err.Message, c.Name):
			advice = " (" + c.Name + ")"
		}
		return fmt.Errorf("failed to start process on host: %s: %s%s", c.Host, err.Message, advice)
	}
	return nil
}

// input puts typed bytes in front of the terminal process.
func (s *System) input(c wire.Command) error {
	p := s.terminalProcess(c.PID)
	switch {
	case p == nil:
		return fmt.Errorf("no terminal process takes input")
	case p.terminal.eof:
		return fmt.Errorf("the input has ended")
	case p.terminal.size+len(c.Text) > maxTyped:
		return fmt.Errorf("%d bytes of input wait to be read already; there is no room for %d more", p.terminal.size, len(c.Text))
	}
	e := wire.Event{Kind: wire.KindInput, PID: p.PID, Text: c.Text}
	if c.EOF {
		e.N = 1
	}
	seq := s.emit(e)
	term := p.terminal
	if c.Text != "" {
		term.typed = append(term.typed, typed{c.Text, seq})
		term.size += len(c.Text)
	}
	if c.EOF {
		term.eof, term.eofBy = true, seq
	}
	term.serve()
	return nil
}

func (s *System) terminalProcess(pid wire.PID) *Process {
	for _, h := range s.hostList {
		if h.terminal != nil && (pid.IsZero() || h.terminal.PID == pid) {
			return h.terminal
		}
	}
	return nil
}

// HasTerminal reports whether the process reads from and writes to a terminal.
func (p *Process) HasTerminal() bool { return p.terminal != nil }

// ReadLine waits for a line of input and returns it without its end. A last
// line without an end counts; after it ok is false.
func (t *Task) ReadLine() (line string, ok bool) {
	return t.read("readline", func(text string) int { return strings.IndexByte(text, '\n') + 1 })
}

// Read waits for input and returns up to n bytes of it; ok is false at the end.
func (t *Task) Read(n int) (text string, ok bool) {
	return t.read("read", func(text string) int { return min(n, len(text)) })
}

// read takes as much input as enough says (0: not enough yet), after those who
// have waited for longer.
func (t *Task) read(action string, enough func(string) int) (string, bool) {
	t.mustRun()
	term := t.process.terminal
	if len(term.readers) > 0 || !term.has(enough) {
		t.before(wire.Event{Kind: wire.KindWait, Name: action})
	}
	waits := len(term.readers) > 0 || !term.has(enough)
	if waits {
		term.readers = append(term.readers, t)
		t.wait.done = false
		t.emit(wire.Event{Kind: wire.KindWait, Name: action})
		t.hold()
		for t.parkUntilDone(false); !term.has(enough); t.parkUntilDone(false) {
			t.wait.done = false
		}
	}
	if t.process.system.asks(readKinds) {
		e, _ := term.next(action, enough)
		t.before(e)
	}
	if waits {
		term.readers = term.readers[1:]
	}
	e, size := term.next(action, enough)
	term.consume(size)
	term.serve()
	t.did(e)
	return e.Text, e.N == 0
}

// next is the event of reading what there is, and how many bytes that takes.
func (t *terminal) next(action string, enough func(string) int) (e wire.Event, size int) {
	text := t.text()
	size = enough(text)
	if size == 0 {
		size = len(text) // the last line has no end
	}
	if size == 0 {
		return wire.Event{Kind: wire.KindRead, N: 1, Cause: t.eofBy}, 0
	}
	line := text[:size]
	if action == "readline" {
		line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
	}
	return wire.Event{Kind: wire.KindRead, Text: line, Cause: t.bringer(size)}, size
}

// has reports whether there is as much as enough says, or never will be.
func (t *terminal) has(enough func(string) int) bool { return t.eof || enough(t.text()) > 0 }

// text is everything typed and not read. A line is nearly always in one piece.
func (t *terminal) text() string {
	if len(t.typed) == 1 {
		return t.typed[0].text
	}
	var all strings.Builder
	for _, piece := range t.typed {
		all.WriteString(piece.text)
	}
	return all.String()
}

// bringer is the event that brought the n-th byte, from 1, of what was typed.
func (t *terminal) bringer(n int) uint64 {
	i := 0
	for ; n > len(t.typed[i].text); i++ {
		n -= len(t.typed[i].text)
	}
	return t.typed[i].seq
}

// consume takes n bytes away.
func (t *terminal) consume(n int) {
	t.size -= n
	for n > 0 {
		piece := &t.typed[0]
		if n < len(piece.text) {
			piece.text = piece.text[n:]
			return
		}
		n -= len(piece.text)
		t.typed = t.typed[1:]
	}
}

func (t *Task) reading() bool {
	if t.process.terminal == nil {
		return false
	}
	for _, reader := range t.process.terminal.readers {
		if reader == t {
			return true
		}
	}
	return false
}

// Write puts text on a stream (wire.Stdout or wire.Stderr) of the terminal.
func (t *Task) Write(stream int64, text string) {
	if text != "" {
		t.note(wire.Event{Kind: wire.KindOutput, N: stream, Text: text})
	}
}

// Log records what a program says about itself. Where is its entry:line, logger
// the name of the logger it says it by, if that has one; fields may be nil.
func (t *Task) Log(level wire.Level, logger, text, where string, fields *wire.Table) {
	t.note(wire.Event{
		Kind: wire.KindLog, N: int64(level), Text: text, Name: where, Args: wire.LogArgs(fields, logger),
	})
}

// ChangeRegistry changes the entry registry, which is kept by others: change
// does it and answers the version that this makes, which is next as things are.
func (t *Task) ChangeRegistry(next int, what string, change func() (version int)) {
	e := wire.Event{Kind: wire.KindRegistry, N: int64(next), Text: what}
	t.before(e)
	e.N = int64(change())
	t.did(e)
}

// terminalEnded turns the end of a terminal process into the end of the node.
func (s *System) terminalEnded(p *Process, cause uint64, value wire.Value, err *wire.Error) {
	status := 0
	switch v := value.(type) {
	case float64:
		status = exitStatus(v)
	case bool:
		if !v {
			status = 1
		}
	case string:
		s.emit(wire.Event{Kind: wire.KindOutput, PID: p.PID, N: wire.Stdout, Text: v + "\n", Cause: cause})
	}
	if err != nil {
		status = 1
		s.emit(wire.Event{Kind: wire.KindOutput, PID: p.PID, N: wire.Stderr, Text: undouble(err.Message) + "\n", Cause: cause})
	}
	s.status = status
	if s.ending == nil {
		s.shutdown("the terminal process has ended", s.config.FinishedGrace, cause)
	}
}

// exitStatus is v without its fraction, and 1 for what is no number or beyond
// 32 bits: what Go makes of such a number differs from machine to machine.
func exitStatus(v float64) int {
	if math.IsNaN(v) || math.Abs(v) >= 1<<31 {
		return 1
	}
	return int(v)
}

// undouble turns "prefix: prefix: rest" into "prefix: rest".
func undouble(text string) string {
	if prefix, rest, found := strings.Cut(text, ": "); found && strings.HasPrefix(rest, prefix+": ") {
		return rest
	}
	return text
}
