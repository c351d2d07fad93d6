package trace

import (
	"strconv"
	"strings"

	"echotui/runtime/wire"
)

// Sentence is one fact in plain words, cut into the parts that a screen
// colours and aligns one by one. They are read in this order:
//
//	Subject       Mark Verb Topic  Joint  Object          Rest        Detail
//	cli           ──echo──▶               relay                       {data="hello"}
//	relay         takes echo       from   cli
//	relay         ⑂                       worker 0x00005  monitored
//	node          host                    app:processes   running
//	relay~2       sleeps                                              100ms
//
// Any part but the subject may be empty. All are free of bytes that a terminal
// would act on, and none is longer than some 200 bytes.
type Sentence struct {
	Kind    wire.Kind
	Tone    Tone
	Subject Party
	Mark    Mark
	Verb    string
	Topic   string // of a message, written on the arrow if Mark is one; level of a log record
	Joint   string // the word between topic and object
	Object  Party
	Rest    string
	Detail  string // payload, text or number: what to cut first
}

// Party is whom or what a sentence is about: a process, the node, or a thing
// such as a host, which has a Name only.
type Party struct {
	PID    wire.PID
	Co     uint32 // coroutine of the process; 0 is its main function
	Name   string
	Number string // 0x00004; "" when the name says which process it is
}

// Tone says how a sentence feels: what to colour it by.
type Tone uint8

// The tones of sentences.
const (
	TonePlain Tone = iota
	ToneGood
	ToneWarn // unusual
	ToneBad
)

// Mark is a sign that stands for words. A screen may draw another sign for it.
type Mark uint8

// The marks. Arrows are drawn around the topic.
const (
	MarkNone   Mark = iota
	MarkSend        // arrow of a message
	MarkNotify      // arrow of what the runtime tells a process
	MarkLost        // arrow that arrives nowhere
	MarkSpawn
	MarkCoroutine
	MarkReturned
	MarkFailed
	MarkTerminated
	MarkLimit

	marks // how many there are
)

var signs = [marks]struct{ before, after, asciiBefore, asciiAfter string }{
	MarkSend:       {"──", "──▶", "--", "-->"},
	MarkNotify:     {"┄┄", "┄┄▶", "..", "..>"},
	MarkLost:       {"──", "──✗", "--", "--x"},
	MarkSpawn:      {before: "⑂", asciiBefore: "+"},
	MarkCoroutine:  {before: "≈", asciiBefore: "~"},
	MarkReturned:   {before: "✓", asciiBefore: "="},
	MarkFailed:     {before: "✗", asciiBefore: "x"},
	MarkTerminated: {before: "■", asciiBefore: "#"},
	MarkLimit:      {before: "▲", asciiBefore: "!"},
}

// IsArrow tells whether the mark is drawn around the topic.
func (m Mark) IsArrow() bool { return m == MarkSend || m == MarkNotify || m == MarkLost }

// Signs is what to draw before and after the topic: the second is empty unless
// the mark is an arrow.
func (m Mark) Signs() (before, after string) {
	if m >= marks {
		return "", ""
	}
	return signs[m].before, signs[m].after
}

// ASCIISigns is Signs for terminals and files that take nothing but ASCII.
func (m Mark) ASCIISigns() (before, after string) {
	if m >= marks {
		return "", ""
	}
	return signs[m].asciiBefore, signs[m].asciiAfter
}

// String is the party as a line of text names it: worker~2 0x00004.
func (p Party) String() string {
	name := p.Name
	if p.Co != 0 {
		name += "~" + strconv.FormatUint(uint64(p.Co), 10)
	}
	return joined(name, p.Number)
}

// Text is the sentence as one plain line: what log filters look at and plain
// output prints.
func (s Sentence) Text() string { return s.text(s.Mark.Signs()) }

// ASCII is Text with signs made of ASCII. Words that the program chose stay as
// they are.
func (s Sentence) ASCII() string { return s.text(s.Mark.ASCIISigns()) }

func (s Sentence) text(before, after string) string {
	did := joined(before, s.Verb, s.Topic)
	if s.Mark.IsArrow() {
		did = before + s.Topic + after
	}
	return joined(s.Subject.String(), did, s.Joint, s.Object.String(), s.Rest, s.Detail)
}

// joined puts one space between the parts that are not empty.
func joined(parts ...string) string {
	var b strings.Builder
	for _, part := range parts {
		if part == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(part)
	}
	return b.String()
}
