package cast

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"time"

	"echotui/tui/film"
	"echotui/tui/screen"
)

// Bounds of what is read.
const (
	maxBytes  = 256 << 20
	maxSide   = 1000             // columns or rows
	maxLength = 1000 * time.Hour // of a film
	maxMemory = 512 << 20        // bytes of the frames, roughly
	maxWork   = 2_000_000_000    // cells that are looked at
	maxMarks  = 100_000          // and captions, and keys
)

// Read makes a film of a cast. Its gaps are no longer than its idle_time_limit.
// An error tells the line, and what could be done.
func Read(r io.Reader) (*film.Film, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return nil, err
	}
	if len(text) > maxBytes {
		return nil, fmt.Errorf("it has more than %d MB: cut it into parts", maxBytes>>20)
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	first, rest, _ := bytes.Cut(text, []byte("\n"))
	h, err := parseHeader(first)
	if err != nil { // version 1 is one object, over any number of lines
		if whole, problem := parseHeader(text); problem == nil && whole.Version == 1 {
			h, err = whole, nil
		}
	}
	if err != nil {
		return nil, fmt.Errorf("line 1: %w", err)
	}
	b, err := newBuilder(h)
	if err != nil {
		return nil, fmt.Errorf("line 1: %w", err)
	}
	if h.Version == 1 {
		err = b.delays(h.Stdout)
	} else {
		err = b.lines(rest)
	}
	if err != nil {
		return nil, err
	}
	return b.finish()
}

// builder makes a film of events.
type builder struct {
	film     *film.Film
	relative bool // times are those since the event before
	idle     time.Duration
	term     *screen.Terminal
	given    time.Duration // the time of the last event as it is given
	now      time.Duration // and in the film
	changed  bool          // there was output since the last frame
	memory   int
	work     int
}

func newBuilder(h *header) (*builder, error) {
	if h.Width < 1 || h.Height < 1 || h.Width > maxSide || h.Height > maxSide {
		return nil, fmt.Errorf("the size %dx%d is none from 1x1 to %dx%d", h.Width, h.Height, maxSide, maxSide)
	}
	b := &builder{
		film:     &film.Film{Title: h.Title, Palette: h.Theme.film()},
		relative: h.Version != 2,
		idle:     maxLength,
		term:     screen.NewTerminal(h.Width, h.Height),
		changed:  true,
	}
	if h.Idle > 0 && h.Idle < maxLength.Seconds() {
		b.idle = seconds(h.Idle)
	}
	return b, nil
}

// delays reads the events of version 1.
func (b *builder) delays(stdout json.RawMessage) error {
	var events [][]json.RawMessage
	if err := json.Unmarshal(stdout, &events); err != nil {
		return fmt.Errorf("\"stdout\" is no list of [delay, text]: %w", err)
	}
	for i, e := range events {
		if len(e) < 2 {
			return fmt.Errorf("event %d is no [delay, text]", i+1)
		}
		if err := b.event(e[0], codeOutput, e[1]); err != nil {
			return fmt.Errorf("event %d: %w", i+1, err)
		}
	}
	return nil
}

