package cast

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"echotui/tui/film"
)

// header is the first line of a cast of version 2 or 3, or all of version 1.
type header struct {
	Version int             `json:"version"`
	Width   int             `json:"width"`
	Height  int             `json:"height"`
	Title   string          `json:"title"`
	Idle    float64         `json:"idle_time_limit"`
	Theme   *theme          `json:"theme"`
	Term    *term           `json:"term"`   // version 3
	Stdout  json.RawMessage `json:"stdout"` // version 1
}

type term struct {
	Cols  int    `json:"cols"`
	Rows  int    `json:"rows"`
	Theme *theme `json:"theme"`
}

type theme struct {
	Foreground string `json:"fg"`
	Background string `json:"bg"`
	Palette    string `json:"palette"`
}

// parseHeader reads a header, and brings what version 3 has elsewhere to the
// place where the others have it.
func parseHeader(text []byte) (*header, error) {
	var h header
	if err := json.Unmarshal(text, &h); err != nil {
		return nil, fmt.Errorf("this is no header of an asciicast, {\"version\": 2, …}: %w", err)
	}
	switch h.Version {
	case 1, 2:
	case 3:
		if h.Term == nil {
			return nil, fmt.Errorf("the header has no \"term\" with \"cols\" and \"rows\"")
		}
		h.Width, h.Height, h.Theme = h.Term.Cols, h.Term.Rows, h.Term.Theme
	default:
		return nil, fmt.Errorf("it is of version %d; 1, 2 and 3 can be read", h.Version)
	}
	return &h, nil
}

// valid tells what is wrong with a theme; nil if nothing is.
func (t *theme) valid() error {
	for _, c := range append([]string{t.Foreground, t.Background}, t.colours()...) {
		if !colourText.MatchString(c) {
			return fmt.Errorf("%.20q in the theme is no #rrggbb", c)
		}
	}
	if n := len(t.colours()); n != 8 && n != 16 {
		return fmt.Errorf("the palette of the theme has %d colours, not 8 or 16", n)
	}
	return nil
}

var colourText = regexp.MustCompile("^#[0-9a-fA-F]{6}$")

func (t *theme) colours() []string { return strings.Split(t.Palette, ":") }

// film is the palette that a theme describes: one of ours if it is that. Without
// a theme, or with one that is not complete, it is the dark one.
func (t *theme) film() film.Palette {
	if t == nil || t.valid() != nil {
		return film.Dark
	}
	p := film.Palette{Foreground: rgb(t.Foreground), Background: rgb(t.Background)}
	colours := t.colours()
	for i := range p.Ansi {
		p.Ansi[i] = rgb(colours[i%len(colours)])
	}
	for _, known := range []film.Palette{film.Dark, film.Light} {
		if p.Name = known.Name; p == known {
			return known
		}
	}
	p.Name = "of the cast"
	return p
}

func rgb(text string) (c film.RGB) {
	_, _ = fmt.Sscanf(text, "#%02x%02x%02x", &c.R, &c.G, &c.B) // it is valid
	return c
}
