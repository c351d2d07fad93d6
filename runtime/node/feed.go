package node

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"sync/atomic"

	"echotui/runtime/wire"
)

// maxLine is how long a typed line may be, in bytes with its newline; the rest
// of a longer one is dropped. It is below what a terminal process lets wait.
const maxLine = 512 << 10

// feeder reads input for an app, as much as it asks for each time.
type feeder struct {
	in     *bufio.Reader
	anyway atomic.Bool // the app takes whatever is there, not only whole lines
}

func newFeeder(in io.Reader) *feeder { return &feeder{in: bufio.NewReader(in)} }

// watch notes what sort of input a fact asks for.
func (f *feeder) watch(e *wire.Event) {
	if e.Kind == wire.KindWait && (e.Name == "read" || e.Name == "readline") {
		f.anyway.Store(e.Name == "read")
	}
}

// run hands in input until there is no more or the loop has ended. It reports
// what went wrong to say.
func (f *feeder) run(loop *Loop, say func(string)) {
	for {
		select {
		case <-loop.done:
			return
		case <-loop.wants:
		}
		text, err := f.next(say)
		if err != nil && !errors.Is(err, io.EOF) {
			say(fmt.Sprintf("Error: %v: taken for the end of the input\n", err))
		}
		loop.Do(wire.Command{Kind: wire.CommandInput, Text: text, EOF: err != nil})
		if err != nil {
			return
		}
	}
}

// next returns the next piece of input. With an error there may be a last one.
func (f *feeder) next(say func(string)) (string, error) {
	if f.anyway.Load() {
		return f.piece()
	}
	line, dropped, err := f.line()
	if dropped > 0 {
		say(fmt.Sprintf("a line of input was longer than %d bytes: the %d beyond were dropped\n", maxLine, dropped))
	}
	return line, err
}

// piece returns what is there, at most to the end of a line, and waits only
// when nothing is.
func (f *feeder) piece() (string, error) {
	if _, err := f.in.Peek(1); err != nil {
		return "", err
	}
	part, _ := f.in.Peek(f.in.Buffered())
	if i := bytes.IndexByte(part, '\n'); i >= 0 {
		part = part[:i+1]
	}
	text := string(part)
	_, _ = f.in.Discard(len(part)) // it has just been peeked at
	return text, nil
}

// line returns a line with its newline, if it has one, and how many of its
// bytes were dropped.
func (f *feeder) line() (line string, dropped int, err error) {
	var text []byte
	for {
		part, err := f.in.ReadSlice('\n')
		body, ended := bytes.CutSuffix(part, []byte("\n"))
		kept := min(len(body), maxLine-1-len(text))
		dropped += len(body) - kept
		text = append(text, body[:kept]...)
		if ended {
			text = append(text, '\n')
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return string(text), dropped, err
		}
	}
}
