package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"echotui/runtime/codec"
	"echotui/runtime/node"
	"echotui/runtime/tracefile"
	"echotui/runtime/wire"
)

// Trace writes a run to a file as it happens, at most a second late. Branches
// after the first get files of their own beside it: run.trace, run-2.trace.
//
//	loop ─▶ Begin, Trace ─▶ queue ─▶ goroutine ─▶ tracefile.Writer ─▶ file
//
// The loop waits only when it is much faster than the disk. An error of the
// disk is told once; the app goes on, and the file stays sound.
type Trace struct {
	name   string
	header tracefile.Header
	say    func(string)

	mu     sync.Mutex
	taken  sync.Cond // the queue has been emptied
	queue  []batch
	weight int // of the queue, in bytes
	failed bool

	more chan struct{}
	quit chan struct{}
	done chan struct{}

	// Used by the goroutine only.
	file   *os.File
	writer *tracefile.Writer

	weigher codec.Weigher // used by the loop only
}

// batch is what the loop has told at once.
type batch struct {
	begin    int // branch that begins with it; 0 for none
	facts    []wire.Event
	commands []wire.Applied
	stand    wire.Place
}

// queueBytes is about how much waits to be written at most.
const queueBytes = 16 << 20

// flushEvery is how much of a run is lost, at most, when the program is killed.
const flushEvery = time.Second

// Trace begins to write the run to the file that Options.Trace names; nil if
// none is named. Say is told, in a line, what goes wrong later on.
func (r *Run) Trace(say func(string)) (*Trace, error) {
	if r.options.Trace == "" {
		return nil, nil
	}
	t, err := r.TraceTo(r.options.Trace, say)
	if err != nil {
		return nil, fmt.Errorf("--trace: %w", err)
	}
	return t, nil
}

// TraceTo begins to write the run to a file.
func (r *Run) TraceTo(name string, say func(string)) (*Trace, error) {
	t := newTrace(name, header(r.Node, r.options), say)
	if err := t.open(1); err != nil {
		return nil, err
	}
	go t.run()
	return t, nil
}

