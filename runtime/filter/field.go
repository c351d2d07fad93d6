package filter

import (
	"strings"

	"echotui/runtime/wire"
)

// Field is something that an expression can ask for.
type Field struct {
	Name    string
	Help    string // what it is, without a full stop
	Example string // an expression
	Type    Type
	Words   []string // all values of a Word field

	kinds kinds                                        // outside of these it never matches
	texts func(f *fact, test func(string) bool) bool   // whether one of its texts passes
	pids  func(f *fact, test func(wire.PID) bool) bool // the same for its processes
	value func(f *fact) int64                          // of a Number, Time or Level field
	holds func(f *fact) bool                           // of a Flag
	named func(f *fact) string                         // of a process field: what the fact calls one that has no PID
}

// Type says what can be asked of a field.
type Type uint8

// The types of fields.
const (
	Flag    Type = iota + 1 // stands alone
	Word                    // : = != ~, and only certain words
	Text                    // : = != ~
	Process                 // : = != ~, by registered name, entry ID or its last part, PID or its number
	Number                  // : = != < <= > >=
	Time                    // the same, written 2s, 1m3.5s, 250ms or 00:03.102
	Level                   // the same, with the words debug, info, warn and error
	Data                    // : = != ~ and, for numbers, < <= > >=
)

// Operators lists what may stand behind the name of a field of this type.
func (t Type) Operators() []string {
	switch t {
	case Flag:
		return nil
	case Number, Time, Level:
		return []string{":", "=", "!=", "<", "<=", ">", ">="}
	case Data:
		return []string{":", "=", "!=", "~", "<", "<=", ">", ">="}
	}
	return []string{":", "=", "!=", "~"}
}

// kinds is a set of kinds of facts.
type kinds uint64

const anyKind = ^kinds(0)

func of(list ...wire.Kind) (set kinds) {
	for _, k := range list {
		set |= 1 << k
	}
	return set
}

func (s kinds) has(k wire.Kind) bool { return s>>k&1 != 0 }

// The kinds that fields share.
var (
	messages = of(wire.KindSend, wire.KindNotify, wire.KindReceive, wire.KindLost, wire.KindArrive)
	spawns   = of(wire.KindSpawn, wire.KindSpawnFailed)
	arriving = of(wire.KindSend, wire.KindNotify, wire.KindReceive, wire.KindArrive)
)

