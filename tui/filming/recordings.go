package filming

import (
	"echotui/tui"
	"echotui/tui/record"
)

// Recordings are those that are made by hand while a screen is shown.
type Recordings struct {
	Hand record.Hand
	Told []string // what is to be told of them once the screen is gone
}

// Write writes one, and tells in a sentence where to.
func (r *Recordings) Write(made *tui.Recording) (string, error) {
	text, err := r.Hand.Write(made)
	if err != nil {
		r.Told = append(r.Told, "the recording is not written: "+err.Error())
	} else {
		r.Told = append(r.Told, text)
	}
	return text, err
}