// Sound reports whether all that has happened is on its way to the file. There
// need be no trace.
func (t *Trace) Sound() bool {
	if t == nil {
		return false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return !t.failed
}

// RescueFile makes an empty file for the trace of a run that nobody has named
// one for, and that is worth keeping.
func RescueFile() (name string, err error) {
	file, err := os.CreateTemp("", "echotui-*.trace")
	if err != nil {
		return "", err
	}
	return file.Name(), file.Close()
}

// Name is the file that the first branch is written to.
func (t *Trace) Name() string { return t.name }

func newTrace(name string, header tracefile.Header, say func(string)) *Trace {
	t := &Trace{
		name: name, header: header, say: say,
		more: make(chan struct{}, 1), quit: make(chan struct{}), done: make(chan struct{}),
	}
	t.taken.L = &t.mu
	return t
}

// header tells what the run of a node depends on.
func header(n *node.Node, o Options) tracefile.Header {
	a, origin := n.App(), n.Origin()
	h := tracefile.Header{
		App: a.Name, Hash: a.Hash, Version: o.Version, Clock: clockNames[o.Clock],
		Seed: origin.Seed, Epoch: origin.Epoch, ShutdownTimeout: origin.ShutdownTimeout, Limits: origin.Limits,
	}
	for _, v := range origin.Variables {
		h.Variables = append(h.Variables, tracefile.Pair{Name: v.ID, Value: v.Value})
	}
	for _, text := range a.Overrides {
		h.Overrides = append(h.Overrides, tracefile.Pair{Name: text})
	}
	for _, f := range a.Files {
		h.Files = append(h.Files, tracefile.Pair{Name: f.Path, Value: string(f.Data)})
	}
	return h
}

var clockNames = map[node.Clock]string{node.RealClock: "real", node.VirtualClock: "virtual"}

// Begin implements node.Tracer.
func (t *Trace) Begin(branch int) { t.put(batch{begin: branch}, 0) }

// Trace implements node.Tracer.
func (t *Trace) Trace(facts []wire.Event, commands []wire.Applied, stand wire.Place) {
	weight := 0
	for i := range facts {
		weight += t.weigher.Fact(&facts[i])
	}
	t.put(batch{facts: slices.Clone(facts), commands: commands, stand: stand}, weight)
}

func (t *Trace) put(b batch, weight int) {
	t.mu.Lock()
	for t.weight > queueBytes && !t.failed {
		t.taken.Wait()
	}
	if !t.failed {
		t.queue, t.weight = append(t.queue, b), t.weight+weight
	}
	t.mu.Unlock()
	select {
	case t.more <- struct{}{}:
	default:
	}
}

// Close writes the rest and ends the file. Nothing is told any more.
func (t *Trace) Close() {
	if t == nil {
		return
	}
	close(t.quit)
	<-t.done
}

func (t *Trace) run() {
	defer close(t.done)
	ticker := time.NewTicker(flushEvery)
	defer ticker.Stop()
	for {
		select {
		case <-t.more:
			t.check(t.write())
		case <-ticker.C:
			t.check(t.flush())
		case <-t.quit:
			t.check(t.write())
			t.check(t.end())
			return
		}
	}
}

// write writes what waits.
func (t *Trace) write() error {
	t.mu.Lock()
	queue := t.queue
	t.queue, t.weight = nil, 0
	t.taken.Broadcast()
	t.mu.Unlock()
	for _, b := range queue {
		if b.begin > 1 {
			if err := t.next(b.begin); err != nil {
				return err
			}
		}
		if t.writer == nil {
			return nil // something went wrong, and was told
		}
		if err := t.writer.Append(b.facts, b.commands, b.stand); err != nil {
			return err
		}
	}
	return nil
}

// next ends a file and begins that of a branch.
func (t *Trace) next(branch int) error {
	if err := t.end(); err != nil {
		return err
	}
	return t.open(branch)
}

func (t *Trace) flush() error {
	if t.writer == nil {
		return nil
	}
	return t.writer.Flush()
}

// check gives up at the first thing that goes wrong, and tells it. What is in
// the file by then stays.
func (t *Trace) check(err error) {
	if err == nil {
		return
	}
	t.mu.Lock()
	t.failed, t.queue, t.weight = true, nil, 0
	t.taken.Broadcast()
	t.mu.Unlock()
	t.say(fmt.Sprintf("the trace ends early: %v; the app goes on", err))
	if t.file != nil {
		_ = t.file.Truncate(t.writer.Sound()) // half a frame is passed over, too
		_ = t.file.Close()
	}
	t.file, t.writer = nil, nil
}

// open begins the file of a branch.
func (t *Trace) open(branch int) error {
	name := t.name
	if branch > 1 {
		ext := filepath.Ext(name)
		name = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, ext), branch, ext)
	}
	file, err := create(name)
	if err != nil {
		return err
	}
	t.writer, err = tracefile.NewWriter(file, t.header)
	if err != nil {
		return errors.Join(err, file.Close())
	}
	t.file = file
	return nil
}

// end ends the file.
func (t *Trace) end() error {
	if t.file == nil {
		return nil
	}
	if err := t.writer.Close(); err != nil {
		return err // check closes the file
	}
	err := t.file.Close()
	t.file, t.writer = nil, nil
	return err
}

// create makes a file for a trace, in the place of an earlier trace if there is
// one, but of nothing else. A trace holds what the app was told, secrets among
// it: it is for its owner.
func create(name string) (*os.File, error) {
	file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: there is no folder %s to write it into", name, filepath.Dir(name))
	}
	if err != nil {
		return nil, err
	}
	if err := empty(file); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

func empty(file *os.File) error {
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() == 0 {
		return err
	}
	begins := make([]byte, len(tracefile.Magic))
	if _, err := io.ReadFull(file, begins); err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	if string(begins) != tracefile.Magic {
		return fmt.Errorf("%s is there already, and is no trace", file.Name())
	}
	if err := file.Truncate(0); err != nil {
		return err
	}
	_, err = file.Seek(0, io.SeekStart)
	return err
}

// writeTrace writes a run that is over to a file.
func writeTrace(name string, h tracefile.Header, journal *node.Journal, facts node.Facts) error {
	t := newTrace(name, h, nil)
	if err := t.open(1); err != nil {
		return err
	}
	commands := slices.Collect(journal.All())
	var part []wire.Event
	for seq, more := facts.First()-1, true; more; commands = nil {
		part = facts.Since(part[:0], seq, atOnce)
		seq += uint64(len(part))
		more = seq < facts.Last()
		if err := t.writer.Append(part, commands, journal.End()); err != nil {
			return err
		}
	}
	return t.end()
}
