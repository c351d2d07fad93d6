package trace

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"echotui/runtime/wire"
)

// Facts are written in tests as one line each:
//
//	+50ms wait p2~1 sleep n=100000000 ref=7
//
// The time that passed since the fact before, if any; the kind; the process,
// its coroutine behind "~"; the other process behind "->"; the name; the rest
// as key=value. A process is its number behind a letter for its host.
var hostLetters = map[byte]string{
	'p': "app:processes",
	't': "app:terminal",
	'r': "node@app:processes", // remote
}

// notation turns lines into facts, numbering them.
type notation struct {
	seq uint64
	at  wire.Time
}

func (n *notation) fact(line string) wire.Event {
	words := split(line)
	if d, found := strings.CutPrefix(words[0], "+"); found {
		n.at = n.at.Add(must(time.ParseDuration(d)))
		words = words[1:]
	}
	n.seq++
	e := wire.Event{Seq: n.seq, At: n.at, Kind: kindOf(words[0])}
	for i := 1; i < len(words); i++ {
		key, value, isField := strings.Cut(words[i], "=")
		switch {
		case words[i] == "->":
			i++
			e.Peer, _ = pidOf(words[i])
		case isField:
			set(&e, key, value)
		case i == 1 && isPID(words[i]):
			e.PID, e.Co = pidOf(words[i])
		default:
			e.Name = unquote(words[i])
		}
	}
	return e
}

func set(e *wire.Event, key, value string) {
	switch key {
	case "n":
		e.N = must(strconv.ParseInt(value, 0, 64))
	case "for":
		e.N = int64(must(time.ParseDuration(value)))
	case "ref":
		e.Ref = must(strconv.ParseUint(value, 10, 64))
	case "cause":
		e.Cause = must(strconv.ParseUint(value, 10, 64))
	case "reds":
		e.Reds = must(strconv.ParseUint(value, 10, 64))
	case "text":
		e.Text = unquote(value)
	case "arg":
		e.Args = append(e.Args, valueOf(value))
	default:
		panic("no field " + key)
	}
}

// valueOf reads nil, true, 5, "text" and {a=1,b="x"}.
func valueOf(s string) wire.Value {
	switch {
	case s == "nil":
		return nil
	case s == "true":
		return true
	case s[0] == '"':
		return unquote(s)
	case s[0] != '{':
		return must(strconv.ParseFloat(s, 64))
	}
	t := &wire.Table{}
	for _, field := range strings.Split(s[1:len(s)-1], ",") {
		if key, value, found := strings.Cut(field, "="); found {
			t.Fields = append(t.Fields, wire.Field{Key: key, Value: valueOf(value)})
		} else {
			t.Items = append(t.Items, valueOf(field))
		}
	}
	return t
}

func isPID(s string) bool {
	return len(s) > 1 && hostLetters[s[0]] != "" && s[1] >= '0' && s[1] <= '9'
}

func pidOf(s string) (wire.PID, uint32) {
	n, co, found := strings.Cut(s[1:], "~")
	pid := wire.PID{Host: hostLetters[s[0]], N: must(strconv.ParseUint(n, 10, 64))}
	if !found {
		return pid, 0
	}
	return pid, uint32(must(strconv.ParseUint(co, 10, 32)))
}

func kindOf(name string) wire.Kind {
	for _, k := range wire.Kinds() {
		if k.String() == name {
			return k
		}
	}
	panic("no kind " + name)
}

// split cuts at spaces outside quotes.
func split(line string) []string {
	quoted := false
	return strings.FieldsFunc(line, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return r == ' ' && !quoted
	})
}

func unquote(s string) string {
	if !strings.HasPrefix(s, `"`) {
		return s
	}
	return must(strconv.Unquote(s))
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(fmt.Sprint("notation: ", err))
	}
	return v
}
