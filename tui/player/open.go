package player

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"echotui/tui/cast"
	"echotui/tui/film"
)

// Open makes a film of a file. What is called .tape is given to play, anything
// else has to be a cast.
func Open(name string, play func(name string) (*film.Film, error)) (*film.Film, error) {
	if filepath.Ext(name) == ".tape" {
		return play(name)
	}
	file, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no file %s", name)
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s is a folder, not a cast or a tape", name)
	}
	f, err := cast.Read(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return f, nil
}

// Shorten is a film in which nothing stays the same for longer than a limit. What
// a mark, caption or key belongs to stays what it belongs to.
func Shorten(f *film.Film, limit time.Duration) *film.Film {
	var cut cutter
	at := time.Duration(0)
	for i := 1; i <= len(f.Frames); i++ {
		next := f.Length
		if i < len(f.Frames) {
			next = f.Frames[i].At
		}
		if next-at > limit {
			cut = append(cut, gap{from: at + limit, to: next})
		}
		at = next
	}
	short := *f
	short.Length = cut.at(f.Length)
	short.Frames = append([]film.Frame(nil), f.Frames...)
	for i := range short.Frames {
		short.Frames[i].At = cut.at(short.Frames[i].At)
	}
	short.Marks = append([]film.Mark(nil), f.Marks...)
	for i := range short.Marks {
		short.Marks[i].At = cut.at(short.Marks[i].At)
	}
	short.Captions = append([]film.Caption(nil), f.Captions...)
	for i := range short.Captions {
		short.Captions[i].At = cut.at(short.Captions[i].At)
	}
	short.Keys = nil // nobody looks at them
	return &short
}

// cutter is the gaps that are taken out of a film, in order.
type cutter []gap

type gap struct{ from, to time.Duration }

// at is where a time lies once the gaps are taken out.
func (c cutter) at(t time.Duration) time.Duration {
	gone := time.Duration(0)
	for _, g := range c {
		if t <= g.from {
			break
		}
		gone += min(t, g.to) - g.from
	}
	return t - gone
}
