package tui

import "echotui/runtime/filter"

// language tells what a filter can say.
func (h *helpPage) language(width int) {
	h.heading("What a filter can say")
	for _, s := range filter.Syntax() {
		h.entry(s.Form, s.Help+".", "", width)
	}
	for _, f := range filter.Fields() {
		h.entry(f.Name, f.Help+": "+f.Example, "", width)
	}
}