// fields is the table.
var fields = []Field{
	{Name: "kind", Type: Word, Words: kindWords(), kinds: anyKind, texts: kindText,
		Help: "what sort of fact it is", Example: "kind:send"},
	{Name: "from", Type: Process, kinds: messages | spawns | of(wire.KindPublish), pids: sender,
		Help: "who sent the message, or made the process", Example: "from:relay"},
	{Name: "to", Type: Process, kinds: messages | of(wire.KindSpawn, wire.KindInput, wire.KindRead), pids: receiver, named: unreached,
		Help: "who gets the message or the input, or is made", Example: "to:0x00004"},
	{Name: "by", Type: Process, kinds: anyKind, pids: actor,
		Help: "the process that did it, or to which it happened", Example: "by:app:worker"},
	{Name: "pid", Type: Process, kinds: anyKind, pids: parties,
		Help: "a process that has to do with it in any way", Example: "pid:0x00002"},
	{Name: "topic", Type: Text, kinds: messages, texts: name,
		Help: "topic of the message", Example: "topic:echo"},
	{Name: "text", Type: Text, kinds: anyKind, texts: words,
		Help: "what is said: its text, or text in its payload", Example: `text~"hel+o"`},
	{Name: "data", Type: Data, kinds: anyKind,
		Help: "the payload, the arguments or the fields; data.KEY is one part of it", Example: "data.messages>3"},
	{Name: "entry", Type: Text, kinds: anyKind, texts: entry,
		Help: "entry of the process, or of the one it makes", Example: "entry:app:worker"},
	{Name: "host", Type: Text, kinds: anyKind, texts: host,
		Help: "host of the process, or of the one it makes", Example: "host:app:processes"},
	{Name: "service", Type: Text, kinds: anyKind, texts: service,
		Help: "the service, or the one that runs the process", Example: "service:app:relay-service"},
	{Name: "name", Type: Text, kinds: anyKind, texts: name,
		Help: "what it is about: a topic, entry, registered name, function, channel, limit", Example: "name:sleep"},
	{Name: "line", Type: Text, kinds: of(wire.KindLog, wire.KindCoroutine), texts: line,
		Help: "entry and line where it was logged or begun", Example: "line:app:relay:37"},
	{Name: "level", Type: Level, Words: []string{"debug", "info", "warn", "error"}, kinds: of(wire.KindLog), value: n,
		Help: "level of what was logged", Example: "level>=warn"},
	{Name: "outcome", Type: Word, Words: []string{"returned", "failed", "terminated"}, kinds: of(wire.KindExit), texts: outcome,
		Help: "how the process ended", Example: "outcome:terminated"},
	{Name: "state", Type: Word, Words: stateWords(), kinds: of(wire.KindHost, wire.KindService), texts: state,
		Help: "what the host or service became", Example: "state:running"},
	{Name: "mailbox", Type: Number, kinds: arriving, value: waiting,
		Help: "messages that wait for the receiver when this one comes or is taken", Example: "mailbox>10"},
	{Name: "size", Type: Number, kinds: anyKind, value: size,
		Help: "bytes of its payload as it is shown, counted up to 65536", Example: "size>1000"},
	{Name: "t", Type: Time, kinds: anyKind, value: func(f *fact) int64 { return int64(f.e.At) },
		Help: "when it happened", Example: "t>2s t<1m3.5s"},
	{Name: "fact", Type: Number, kinds: anyKind, value: func(f *fact) int64 { return int64(f.e.Seq) },
		Help: "its number in the log", Example: "fact>=1200"},
	{Name: "cause", Type: Number, kinds: anyKind, value: func(f *fact) int64 { return int64(f.e.Cause) },
		Help: "number of the fact that led to it; 0 for what came from outside", Example: "cause:120"},
	{Name: "co", Type: Number, kinds: anyKind, value: func(f *fact) int64 { return int64(f.e.Co) },
		Help: "number of the coroutine; 0 is the main function", Example: "co>0"},
	{Name: "ref", Type: Number, kinds: anyKind, value: func(f *fact) int64 { return int64(f.e.Ref) },
		Help: "number of the message, timer or channel", Example: "ref:14"},
	{Name: "reds", Type: Number, kinds: anyKind, value: func(f *fact) int64 { return int64(f.e.Reds) },
		Help: "instructions that the process had used", Example: "reds>100000"},
	{Name: "n", Type: Number, kinds: anyKind, value: n,
		Help: "the number it tells: unread messages, a limit, an exit status, how long a sleep is", Example: "kind:wait n>=1s"},
	{Name: "error", Type: Flag, kinds: errorKinds, holds: isError,
		Help: "something went wrong: an exit or a service that failed, what could not be made or reached nobody, a log of that level", Example: "error"},
	{Name: "lost", Type: Flag, kinds: of(wire.KindLost, wire.KindDiscard, wire.KindAct, wire.KindArrive), holds: isLost,
		Help: "messages that reached nobody, were left unread, or dropped by you", Example: "lost"},
}

// Fields is the table of what an expression can ask for.
func Fields() []Field { return fields }

// find returns the field that a name means, and the path below data.
func find(word string) (field *Field, path []string) {
	word, rest, deep := strings.Cut(word, ".")
	for i := range fields {
		if fields[i].Name == word && (!deep || fields[i].Type == Data) {
			if deep {
				path = strings.Split(rest, ".")
			}
			return &fields[i], path
		}
	}
	return nil, nil
}

func kindWords() []string {
	var list []string
	for _, k := range wire.Kinds() {
		list = append(list, k.String())
	}
	return list
}

func stateWords() []string {
	var list []string
	for s := wire.StateStarting; s <= wire.StateFailed; s++ {
		list = append(list, s.String())
	}
	return list
}
