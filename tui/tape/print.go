package tape

import (
	"fmt"
	"strings"
)

// Text writes the tape: Parse makes the same commands of it. It fails for what
// no tape can say, which Parse never makes: a text with all three quotes beside
// each other, or with a line end.
func (t *Tape) Text() (string, error) {
	var w writer
	for _, c := range t.Commands {
		c.write(&w)
		w.text = append(w.text, '\n')
		if w.err != nil {
			return "", fmt.Errorf("%v: %w", c.At(), w.err)
		}
	}
	return string(w.text), nil
}

// writer collects the text of a tape.
type writer struct {
	text []byte
	err  error
}

func (w *writer) put(parts ...string) {
	for _, part := range parts {
		w.text = append(w.text, part...)
	}
}

func (w *writer) fail(format string, args ...any) {
	if w.err == nil {
		w.err = fmt.Errorf(format, args...)
	}
}

// quote writes a text, as one token.
func (w *writer) quote(text string) {
	q := quoteFor(text)
	if q == "" {
		w.fail("%q cannot be written between quotes", clip(text))
	}
	w.put(q, text, q)
}

// quoteFor is a quote that a text does not contain; "" if no quotes hold it.
func quoteFor(text string) string {
	if _, why := unreadable("", text); why != "" || strings.ContainsAny(text, "\r\n") {
		return ""
	}
	for _, q := range []string{`"`, "'", "`"} {
		if !strings.Contains(text, q) {
			return q
		}
	}
	return ""
}

// quoteWords writes a text as tokens that will be joined with blanks again: as
// few as there have to be.
func (w *writer) quoteWords(text string) {
	words := strings.Split(text, " ")
	part := words[0]
	for _, next := range words[1:] {
		if joined := part + " " + next; quoteFor(joined) != "" {
			part = joined
			continue
		}
		w.quote(part)
		w.put(" ")
		part = next
	}
	w.quote(part)
}

// pattern writes a regular expression between slashes.
func (w *writer) pattern(text string) {
	w.put("/")
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\' && i+1 < len(text):
			i++
			w.put(`\`, text[i:i+1])
		case c == '/':
			w.put(`\/`)
		default:
			w.put(text[i : i+1])
		}
	}
	w.put("/")
}

// Pieces cuts a text into pieces that each can be written between quotes: what
// somebody typed by hand may have all three of them beside each other. What no
// tape can say, such as a line end, is left out.
func Pieces(text string) (list []string) {
	piece := ""
	for _, r := range text {
		switch next := piece + string(r); {
		case quoteFor(string(r)) == "":
		case quoteFor(next) != "":
			piece = next
		default:
			list, piece = append(list, piece), string(r)
		}
	}
	if piece != "" {
		list = append(list, piece)
	}
	return list
}
