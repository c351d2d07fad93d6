package tape

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"echotui/runtime/meant"
	"echotui/tui/film"
)

// Settings are what the Set commands of a tape amount to. Lengths are in pixels.
type Settings struct {
	Columns, Rows int // of the screen; 0: see Size
	Width, Height int // of the whole picture; 0: as the screen needs
	FontFamily    string
	FontSize      int
	LetterSpacing float64 // between characters
	LineHeight    float64 // times what the font has
	Padding       int     // around the screen
	Margin        int     // around that
	MarginFill    string  // #rrggbb; "" as the screen's own background
	WindowBar     string  // Colorful, ColorfulRight, Rings, RingsRight; "" none
	WindowBarSize int
	BorderRadius  int
	Theme         film.Palette
	TypingSpeed   time.Duration // after each character and key
	Framerate     int           // frames in a second, at most
	PlaybackSpeed float64       // the film runs so many times as fast
	LoopOffset    float64       // where the film begins, in percent of it
	CursorBlink   bool
	WaitTimeout   time.Duration
	WaitPattern   string
}

// Defaults are the settings of a tape that sets nothing.
var Defaults = Settings{
	FontSize: 22, LetterSpacing: 1, LineHeight: 1, Padding: 60, WindowBarSize: 30, Theme: film.Dark,
	TypingSpeed: 50 * time.Millisecond, Framerate: 50, PlaybackSpeed: 1, CursorBlink: true,
	WaitTimeout: 15 * time.Second, WaitPattern: ">$",
}

// The size of a screen about which a tape says nothing.
const (
	DefaultColumns = 110
	DefaultRows    = 32
)

// Settings are those that the tape begins with: all but what Set TypingSpeed
// changes later.
func (t *Tape) Settings() Settings {
	s := Defaults
	for _, c := range t.Commands {
		if !leading(c) {
			break
		}
		if set, is := c.(Set); is {
			if how, found := settings[set.Name]; found {
				_ = how.apply(&s, set.Value) // Parse has refused what is wrong
			}
		}
	}
	return s
}

// Size is that of the screen in cells, given the pixels of a cell.
func (s *Settings) Size(cellWidth, cellHeight float64) (columns, rows int) {
	columns, rows = DefaultColumns, DefaultRows
	around := 2*s.Padding + 2*s.Margin
	bar := 0
	if s.WindowBar != "" {
		bar = s.WindowBarSize
	}
	if s.Width > 0 {
		columns = int(float64(s.Width-around) / cellWidth)
	}
	if s.Height > 0 {
		rows = int(float64(s.Height-around-bar) / cellHeight)
	}
	if s.Columns > 0 {
		columns = s.Columns
	}
	if s.Rows > 0 {
		rows = s.Rows
	}
	return max(1, min(columns, maxColumns)), max(1, min(rows, maxRows))
}

// setting is how one setting is read, written and applied.
type setting struct {
	form    form
	apply   func(s *Settings, value string) error
	refused string // why there is no such setting here
}

// form is which tokens a value is made of.
type form int

const (
	textual  form = iota
	numeric       // with a unit or a percent sign it is not
	timed         // a time in ms or s
	timedAny      // or in m or h
	percent       // a number, with % or without
	boolean
	regular // between slashes
	themed  // a text or an object
)

// settings are all that can be set, by name.
var settings = map[string]setting{
	"Shell":         {refused: "no shell runs here; say with App what is shown"},
	"Columns":       {form: numeric, apply: wholeIn(func(s *Settings) *int { return &s.Columns }, 1, maxColumns)},
	"Rows":          {form: numeric, apply: wholeIn(func(s *Settings) *int { return &s.Rows }, 1, maxRows)},
	"Width":         {form: numeric, apply: wholeIn(func(s *Settings) *int { return &s.Width }, 1, maxPixels)},
	"Height":        {form: numeric, apply: wholeIn(func(s *Settings) *int { return &s.Height }, 1, maxPixels)},
	"FontFamily":    {apply: func(s *Settings, v string) error { s.FontFamily = v; return nil }},
	"FontSize":      {form: numeric, apply: wholeIn(func(s *Settings) *int { return &s.FontSize }, 4, 200)},
	"LetterSpacing": {form: numeric, apply: decimalIn(func(s *Settings) *float64 { return &s.LetterSpacing }, 0, 100)},
	"LineHeight":    {form: numeric, apply: decimalIn(func(s *Settings) *float64 { return &s.LineHeight }, 0.5, 5)},
	"Padding":       {form: numeric, apply: wholeIn(func(s *Settings) *int { return &s.Padding }, 0, 1000)},
	"Margin":        {form: numeric, apply: wholeIn(func(s *Settings) *int { return &s.Margin }, 0, 1000)},
	"MarginFill":    {apply: fill},
	"WindowBar":     {apply: windowBar},
	"WindowBarSize": {form: numeric, apply: wholeIn(func(s *Settings) *int { return &s.WindowBarSize }, 0, 200)},
	"BorderRadius":  {form: numeric, apply: wholeIn(func(s *Settings) *int { return &s.BorderRadius }, 0, 1000)},
	"Theme":         {form: themed, apply: theme},
	"TypingSpeed":   {form: timed, apply: timeIn(func(s *Settings) *time.Duration { return &s.TypingSpeed })},
	"Framerate":     {form: numeric, apply: wholeIn(func(s *Settings) *int { return &s.Framerate }, 1, 100)},
	"PlaybackSpeed": {form: numeric, apply: decimalIn(func(s *Settings) *float64 { return &s.PlaybackSpeed }, 0.01, 100)},
	"LoopOffset":    {form: percent, apply: decimalIn(func(s *Settings) *float64 { return &s.LoopOffset }, 0, 100)},
	"CursorBlink":   {form: boolean, apply: func(s *Settings, v string) error { s.CursorBlink = v == "true"; return nil }},
	"WaitTimeout":   {form: timedAny, apply: timeIn(func(s *Settings) *time.Duration { return &s.WaitTimeout })},
	"WaitPattern":   {form: regular, apply: func(s *Settings, v string) error { s.WaitPattern = v; return nil }},
}

