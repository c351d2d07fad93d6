package tui

import (
	"fmt"
	"strconv"
	"strings"

	"echotui/tui/draw"
)

// drawHeader draws the top line: whether this is the present, which fact is
// shown, when that was, of which branch if there are several, how far behind it
// is, and the timeline.
func (m *Model) drawHeader(c *draw.Canvas, r draw.Rect) {
	if r.Empty() {
		return
	}
	left, _ := r.SplitX(headerWidth(r.W))
	w := &rowWriter{canvas: c, rect: left, used: 1}
	m.drawState(w)
	w.used++
	if m.recorder.on() && r.W < narrowHeader {
		w.word(m.place(), draw.In(draw.Text))
	} else {
		w.word("fact "+m.place(), draw.In(draw.Text))
	}
	w.used++
	w.word(m.now().String(), draw.In(draw.Time))
	w.used++
	m.drawWarnings(w)
	if name := branchName(m.branch); m.branches.several() && w.used+len(name) < left.W {
		w.word(name, draw.In(draw.Name))
	}
	w.word(m.lag(left.W-w.used), draw.In(draw.Warn))
	m.timeline.draw(c)
	c.TextRight(r.Right()-speedWidth, r.Y, speedWidth-1, speedText(m.speed, c.Glyphs()), draw.In(draw.Faint))
	c.Tint(r, draw.Style{}.On(draw.Bar))
}

// narrowHeader is the width below which what is said of a recording needs the
// columns of a word that says nothing new.
const narrowHeader = 100

// speedWidth is the columns of the speed, with a blank on both sides.
const speedWidth = 6

// headerWidth is the columns of the header before the timeline. They do not
// depend on what stands there, or the timeline would move away under the mouse.
func headerWidth(width int) int { return min(60, width*11/20) }

// drawState writes how time goes, and whether that is recorded.
func (m *Model) drawState(w *rowWriter) {
	sign, word, style := m.state(w.canvas.Glyphs())
	w.word(sign, style)
	w.word(word, style)
	m.drawRecording(w)
}

// state is how time goes.
func (m *Model) state(glyphs *draw.Glyphs) (sign, word string, style draw.Style) {
	switch {
	case m.status.Err != "":
		return glyphs.Bad, "BROKEN", draw.In(draw.Bad)
	case m.past() && m.player.on:
		return glyphs.Running, "PAST", draw.In(draw.Accent)
	case m.past():
		return glyphs.ArrowLeft, "PAST", draw.In(draw.Accent)
	case m.status.Stopped:
		return endedSign(glyphs), "ENDED", draw.In(draw.Accent)
	case notLive(m) != "": // the end of a run that was opened, or of a branch that was left
		return endedSign(glyphs), "TRACE", draw.In(draw.Accent)
	case m.status.Paused:
		return glyphs.Paused, "PAUSED", draw.In(draw.Warn)
	}
	return glyphs.Running, "LIVE", draw.In(draw.Good).Bold()
}

func endedSign(glyphs *draw.Glyphs) string {
	if glyphs == &draw.ASCII {
		return "#"
	}
	return "■"
}

// place is the fact under the cursor and the newest there is.
func (m *Model) place() string {
	return strconv.FormatUint(m.at(), 10) + "/" + strconv.FormatUint(m.newest(), 10)
}

// newest is the newest fact there is, also if the screen has not taken it yet.
func (m *Model) newest() uint64 { return max(m.head.seq(), m.status.Last) }

// lag is how far what is shown lies behind what there is: as many words as there
// is room for, and none rather than half a number.
func (m *Model) lag(room int) string {
	for _, text := range m.lagTexts() {
		if len(text) <= room {
			return text
		}
	}
	return ""
}

// lagTexts are ways to say how far behind it is, the longest first.
func (m *Model) lagTexts() []string {
	facts, newest := m.newest()-m.at(), m.newest()
	switch {
	case m.status.Work > 0:
		done := fmt.Sprintf("%d%%", int(100*min(1, m.status.Work)))
		return []string{"made again: " + done, done}
	case m.way.told:
		done := fmt.Sprintf("%d%%", int(100*m.way.done()))
		return []string{"going to fact " + strconv.FormatUint(m.way.to.cursor.seq, 10) + ": " + done, "going: " + done, done}
	case m.lags():
		done := fmt.Sprintf("%d%%", 100*m.head.seq()/max(1, newest))
		return []string{"reading: " + done, done}
	case !m.past():
		return nil
	}
	time := since(max(m.status.Now, m.head.world.At), m.now())
	long, short := " behind", ""
	if time > 0 {
		long, short = ", "+draw.Duration(time)+" behind", " -"+draw.Duration(time)
	}
	few := "-" + draw.Count(facts)
	return []string{count(int(facts), "fact") + long, draw.Count(facts) + " facts" + long, few + short, few}
}

// speedText is a speed for people.
func speedText(speed float64, glyphs *draw.Glyphs) string {
	if speed == fastest {
		return "max"
	}
	text := strings.TrimPrefix(strconv.FormatFloat(speed, 'g', 3, 64), "+")
	return text + glyphs.Times
}
