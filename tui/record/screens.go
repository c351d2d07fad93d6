package record

import (
	"bytes"
	"strings"

	"echotui/tui/film"
	"echotui/tui/page"
)

// shown is what a film shows at a mark, or at its end, as text.
type shown struct {
	head string // the rule above it, with label and time; "" if it is the only one
	rows []string
}

// label is how people call the screen.
func (s *shown) label() string {
	if s.head == "" {
		return "the end"
	}
	return strings.Trim(s.head, "─ ")
}

// screens are those at the marks of a film, and the last one.
func screens(f *film.Film) (text string, err error) {
	var to bytes.Buffer
	err = page.WriteText(&to, f, film.Options{})
	return to.String(), err
}

// headed is how the rule above a screen begins.
const headed = "──── "

// split cuts what screens returns into screens.
func split(text string) (list []shown) {
	text = strings.TrimSuffix(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for line := range strings.SplitSeq(text, "\n") {
		begins := strings.HasPrefix(line, headed)
		if begins || len(list) == 0 {
			list = append(list, shown{})
		}
		last := &list[len(list)-1]
		if begins {
			last.head = line
		} else {
			last.rows = append(last.rows, line)
		}
	}
	return list
}
