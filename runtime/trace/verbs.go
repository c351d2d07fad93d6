package trace

import (
	"strings"

	"echotui/runtime/wire"
)

// The sentences of each group of facts, in the order of the Kind constants.

// you is who stands for everything outside the node.
var you = Party{Name: "you"}

func (d *describer) outside() {
	e := d.e
	switch e.Kind {
	case wire.KindBoot:
		d.say("boots", thing(e.Name), text(e.Text))
		d.s.Rest = "seed " + number(e.N)
	case wire.KindInput:
		d.toward("types", quoted(e.Text))
		if e.N == 1 && e.Text == "" {
			d.toward("ends input", "")
		}
	case wire.KindSignal:
		d.toward(Clean(e.Name, longestName), "")
		d.s.Tone = ToneWarn
	}
}

// toward says that something came from outside for the process of the event.
func (d *describer) toward(topic, detail string) {
	d.s.Mark, d.s.Topic, d.s.Detail = MarkSend, topic, detail
	d.s.Subject, d.s.Object = you, d.party(d.e.PID)
}

func (d *describer) node() {
	e := d.e
	d.s.Subject = d.party(wire.PID{})
	switch e.Kind {
	case wire.KindHost:
		d.say("host", thing(e.Name), "")
		d.state()
	case wire.KindService:
		d.say("service", thing(e.Name), text(e.Text))
		if d.state(); strings.HasPrefix(e.Text, wire.Restarting) {
			// Which service has failed is part of the text, and what counts is
			// what will become of it.
			d.s.Verb, d.s.Object, d.s.Rest = "is", Party{}, ""
		}
	case wire.KindShutdown:
		d.say("shuts down", Party{}, text(e.Text))
		d.status(ToneWarn)
	case wire.KindStopped:
		d.say("stops", Party{}, "")
		d.status(ToneGood)
	}
}

// state says what a host or service became.
func (d *describer) state() {
	s := wire.State(d.e.N)
	d.s.Rest = s.String()
	switch s {
	case wire.StateRunning:
		d.s.Tone = ToneGood
	case wire.StateFailed:
		d.s.Tone = ToneBad
	}
}

// status says with which exit status the node ends.
func (d *describer) status(zero Tone) {
	d.s.Rest, d.s.Tone = "with status "+number(d.e.N), zero
	if d.e.N != 0 {
		d.s.Tone = ToneBad
	}
}

func (d *describer) process() {
	e := d.e
	switch e.Kind {
	case wire.KindSpawn:
		d.mark(MarkSpawn, TonePlain)
		d.say("", d.numbered(e.Peer), values(e.Args))
		d.s.Rest = spawnedHow(wire.SpawnFlags(e.N), e.Text)
	case wire.KindSpawnFailed:
		d.mark(MarkFailed, ToneBad)
		d.say("cannot spawn", thing(e.Name), text(e.Text))
	case wire.KindStart:
		d.s.Verb = "starts"
	case wire.KindExit:
		d.exit()
	case wire.KindMonitor:
		d.say("monitors", d.party(e.Peer), "")
	case wire.KindDemonitor:
		d.say("no longer monitors", d.party(e.Peer), "")
	case wire.KindLink:
		d.say("links to", d.party(e.Peer), "")
	case wire.KindUnlink:
		d.say("unlinks from", d.party(e.Peer), "")
	case wire.KindUpgrade:
		d.say("goes on as", thing(e.Name), values(e.Args))
	case wire.KindJoin:
		d.say("joins group", thing(e.Name), "")
		d.s.Rest = "of " + Clean(e.Text, longestName)
	case wire.KindLeave:
		d.say("leaves group", thing(e.Name), "")
		d.s.Rest = "of " + Clean(e.Text, longestName)
	case wire.KindRegister:
		d.say("is now called", thing(e.Name), "")
	case wire.KindUnregister:
		d.say("is no longer called", thing(e.Name), "")
	}
}

func spawnedHow(flags wire.SpawnFlags, name string) string {
	word := func(flag wire.SpawnFlags, word string) string {
		if flags&flag == 0 {
			return ""
		}
		return word
	}
	called := ""
	if name != "" {
		called = "as " + Clean(name, longestName)
	}
	if flags&wire.SpawnService != 0 {
		called = "for service " + Clean(name, longestName)
	}
	return listed(word(wire.SpawnCall, "called"), word(wire.SpawnMonitored, "monitored"), word(wire.SpawnLinked, "linked"),
		word(wire.SpawnTerminal, "terminal"), called)
}

func (d *describer) exit() {
	e := d.e
	switch wire.Outcome(e.N) {
	case wire.OutcomeReturned:
		d.mark(MarkReturned, ToneGood)
		d.say("returned", Party{}, values(e.Args))
	case wire.OutcomeFailed:
		d.mark(MarkFailed, ToneBad)
		d.say("failed:", Party{}, text(e.Text))
	default:
		d.mark(MarkTerminated, ToneWarn)
		d.say("", Party{}, text(e.Text))
		if e.Text == "" {
			d.s.Verb = "terminated"
		}
	}
}

