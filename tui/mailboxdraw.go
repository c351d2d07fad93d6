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
	var parts []string
	if p.world.Waiting > 0 {
		parts = append(parts, strconv.Itoa(p.world.Waiting)+" waiting")
	}
	if p.world.Lost > 0 {
		parts = append(parts, strconv.Itoa(p.world.Lost)+" lost")
	}
	return strings.Join(parts, ", ")
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
	switch empty := p.world.Live - p.world.Boxes; empty {
	case 0:
		return "No process is running."
	case 1:
		return "The mailbox of 1 process is empty."
	default:
		return fmt.Sprintf("The mailboxes of %d processes are empty.", empty)
	}
}

func (p *mailboxPane) drawRow(c *draw.Canvas, r draw.Rect, row *mailRow, w *trace.World, now wire.Time) {
	switch {
	case row.key.line > 0:
		drawDetail(c, draw.Rect{X: r.X + 4, Y: r.Y, W: r.W - 4, H: 1}, row.detail)
	case row.letter != nil:
		drawLetter(c, r, row.letter, w, now, row.key == p.open)
	case row.key.letter:
		p.drawLetters(c, r, w)
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
	c.TextRight(r.X+2, r.Y, 5, strconv.Itoa(row.place), draw.In(draw.Faint))
	line := &rowWriter{canvas: c, rect: draw.Rect{X: r.X + 8, Y: r.Y, W: r.W - 8 - timeWidth - 1, H: 1}}
	if row.next {
		line.word("next", draw.In(draw.Good).Bold())
	}
	drawSent(line, row.message, w)
	if line.rect.W > 0 {
		c.TextRight(r.Right()-timeWidth, r.Y, timeWidth, draw.Duration(since(now, row.message.SentAt)), draw.In(draw.Time))
	}
}

// drawSent writes who has sent a message, its topic, and what it carries.
func drawSent(line *rowWriter, m *trace.Message, w *trace.World) {
	line.word(senderOf(m, nameOf(w, m.From)), draw.In(draw.Name))
	topic := draw.In(draw.Accent)
	if m.Notice {
		topic = draw.In(draw.Warn)
	}
	line.word(m.Topic, topic)
	line.word(payload(m.Args), draw.In(draw.Faint))
}

// drawLetters draws the heading above the letters: how many messages were lost,
// and how many of them are shown.
func (p *mailboxPane) drawLetters(c *draw.Canvas, r draw.Rect, w *trace.World) {
	line := &rowWriter{canvas: c, rect: r}
	line.word("dead letters", draw.In(draw.Bad).Bold())
	line.word(count(w.Lost, "message")+" lost", draw.In(draw.Text))
	if n := len(w.Dead); n < w.Lost {
		line.word(fmt.Sprintf("(the last %d are shown)", n), draw.In(draw.Faint))
	}
}

// drawLetter draws a message that nobody took: for whom it was, why nobody did,
// who had sent it, and how long ago it was lost.
func drawLetter(c *draw.Canvas, r draw.Rect, l *trace.Letter, w *trace.World, now wire.Time, open bool) {
	const timeWidth = 7
	sign, style := c.Glyphs().Bad, draw.In(draw.Bad)
	if open {
		sign, style = c.Glyphs().Open, draw.In(draw.Accent)
	}
	c.Text(r.X+1, r.Y, 1, sign, style)
	line := &rowWriter{canvas: c, rect: draw.Rect{X: r.X + 3, Y: r.Y, W: r.W - 3 - timeWidth - 1, H: 1}}
	line.word("to", draw.In(draw.Faint))
	line.word(receiverOf(l, w), draw.In(draw.Name))
	line.word(l.Why.String()+":", draw.In(draw.Warn))
	drawSent(line, &l.Message, w)
	if line.rect.W > 0 {
		c.TextRight(r.Right()-timeWidth, r.Y, timeWidth, draw.Duration(since(now, l.LostAt)), draw.In(draw.Time))
	}
}

// receiverOf is who was to get a message: the process, if it is known, or the
// name or PID that it was sent to.
func receiverOf(l *trace.Letter, w *trace.World) string {
	if l.Peer.IsZero() {
		return l.To
	}
	return nameOf(w, l.Peer)
}

// letterDetails is all there is to know about a message being lost.
func letterDetails(l *trace.Letter, w *trace.World, width int) []detailLine {
	d := &detailLines{width: width}
	d.add("lost", fmt.Sprintf("by fact #%d at %s: %s", l.Lost, l.LostAt, l.Why))
	to := l.To
	if !l.Peer.IsZero() {
		to = fullName(w, l.Peer)
	}
	d.add("to", to)
	return d.lines
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
