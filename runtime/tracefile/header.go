package tracefile

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"echotui/runtime/codec"
	"echotui/runtime/wire"
)

// Header is all that a run depends on besides its commands, so that it can be
// made again where its app is not.
type Header struct {
	App     string // its name
	Hash    string // of its files and overrides
	Version string // of the program that wrote the trace
	Clock   string // "real" or "virtual": how time passed

	Seed            int64
	Epoch           int64 // date at virtual time 0: nanoseconds since 1970 in UTC
	ShutdownTimeout time.Duration
	Limits          wire.Limits // of what processes may take
	Variables       []Pair      // of the environment that the app declares: ID of the entry, value
	Overrides       []Pair      // of the app: what was set, to what
	Files           []Pair      // of the app: path, content
}

// Pair is a name and what it stands for.
type Pair struct{ Name, Value string }

func (h *Header) encode() []byte {
	number := func(n int64) string { return strconv.FormatInt(n, 10) }
	return new(codec.Encoder).Value(nil, wire.Record(
		"app", h.App, "hash", h.Hash, "version", h.Version, "clock", h.Clock,
		"seed", number(h.Seed), "epoch", number(h.Epoch), "shutdown_timeout", number(int64(h.ShutdownTimeout)),
		"variables", pairs(h.Variables), "overrides", pairs(h.Overrides), "files", pairs(h.Files),
		"limits", limits(h.Limits),
	))
}

func limits(l wire.Limits) *wire.Table {
	t := &wire.Table{}
	for _, name := range wire.LimitNames() {
		t.Fields = append(t.Fields, wire.Field{Key: name, Value: float64(*l.Named(name))})
	}
	return t
}

func pairs(list []Pair) *wire.Table {
	t := &wire.Table{}
	for _, p := range list {
		t.Fields = append(t.Fields, wire.Field{Key: p.Name, Value: p.Value})
	}
	return t
}

// decodeHeader reads what encode wrote. Fields that it does not know are passed
// over.
func decodeHeader(body []byte) (h Header, err error) {
	v, err := new(codec.Decoder).Value(body)
	if err != nil {
		return h, err
	}
	t, ok := v.(*wire.Table)
	if !ok {
		return h, errors.New("it is no table")
	}
	f := fields{table: t}
	h = Header{
		App: f.text("app"), Hash: f.text("hash"), Version: f.text("version"), Clock: f.text("clock"),
		Seed: f.number("seed"), Epoch: f.number("epoch"), ShutdownTimeout: time.Duration(f.number("shutdown_timeout")),
		Variables: f.pairs("variables"), Overrides: f.pairs("overrides"), Files: f.pairs("files"),
		Limits: f.limits("limits"),
	}
	return h, f.err
}

// fields reads a table and keeps the first thing that is wrong with it.
type fields struct {
	table *wire.Table
	err   error
}

func (f *fields) fail(name string) {
	if f.err == nil {
		f.err = fmt.Errorf("its %s is not what it should be", name)
	}
}

func (f *fields) text(name string) string {
	s, ok := f.table.Get(name).(string)
	if !ok {
		f.fail(name)
	}
	return s
}

func (f *fields) number(name string) int64 {
	n, err := strconv.ParseInt(f.text(name), 10, 64)
	if err != nil {
		f.fail(name)
	}
	return n
}

// limits reads those that there are: traces of older programs have none.
func (f *fields) limits(name string) (l wire.Limits) {
	t, _ := f.table.Get(name).(*wire.Table)
	if t == nil {
		return l
	}
	for _, name := range wire.LimitNames() {
		n, _ := t.Get(name).(float64)
		*l.Named(name) = int(n)
	}
	if t.Get(wire.LimitTotalMemory) == nil {
		l.TotalMemory = -1 // there was no such limit
	}
	return l
}

func (f *fields) pairs(name string) (list []Pair) {
	t, ok := f.table.Get(name).(*wire.Table)
	if !ok {
		f.fail(name)
		return nil
	}
	for _, field := range t.Fields {
		key, isText := field.Key.(string)
		value, isToo := field.Value.(string)
		if !isText || !isToo {
			f.fail(name)
			return nil
		}
		list = append(list, Pair{key, value})
	}
	return list
}
