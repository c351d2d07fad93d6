package tui

import (
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// detailLine is one line of what opens below a row.
type detailLine struct {
	label string // what the text is; "" where it goes on
	text  string
	bad   bool
}

// detailLines collects lines, wrapped to a width.
type detailLines struct {
	width int
	lines []detailLine
}

// labelWidth is the columns of the labels, a blank included.
const labelWidth = 10

// add appends words under a label, wrapped between them; nothing if there are
// none.
func (d *detailLines) add(label, text string) {
	d.append(label, ansi.Wrap(clean(text), d.room(), ""), false)
}

// text appends text that may consist of several lines. What went wrong is told
// in words; of all other text each blank counts.
func (d *detailLines) text(label, text string, bad bool) {
	for _, line := range strings.Split(strings.TrimRight(text, "\r\n"), "\n") {
		line = strings.TrimSuffix(line, "\r")
		if bad {
			d.append(label, ansi.Wrap(clean(line), d.room(), ""), true)
		} else {
			d.wrap(label, line)
		}
		label = ""
	}
}

// value appends a value, laid out over several lines.
func (d *detailLines) value(label string, v wire.Value) {
	for _, line := range pretty("", v) {
		d.wrap(label, line)
		label = ""
	}
}

// wrap appends a line, wrapped wherever it has to be.
func (d *detailLines) wrap(label, line string) {
	d.append(label, ansi.Hardwrap(clean(line), d.room(), true), false)
}

func clean(line string) string { return trace.Clean(line, prettyString) }

// room is the columns beside the labels.
func (d *detailLines) room() int { return max(8, d.width-labelWidth) }

func (d *detailLines) append(label, wrapped string, bad bool) {
	if wrapped == "" {
		return
	}
	for _, part := range strings.Split(wrapped, "\n") {
		if len(d.lines) < prettyLines {
			d.lines = append(d.lines, detailLine{label, part, bad})
		}
		label = ""
	}
}

// eventDetails is all there is to know about one fact.
func eventDetails(e *wire.Event, n trace.Namer, width int) []detailLine {
	d := &detailLines{width: width}
	words := eventWords[e.Kind]
	d.add("fact", fmt.Sprintf("#%d %s at %s", e.Seq, e.Kind, e.At))
	if e.Cause != 0 {
		d.add("because", fmt.Sprintf("of fact #%d", e.Cause))
	}
	d.add("process", fullName(n, e.PID)+coroutineName(e))
	d.add(or(words.peer, "other"), peerName(e, n))
	d.add(or(words.name, "name"), e.Name)
	d.text(or(words.text, "text"), e.Text, e.Kind == wire.KindExit || e.Kind == wire.KindSpawnFailed)
	d.args(e)
	if e.Ref != 0 {
		d.add(or(words.ref, "ref"), fmt.Sprintf("%d", e.Ref))
	}
	if e.Reds != 0 {
		d.add("reds", fmt.Sprintf("%d instructions so far", e.Reds))
	}
	return d.lines
}

// peerName is the other process that a fact is about: of a message that no
// process has sent, who has.
func peerName(e *wire.Event, n trace.Namer) string {
	if e.Kind == wire.KindReceive && e.Peer.IsZero() {
		return trace.Describe(n, e).Object.Name
	}
	return fullName(n, e.Peer)
}

// args adds what a fact carries. The error of an exit is told already, but for
// where it came from.
func (d *detailLines) args(e *wire.Event) {
	if e.Kind == wire.KindLog {
		_, logger := e.Logged()
		d.add("logger", logger)
	}
	for _, v := range eventValues(e) {
		if failure, is := v.value.(*wire.Error); is && e.Kind == wire.KindExit && v.name == "failure" {
			d.failure(failure)
			continue
		}
		d.value(v.name, v.value)
	}
}

// failure adds what is known of an error beyond its message.
func (d *detailLines) failure(e *wire.Error) {
	d.text("stack", stackOf(e), false)
	if e.Details != nil {
		d.value("details", e.Details)
	}
}

// stackOf is where an error came from, line by line, without tabs.
func stackOf(e *wire.Error) string { return strings.ReplaceAll(e.Stack, "\t", "  ") }

// eventWords are what the fields of a fact are called, by its kind.
var eventWords = map[wire.Kind]struct{ peer, name, text, args, ref string }{
	wire.KindBoot:        {name: "app", text: "loaded"},
	wire.KindHost:        {name: "host", text: "kind"},
	wire.KindService:     {name: "service", text: "why"},
	wire.KindShutdown:    {text: "why"},
	wire.KindSpawn:       {peer: "made", name: "entry", args: "argument"},
	wire.KindSpawnFailed: {name: "entry", text: "why"},
	wire.KindExit:        {name: "kind", text: "error", args: "result"},
	wire.KindMonitor:     {peer: "watches"},
	wire.KindDemonitor:   {peer: "watched"},
	wire.KindLink:        {peer: "with"},
	wire.KindUnlink:      {peer: "with"},
	wire.KindSend:        {peer: "to", name: "topic", args: "payload", ref: "message"},
	wire.KindNotify:      {peer: "told", name: "event", args: "payload", ref: "message"},
	wire.KindReceive:     {peer: "from", name: "topic", args: "payload", ref: "message"},
	wire.KindLost:        {peer: "to", name: "topic", text: "to", args: "payload", ref: "message"},
	wire.KindCoroutine:   {name: "function", text: "begun at"},
	wire.KindWait:        {name: "waits in", text: "for", ref: "timer"},
	wire.KindTimer:       {name: "kind", ref: "timer"},
	wire.KindFire:        {ref: "timer"},
	wire.KindTimerStop:   {ref: "timer"},
	wire.KindPut:         {name: "channel", text: "value", ref: "channel"},
	wire.KindTake:        {name: "channel", text: "value", ref: "channel"},
	wire.KindClose:       {name: "channel", ref: "channel"},
	wire.KindLog:         {name: "at", args: "fields"},
	wire.KindLimit:       {name: "limit", text: "what"},
	wire.KindAct:         {peer: "sent by", name: "you did", text: "what", args: "payload", ref: "message"},
	wire.KindArrive:      {peer: "from", name: "topic", args: "payload", ref: "message"},
}

// processDetails is what the tree tells about a process that was opened.
func processDetails(p *trace.Process, w *trace.World, now wire.Time, width int) []detailLine {
	d := &detailLines{width: width}
	d.text("error", p.Error, true)
	if p.Failure != nil {
		d.failure(p.Failure)
	}
	d.add("pid", p.PID.String())
	d.add("entry", p.Entry)
	d.add("made by", madeBy(p, w))
	for _, arg := range p.Args {
		d.value("argument", arg)
	}
	if p.Result != nil {
		d.value("result", p.Result)
	}
	d.add("messages", fmt.Sprintf("%d sent, %d taken, %d waiting, at most %d waited",
		p.Sent, p.Received, p.Mailbox.Len, p.Mailbox.High))
	if p.Ended {
		d.add("ended", fmt.Sprintf("at %s, %s ago", p.EndedAt, draw.Duration(since(now, p.EndedAt))))
	}
	return d.lines
}

func madeBy(p *trace.Process, w *trace.World) string {
	switch {
	case p.Service != "":
		return "service " + p.Service
	case p.Maker.IsZero():
		return "the node"
	}
	return fullName(w, p.Maker)
}

// serviceDetails is what the tree tells about a service that was opened.
func serviceDetails(s *trace.Service, now wire.Time, width int) []detailLine {
	d := &detailLines{width: width}
	d.text("why", s.Text, s.State == wire.StateFailed)
	d.add("since", fmt.Sprintf("%s, %s ago", s.Since, draw.Duration(since(now, s.Since))))
	return d.lines
}

// messageDetails is what the mailboxes tell about a message that was opened.
func messageDetails(m *trace.Message, w *trace.World, width int) []detailLine {
	d := &detailLines{width: width}
	d.add("sent", fmt.Sprintf("by fact #%d at %s", m.Seq, m.SentAt))
	d.add("from", senderOf(m, fullName(w, m.From)))
	d.add("topic", m.Topic)
	for _, arg := range m.Args {
		d.value("payload", arg)
	}
	return d.lines
}

// senderOf is who has sent a message: you, or the process of that name.
func senderOf(m *trace.Message, name string) string {
	if m.From.IsZero() && !m.Notice {
		return "you"
	}
	return name
}

// fullName is a PID with the name people use for it.
func fullName(n trace.Namer, pid wire.PID) string {
	if pid.IsZero() {
		return ""
	}
	return n.Label(pid) + " " + pid.String()
}

func coroutineName(e *wire.Event) string {
	if e.Co == 0 {
		return ""
	}
	return fmt.Sprintf(", coroutine %d", e.Co)
}

// nameOf is the short name of a process, with its number where that is needed
// to tell it from others.
func nameOf(n trace.Namer, pid wire.PID) string {
	if n.Unique(pid) {
		return n.Label(pid)
	}
	return n.Label(pid) + " " + pid.Short()
}

// since is the time from then to now, never negative: the clock of the screen
// may lag behind the newest fact.
func since(now, then wire.Time) time.Duration { return max(0, now.Sub(then)) }

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// drawDetail draws one line of details into r's first row.
func drawDetail(c *draw.Canvas, r draw.Rect, line detailLine) {
	c.TextEllipsis(r.X, r.Y, min(labelWidth-1, r.W), line.label, draw.In(draw.Faint))
	style := draw.In(draw.Text)
	if line.bad {
		style = draw.In(draw.Bad)
	}
	c.TextEllipsis(r.X+labelWidth, r.Y, r.W-labelWidth, line.text, style)
}