func (d *describer) message() {
	e := d.e
	d.s.Topic = Clean(e.Name, longestName)
	switch e.Kind {
	case wire.KindSend:
		d.mark(MarkSend, TonePlain)
		d.say("", d.party(e.Peer), values(e.Args))
		if e.PID.IsZero() {
			d.s.Subject = you
		}
	case wire.KindNotify:
		d.mark(MarkNotify, TonePlain)
		d.say("", d.party(e.Peer), values(e.Args))
	case wire.KindReceive:
		d.say("takes", d.sender(), "")
		d.s.Joint = "from"
	case wire.KindPublish:
		d.s.Topic = ""
		d.say("publishes", thing(e.Name+" "+e.Text), values(e.Args))
		d.s.Rest = "to " + number(e.N)
	case wire.KindLost:
		d.mark(MarkLost, ToneBad)
		d.say("", thing(e.Text), values(e.Args))
		if !e.Peer.IsZero() {
			d.s.Object = d.party(e.Peer)
		}
	case wire.KindDiscard:
		d.s.Tone = ToneWarn
		d.say("leaves", Party{}, number(e.N)+" messages unread")
		if e.N == 1 {
			d.s.Detail = "1 message unread"
		}
	}
}

// sender is who sent the message that a fact is about. No process stands for the
// node, if it tells what only that can, and else for you.
func (d *describer) sender() Party {
	switch e := d.e; {
	case !e.Peer.IsZero(), e.Name == "EXIT", e.Name == "LINK_DOWN", e.Name == "CANCEL":
		return d.party(e.Peer)
	}
	return you
}

func (d *describer) coroutine() {
	e := d.e
	switch e.Kind {
	case wire.KindCoroutine:
		d.mark(MarkCoroutine, TonePlain)
		d.say("begins", thing(e.Name), text(e.Text))
		d.s.Subject.Co, d.s.Object.Co = uint32(e.N), e.Co
	case wire.KindFinish:
		d.s.Verb = "ends"
	case wire.KindWait:
		d.wait()
	case wire.KindWake:
		d.s.Verb = "goes on"
	case wire.KindTimer:
		d.say("sets timer", thing(reference(e.Ref)), "")
		d.s.Rest = "to " + span(e.N)
		if e.Name == "ticker" {
			d.s.Verb = "sets ticker"
		}
	case wire.KindFire:
		d.say("timer", thing(reference(e.Ref)), "")
		d.s.Rest = "runs out"
	case wire.KindTimerStop:
		d.say("stops timer", thing(reference(e.Ref)), "")
	case wire.KindPut:
		d.say("puts into", d.channel(), text(e.Text))
	case wire.KindTake:
		d.say("takes from", d.channel(), text(e.Text))
	case wire.KindClose:
		d.say("closes", d.channel(), "")
	}
}

var waits = map[string]string{
	"receive":  "waits for",
	"select":   "waits for",
	"send":     "waits to",
	"readline": "waits for a line",
	"read":     "waits for input",
	"call":     "waits for call",
}

func (d *describer) wait() {
	e := d.e
	if e.Name == "sleep" {
		d.say("sleeps", Party{}, span(e.N))
		return
	}
	verb, known := waits[e.Name]
	switch {
	case !known:
		verb = joined("waits:", Clean(e.Name, longestName))
	case e.Name == "select" && strings.Contains(e.Text, ", "):
		verb = "waits for any of"
	}
	d.say(verb, Party{}, text(e.Text))
}

func (d *describer) channel() Party {
	if d.e.Name == "" {
		return thing("channel " + reference(d.e.Ref))
	}
	return thing(d.e.Name)
}

func (d *describer) program() {
	e := d.e
	switch e.Kind {
	case wire.KindOutput:
		d.say("writes", Party{}, quoted(uncoloured(e.Text)))
		if e.N == wire.Stderr {
			d.s.Verb, d.s.Tone = "writes to stderr", ToneWarn
		}
	case wire.KindRead:
		d.say("reads", Party{}, quoted(e.Text))
		if e.N == 1 && e.Text == "" {
			d.s.Detail = "end of input"
		}
	case wire.KindLog:
		d.log()
	case wire.KindOption:
		d.say("sets option", thing(e.Name), "")
		d.s.Rest = map[int64]string{0: "off", 1: "on"}[e.N]
	case wire.KindRegistry:
		d.say("changes the registry", Party{}, text(e.Text))
		d.s.Rest = "to version " + number(e.N)
	case wire.KindLimit:
		d.mark(MarkLimit, ToneWarn)
		d.say("reaches limit", thing(e.Name), text(e.Text))
		d.s.Rest = "(" + number(e.N) + ")"
	}
}

func (d *describer) log() {
	e := d.e
	level := wire.Level(e.N)
	fields, logger := e.Logged()
	detail := []byte(quoted(e.Text))
	if fields != nil {
		detail = appendValues(append(detail, ' '), e.Args[:1])
	}
	d.say("logs", thing(logger), string(detail))
	d.s.Topic = level.String()
	switch level {
	case wire.LevelWarn:
		d.s.Tone = ToneWarn
	case wire.LevelError:
		d.s.Tone = ToneBad
	}
}
