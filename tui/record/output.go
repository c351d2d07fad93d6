package record

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"echotui/tui/cast"
	"echotui/tui/film"
	"echotui/tui/page"
	"echotui/tui/picture"
	"echotui/tui/tape"
)

// want is a file that is to be written.
type want struct {
	path string
	kind tape.Kind
	film *film.Film // nil: that of the take
}

// wants are the files of a film: the outputs, or without any those that the tape
// names, or a cast that is called as the tape is.
func wants(t *tape.Tape, outputs []string) (list []want, err error) {
	for _, path := range outputs {
		kind, err := tape.OutputKind(path)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		list = append(list, want{path: path, kind: kind})
	}
	if len(outputs) == 0 {
		for _, c := range t.Commands {
			if output, is := c.(tape.Output); is {
				list = append(list, want{path: output.Path, kind: output.Kind})
			}
		}
	}
	if len(list) == 0 {
		name := strings.TrimSuffix(filepath.Base(t.Name), filepath.Ext(t.Name))
		list = []want{{path: name + ".cast", kind: "cast"}}
	}
	return list, nil
}

// writer writes a film in some format.
type writer func(w io.Writer, f *film.Film, o film.Options) error

// writer is what writes films, or a still, to files of a kind.
func (s Studio) writer(kind tape.Kind, still bool) writer {
	switch kind {
	case "cast":
		return func(w io.Writer, f *film.Film, o film.Options) error {
			return cast.Write(w, f, cast.Options{Version: s.CastVersion})
		}
	case "gif":
		return picture.WriteGIF
	case "apng":
		return picture.WriteAPNG
	case "png":
		return picture.WritePNG
	case "svg":
		if still {
			return page.WriteStillSVG
		}
		return page.WriteSVG
	case "html":
		return page.WriteHTML
	case "json":
		return page.WriteJSON
	}
	return page.WriteText
}

// bars are the kinds of a window's bar.
var bars = map[string]film.Bar{
	"Colorful": film.Colorful, "ColorfulRight": film.ColorfulRight, "Rings": film.Rings, "RingsRight": film.RingsRight,
}

// pictureOptions are what a tape says about pictures. How fast a film runs is in
// the film already.
func pictureOptions(set *tape.Settings) film.Options {
	fill := set.MarginColour()
	return film.Options{
		FontSize: set.FontSize, LetterSpacing: set.LetterSpacing, LineHeight: set.LineHeight,
		Padding: set.Padding, Margin: set.Margin, MarginFill: &fill,
		Bar: bars[set.WindowBar], BarHeight: set.WindowBarSize, Radius: set.BorderRadius,
		Rate: set.Framerate, Blink: set.CursorBlink, Offset: set.LoopOffset / 100,
	}
}

// cellSize is how many pixels a cell has.
func cellSize(set *tape.Settings) (width, height float64) {
	m := picture.Measure(pictureOptions(set))
	return float64(m.Width), float64(m.Height)
}

// noMarks are the kinds that have no chapters, noCaptions those without
// captions.
var (
	noMarks    = []tape.Kind{"gif", "apng", "png", tape.Frames}
	noCaptions = []tape.Kind{"cast"}
)

// complain tells what of a film its file cannot show.
func (s Studio) complain(w want, f *film.Film) {
	if len(f.Marks) > 0 && slices.Contains(noMarks, w.kind) {
		s.warn(fmt.Sprintf("%s: this format has no chapters for markers: there are %d", w.path, len(f.Marks)))
	}
	if len(f.Captions) > 0 && slices.Contains(noCaptions, w.kind) {
		s.warn(fmt.Sprintf("%s: players of this format show no captions: there are %d", w.path, len(f.Captions)))
	}
	if w.kind == "cast" && resized(f) {
		s.warn(w.path + ": the size of the screen changes, and some players stay with the first: asciinema 2, agg, svg-term, termtosvg")
	}
}

// resized reports whether the size of a film changes.
func resized(f *film.Film) bool {
	columns, rows := f.Size()
	return slices.ContainsFunc(f.Frames, func(frame film.Frame) bool { return frame.Grid.W != columns || frame.Grid.H != rows })
}
