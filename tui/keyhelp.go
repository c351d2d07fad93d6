package tui

import "strings"

// KeyHelp is what the keys of one group of actions do, or what can be typed in
// one place: for documents that are made from the tables of the screen.
type KeyHelp struct {
	Title string
	Rows  []KeyRow
}

// KeyRow is one thing there is to do.
type KeyRow struct {
	Keys []string // as people press them; none for what is typed
	Name string   // one or two words, or what is typed
	Help string   // a sentence
}

// Keys is all that the keys of the screen do, and then what can be typed after a
// colon, in the order of the help page. The keys are those that hold unless
// somebody has chosen others.
func Keys() []KeyHelp {
	var list []KeyHelp
	m := &Model{groups: groups()}
	for _, s := range append(m.keySections(), afterColon()) {
		help := KeyHelp{Title: s.title}
		for _, e := range s.entries {
			help.Rows = append(help.Rows, KeyRow{Keys: strings.Fields(e.keys), Name: e.name, Help: e.help})
		}
		list = append(list, help)
	}
	return list
}