// maxPixels bounds the sides of a picture.
const maxPixels = 10_000

func wholeIn(field func(*Settings) *int, least, most int) func(*Settings, string) error {
	return func(s *Settings, v string) (err error) {
		*field(s), err = whole(v, least, most)
		return err
	}
}

func decimalIn(field func(*Settings) *float64, least, most float64) func(*Settings, string) error {
	return func(s *Settings, v string) (err error) {
		*field(s), err = decimal(v, least, most)
		return err
	}
}

func timeIn(field func(*Settings) *time.Duration) func(*Settings, string) error {
	return func(s *Settings, v string) (err error) {
		*field(s), err = time.ParseDuration(v)
		return err
	}
}

func fill(s *Settings, v string) error {
	if _, err := colour(v); err != nil {
		return fmt.Errorf("%w; a picture cannot fill the margin", err)
	}
	s.MarginFill = v
	return nil
}

// MarginColour is what fills the margin.
func (s *Settings) MarginColour() film.RGB {
	if c, err := colour(s.MarginFill); err == nil {
		return c
	}
	return s.Theme.Background
}

var windowBars = []string{"Colorful", "ColorfulRight", "Rings", "RingsRight"}

func windowBar(s *Settings, v string) error {
	if v != "" && !slices.Contains(windowBars, v) {
		return fmt.Errorf("there is no bar %q, but %s%s", clip(v), strings.Join(windowBars, ", "), meant.Question(v, windowBars))
	}
	s.WindowBar = v
	return nil
}

// set reads a setting. Of those that come too late only TypingSpeed counts.
func (p *parser) set(at Pos) Command {
	t := p.next()
	how, found := settings[t.text]
	switch {
	case t.sort != word || !found:
		p.fail(t.Pos, "there is no setting %s%s", t.shown(), meant.Question(t.text, settingNames()))
	case how.refused != "":
		p.fail(t.Pos, "Set %s: %s", t.text, how.refused)
	}
	value := p.value(t.text, how.form)
	s := Defaults
	if err := how.apply(&s, value); err != nil {
		p.fail(t.Pos, "Set %s: %v", t.text, err)
	}
	if p.begun && t.text != "TypingSpeed" {
		p.warn(at, "Set %s comes before the commands that do something; here it has no effect", t.text)
		return nil
	}
	return Set{at, t.text, value}
}

func settingNames() []string { return slices.Sorted(maps.Keys(settings)) }

// value is the value of a setting, as apply takes it.
func (p *parser) value(name string, f form) string {
	command := "Set " + name
	switch f {
	case numeric, percent:
		t := p.number(command, "a number")
		if f == percent {
			p.isSign("%")
		} else if u := p.peek(); u.joined && u.sort != ending {
			p.next()
			p.fail(u.Pos, "%s takes a number without %s", command, u.shown())
		}
		return t.text
	case timed:
		return formatDuration(p.duration(command, "ms", "s"))
	case timedAny:
		return formatDuration(p.duration(command))
	case boolean:
		return p.boolean(command)
	case regular:
		return p.pattern(command, false)
	}
	t := p.next()
	if t.sort == broken {
		p.fail(t.Pos, "%s: %s", command, t.text)
	}
	if !t.isText() && (f != themed || t.sort != object) {
		p.fail(t.Pos, "%s needs a text, not %s; one that is no plain word needs quotes", command, t.shown())
	}
	p.unclosed(t)
	return t.text
}

func (p *parser) boolean(command string) string {
	t := p.next()
	if t.sort != word || t.text != "true" && t.text != "false" {
		p.fail(t.Pos, "%s is true or false, not %s", command, t.shown())
	}
	return t.text
}