// lines reads the events of later versions: one a line.
func (b *builder) lines(text []byte) error {
	for n := 2; len(text) > 0; n++ {
		line, rest, _ := bytes.Cut(text, []byte("\n"))
		text = rest
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		err := b.line(line)
		if err != nil && len(bytes.TrimSpace(rest)) == 0 && !json.Valid(line) {
			return fmt.Errorf("line %d is cut off: without it, the rest can be read", n)
		}
		if err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return nil
}

func (b *builder) line(line []byte) error {
	var parts []json.RawMessage
	if err := json.Unmarshal(line, &parts); err != nil {
		return fmt.Errorf("this is no event, such as [1.5, \"o\", \"text\"]: %w", err)
	}
	if len(parts) < 3 {
		return fmt.Errorf("an event is [time, code, text], this one has %d parts", len(parts))
	}
	var code string
	if err := json.Unmarshal(parts[1], &code); err != nil {
		return fmt.Errorf("%.40q is no code of an event: it is a text such as \"o\"", parts[1])
	}
	return b.event(parts[0], code, parts[2])
}

// event takes what happened. What is of an unknown code only takes its time.
func (b *builder) event(at json.RawMessage, code string, data json.RawMessage) error {
	if err := b.advance(at); err != nil {
		return err
	}
	if len(b.film.Marks)+len(b.film.Captions)+len(b.film.Keys) > maxMarks {
		return fmt.Errorf("these are more than %d markers, captions and keys", maxMarks)
	}
	switch code {
	case codeOutput, codeInput, codeMarker, codeResize, codeCaption:
	default:
		return nil
	}
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return fmt.Errorf("%.40q is no text, as an event %q has one", data, code)
	}
	switch code {
	case codeOutput:
		if _, rows := b.term.Size(); text == rest(rows) {
			return nil
		}
		b.changed = true
		if err := b.term.Write(text); err != nil {
			return fmt.Errorf("this output cannot be shown: %w", err)
		}
	case codeResize:
		return b.resize(text)
	case codeMarker:
		b.film.Marks = append(b.film.Marks, film.Mark{At: b.now, Label: text})
	case codeCaption:
		b.film.Captions = append(b.film.Captions, film.Caption{At: b.now, Text: text})
	case codeInput:
		b.film.Keys = append(b.film.Keys, film.Key{At: b.now, Bytes: text})
	}
	return nil
}

// advance lets time pass until the next event. What was shown until then becomes
// a frame. A time that goes back counts as now, as players have it.
func (b *builder) advance(at json.RawMessage) error {
	var n float64
	if err := json.Unmarshal(at, &n); err != nil || n < 0 || string(at) == "null" {
		return fmt.Errorf("the time %.40q is no number of seconds from 0 on", at)
	}
	if n > maxLength.Seconds() {
		return fmt.Errorf("the time %.40s is later than %v: set an idle_time_limit in the header", at, maxLength)
	}
	given := seconds(n)
	if b.relative {
		given += b.given
	}
	gap := min(max(0, given-b.given), b.idle)
	b.given = max(b.given, given)
	if b.now+gap > maxLength {
		return fmt.Errorf("it is longer than %v", maxLength)
	}
	if gap > 0 {
		if err := b.frame(); err != nil {
			return err
		}
	}
	b.now += gap
	return nil
}

func seconds(n float64) time.Duration {
	return time.Duration(math.Round(n*1e6)) * time.Microsecond
}

func (b *builder) resize(text string) error {
	columns, rows, err := parseSize(text)
	if err != nil {
		return err
	}
	if columns > maxSide || rows > maxSide {
		return fmt.Errorf("the size %s is larger than %dx%d", text, maxSide, maxSide)
	}
	b.term.Resize(columns, rows)
	b.changed = true
	return nil
}

// frame adds what the terminal shows now, if that is something else than before.
func (b *builder) frame() error {
	if !b.changed {
		return nil
	}
	b.changed = false
	f := film.Frame{At: b.now}
	if x, y, shown := b.term.Cursor(); shown {
		f.Cursor = film.Cursor{X: x, Y: y, Shown: true}
	}
	var before *film.Grid
	if n := len(b.film.Frames); n > 0 {
		before = b.film.Frames[n-1].Grid
	}
	made := 0
	f.Grid, made = film.SnapAfter(b.term.Canvas(), before)
	if f.Grid == before && f.Cursor == b.film.Frames[len(b.film.Frames)-1].Cursor {
		return nil
	}
	if len(b.film.Frames) == 0 {
		f.At = 0
	}
	b.film.Frames = append(b.film.Frames, f)
	return b.spend(f.Grid, made)
}

// spend keeps account of what frames cost.
func (b *builder) spend(g *film.Grid, made int) error {
	const cell, row, frame = 56, 24, 120 // bytes, about
	b.memory += frame + g.H*row + made*g.W*cell
	b.work += g.W * g.H
	if b.memory > maxMemory || b.work > maxWork {
		return fmt.Errorf("%d frames up to here are more than can be kept: cut the cast into parts", len(b.film.Frames))
	}
	return nil
}

// finish is the film.
func (b *builder) finish() (*film.Film, error) {
	if err := b.frame(); err != nil {
		return nil, err
	}
	b.film.Length = b.now
	return b.film, nil
}
