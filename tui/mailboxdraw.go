package tui

import (
	"fmt"
	"strconv"
	"strings"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// note is what stands in the top line of the pane.
func (p *mailboxPane) note() string {
	waiting := 0
	for _, box := range p.boxes {
		waiting += box.process.Mailbox.Len
	}
	if waiting == 0 {
		return ""
	}
	return strconv.Itoa(waiting) + " waiting"
}

// draw draws the mailboxes inside r.
func (p *mailboxPane) draw(c *draw.Canvas, r draw.Rect, w *trace.World, now wire.Time, focused bool) {
	if len(p.rows) == 0 {
		drawEmpty(c, r, "No message is waiting.", p.others())
		return
	}
	for i := range p.rows {
		line := draw.Rect{X: r.X, Y: r.Y + i, W: r.W, H: 1}
		p.drawRow(c, line, &p.rows[i], w, now)
		drawSelection(c, line, focused && p.list.Top()+i == p.list.Cursor())
	}
}

// others tells about the mailboxes that are not shown.
func (p *mailboxPane) others() string {
	switch p.empty {
	case 0:
		return "No process is running."
	case 1:
		return "The mailbox of 1 process is empty."
	}
	return fmt.Sprintf("The mailboxes of %d processes are empty.", p.empty)
}

func (p *mailboxPane) drawRow(c *draw.Canvas, r draw.Rect, row *mailRow, w *trace.World, now wire.Time) {
	switch {
	case row.key.line > 0:
		drawDetail(c, draw.Rect{X: r.X + 4, Y: r.Y, W: r.W - 4, H: 1}, row.detail)
	case row.message != nil:
		drawMessage(c, r, row, w, now, row.key == p.open)
	case row.hidden > 0:
		c.TextEllipsis(r.X+4, r.Y, r.W-4, "and "+count(row.hidden, "message")+" more", draw.In(draw.Faint))
	default:
		box := &row.process.Mailbox
		line := &rowWriter{canvas: c, rect: r}
		line.word(w.Label(row.process.PID), draw.In(draw.Name).Bold())
		line.word(row.process.PID.Short(), draw.In(draw.Faint))
		line.word(count(box.Len, "message"), draw.In(draw.Text))
		line.word(fmt.Sprintf("(at most %d waited)", box.High), draw.In(draw.Faint))
	}
}

// drawMessage draws a message: its place, sender, topic, payload and how long
// it has been waiting.
func drawMessage(c *draw.Canvas, r draw.Rect, row *mailRow, w *trace.World, now wire.Time, open bool) {
	const timeWidth = 7
	if open {
		c.Text(r.X+1, r.Y, 1, c.Glyphs().Open, draw.In(draw.Accent))
	}
	c.TextRight(r.X+2, r.Y, 4, strconv.Itoa(row.place), draw.In(draw.Faint))
	line := &rowWriter{canvas: c, rect: draw.Rect{X: r.X + 7, Y: r.Y, W: r.W - 7 - timeWidth - 1, H: 1}}
	m := row.message
	line.word(senderOf(m, nameOf(w, m.From)), draw.In(draw.Name))
	topic := draw.In(draw.Accent)
	if m.Notice {
		topic = draw.In(draw.Warn)
	}
	line.word(m.Topic, topic)
	line.word(payload(m.Args), draw.In(draw.Faint))
	if line.rect.W > 0 {
		c.TextRight(r.Right()-timeWidth, r.Y, timeWidth, draw.Duration(since(now, m.SentAt)), draw.In(draw.Time))
	}
}

// payload is the beginning of what a message carries.
func payload(args []wire.Value) string {
	var parts []string
	for _, arg := range args {
		parts = append(parts, wire.Text(arg, 200))
		if len(parts) == 8 {
			break
		}
	}
	return strings.Join(parts, ", ")
}
