package trace

import "echotui/runtime/wire"

// act says what somebody did to the run.
func (d *describer) act() {
	e := d.e
	d.toward(Clean(e.Name, longestName), text(e.Text))
	if d.s.Topic == "" {
		d.s.Topic = "act"
	}
	d.s.Tone = ToneWarn
	switch e.Name {
	case wire.CommandDrop.String():
		d.s.Detail = joined(d.s.Detail, reference(e.Ref))
	case wire.CommandDelay.String():
		d.s.Detail = joined(d.s.Detail, reference(e.Ref), "by", span(e.N))
	case wire.CommandEdit.String():
		d.s.Detail = joined(d.s.Detail, reference(e.Ref), "to", values(e.Args))
	case wire.CommandFail.String():
		d.s.Detail = "the next " + d.s.Detail
	case wire.CommandStop.String(), wire.CommandRestart.String(), wire.CommandReload.String():
		d.s.Object, d.s.Detail = thing(e.Text), ""
	}
}

// arrive says that a message is there that somebody had delayed.
func (d *describer) arrive() {
	e := d.e
	d.s.Topic = Clean(e.Name, longestName)
	if wire.ArriveFlags(e.N)&wire.ArriveDead != 0 {
		d.mark(MarkLost, ToneBad)
		d.say("", d.party(e.PID), values(e.Args))
		d.s.Subject = d.party(e.Peer)
		return
	}
	d.say("gets late", d.sender(), values(e.Args))
	d.s.Joint = "from"
}
