package trace

import (
	"strconv"

	"echotui/runtime/wire"
)

// Words is the sentence without signs and arrows, for whoever hears it instead
// of seeing it, and for programs that take nothing but words. What programs
// chose stays as it is, and what is not printable is escaped.
func (s Sentence) Words() string {
	subject, object := s.Subject.words(), s.Object.words()
	switch {
	case s.Subject == you && s.Kind == wire.KindInput && s.Detail == "":
		return joined(subject, "end the input of", object)
	case s.Subject == you && s.Kind == wire.KindInput:
		return joined(subject, "type to", object+":", s.Detail)
	case s.Subject == you && s.Kind == wire.KindSignal:
		return joined(subject, "send the signal", s.Topic, "to", object)
	case s.Subject == you && s.Kind == wire.KindAct:
		return joined(subject, s.Topic+":", object, s.Detail)
	case s.Subject == you:
		return joined(subject, "send", s.Topic, "to", object, s.Detail)
	case s.Mark == MarkSend:
		return joined(subject, "sends", s.Topic, "to", object, s.Detail)
	case s.Mark == MarkNotify:
		return joined(subject, "tells", object, s.Topic, s.Detail)
	case s.Mark == MarkLost:
		return joined(subject, "sends", s.Topic, "to", object, "in vain", s.Detail)
	case s.Mark == MarkSpawn:
		return joined(subject, "spawns", object, s.Rest, s.Detail)
	case s.Mark == MarkTerminated && s.Verb == "":
		return joined(subject, "is ended:", s.Detail)
	}
	return joined(subject, s.Verb, s.Topic, s.Joint, object, s.Rest, s.Detail)
}

// words is the party as it is said: worker 0x00004, coroutine 2.
func (p Party) words() string {
	name := joined(p.Name, p.Number)
	if p.Co != 0 {
		name += ", coroutine " + strconv.FormatUint(uint64(p.Co), 10)
		if p.Number != "" || p.Name != "" {
			name += ","
		}
	}
	return name
}
