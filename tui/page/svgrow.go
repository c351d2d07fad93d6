package page

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"echotui/tui/draw"
	"echotui/tui/film"
)

// content writes a row: what is behind it, what is drawn, and the text.
func (s *svg) content(w *bytes.Buffer, row []run, p *film.Palette) {
	w.Write(s.paths(row, p))
	for i := range row {
		if r := &row[i]; !r.drawn && strings.Trim(r.text, " ") != "" {
			s.text(w, r, p)
		}
	}
}

// paths are all of a row that is not text.
func (s *svg) paths(row []run, p *film.Palette) []byte {
	var b bytes.Buffer
	for _, l := range append(backgrounds(row, p, s.Metrics), shapes(row, p, s.Metrics)...) {
		if len(l.boxes) > 0 {
			fmt.Fprintf(&b, `<path class="%s" d="%s"/>`, s.fill(l.colour), l.straight())
		}
		if len(l.curves) > 0 {
			fmt.Fprintf(&b, `<path class="%s" shape-rendering="auto" d="%s"/>`, s.fill(l.colour), l.curved())
		}
	}
	return b.Bytes()
}

// text writes a run of text in its place, as wide as it is to be.
func (s *svg) text(w *bytes.Buffer, r *run, p *film.Palette) {
	front, _ := p.Paint(r.style)
	class := s.fill(front)
	if r.style.Attr&draw.AttrBold != 0 {
		class += " " + s.class("font-weight:700")
	}
	if r.style.Attr&draw.AttrItalic != 0 {
		class += " " + s.class("font-style:italic")
	}
	text := strings.TrimLeft(r.text, " ")
	x := (r.x + len(r.text) - len(text)) * s.Width
	text = strings.TrimRight(text, " ")
	columns := r.columns - (len(r.text) - len(text))
	fmt.Fprintf(w, `<text class="%s" y="%d" `, class, s.Base)
	switch {
	case r.wide && !r.alone: // each in the middle of its columns
		w.WriteString(`x="`)
		for i := range columns / 2 {
			if i > 0 {
				w.WriteByte(' ')
			}
			w.WriteString(strconv.Itoa(x + 2*i*s.Width + max(0, s.Width-s.letterSize()/200)))
		}
		w.WriteByte('"')
	case columns == 1:
		fmt.Fprintf(w, `x="%d"`, x)
	default:
		fmt.Fprintf(w, `x="%d" textLength="%d"`, x, columns*s.Width)
	}
	fmt.Fprintf(w, ">%s</text>", escape(text))
}

// escape is text as XML and HTML have it, between tags and in attributes.
func escape(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(text)
}
