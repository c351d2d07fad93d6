package tui

import (
	"strings"
	"unicode"

	"echotui/runtime/trace"
	"echotui/tui/draw"
)

// lineWriter is a row in which a line that is being typed is drawn.
type lineWriter struct {
	canvas      *draw.Canvas
	x, y, width int
}

// edit draws the line of an editor, so that its cursor is in sight. It returns
// the columns of the cursor and of the end, and how many bytes at the beginning
// were left out.
func (w *lineWriter) edit(e *editor, style draw.Style) (at, end, skipped int) {
	before, after := e.split()
	for w.canvas.Measure(before, w.width) >= w.width && before != "" {
		n := len(firstCluster(before))
		before, skipped = before[n:], skipped+n
	}
	at = w.canvas.Text(w.x, w.y, w.width, before, style)
	drawSuggestion(w.canvas, e, w.x+at, w.y, at)
	return at, at + w.canvas.TextEllipsis(w.x+at, w.y, w.width-at, after, style), skipped
}

// drawSuggestion shows that what stands in the last of some columns before the
// cursor goes away when somebody types.
func drawSuggestion(c *draw.Canvas, e *editor, cursor, y, columns int) {
	n := c.Measure(e.suggestion(), columns)
	c.Tint(draw.Rect{X: cursor - n, Y: y, W: n, H: 1}, draw.Style{}.On(draw.Selected))
}

// blame marks the word with the mistake, if there is one.
func (w *lineWriter) blame(l *exprLine, skipped int) {
	if l.wrong == nil || l.wrong.Offset < skipped {
		return
	}
	word := l.wrong.Expr[l.wrong.Offset:]
	if n := strings.IndexFunc(word, unicode.IsSpace); n > 0 {
		word = word[:n]
	}
	at := w.canvas.Measure(l.wrong.Expr[skipped:l.wrong.Offset], w.width)
	columns := min(w.width-at, w.canvas.Measure(word, w.width))
	w.canvas.Tint(draw.Rect{X: w.x + at, Y: w.y, W: columns, H: 1}, draw.In(draw.Bad).Underline())
}

// hint says what is wrong with the expression, or how it may go on, or that it
// is right and what that means.
func (l *exprLine) hint(w *lineWriter, skipped int, right string) {
	switch {
	case l.wrong != nil && !l.goesOn():
		l.drawWrong(w, skipped)
	case len(l.offer.list) > 0:
		l.offer.draw(w)
	case right != "":
		w.canvas.TextEllipsis(w.x, w.y, w.width, w.canvas.Glyphs().Good+" "+right, draw.In(draw.Good))
	}
}

// goesOn reports whether what is wrong may yet become right: the word at the
// cursor, where the mistake is, can be completed.
func (l *exprLine) goesOn() bool {
	before, _ := l.editor.split()
	return len(l.offer.list) > 0 && l.wrong.Offset >= len(l.offer.before) && l.wrong.Offset <= len(before)
}

// drawWrong puts a caret under the mistake and says what it is, beside the
// caret where there is room.
func (l *exprLine) drawWrong(w *lineWriter, skipped int) {
	bad := draw.In(draw.Bad)
	text := trace.Clean(l.wrong.Text, 200)
	at := w.canvas.Measure(l.editor.text()[min(skipped, l.wrong.Offset):l.wrong.Offset], w.width-1)
	size := w.canvas.Measure(text, w.width+1)
	switch {
	case at+2+size <= w.width:
		w.canvas.Text(w.x+at+2, w.y, size, text, bad)
	case size+1 <= at:
		w.canvas.Text(w.x+at-1-size, w.y, size, text, bad)
	default: // over the caret: what is wrong matters more
		w.canvas.TextEllipsis(w.x, w.y, w.width, text, bad)
		return
	}
	w.canvas.Text(w.x+at, w.y, 1, "^", bad)
}

// draw lists the candidates: the one that was taken first, and what it is.
func (o *offer) draw(w *lineWriter) {
	row := &rowWriter{canvas: w.canvas, rect: draw.Rect{X: w.x, Y: w.y, W: w.width, H: 1}}
	for i := max(0, o.taken-1); i < len(o.list) && row.used < w.width; i++ {
		c := &o.list[i]
		style := draw.In(draw.Key)
		if i == o.taken-1 {
			style = style.On(draw.Selected)
		}
		row.word(trace.Clean(c.Text, 60), style)
		if c.Help != "" && (i == o.taken-1 || len(o.list) == 1) {
			row.word(c.Help, draw.In(draw.Faint))
			row.used++
		}
	}
}
