package page

import (
	"bufio"
	"encoding/json"
	"io"
	"time"

	"echotui/tui/draw"
	"echotui/tui/film"
)

// The shape of the JSON that WriteJSON writes. Times are in milliseconds from the
// start of the film. Fields are added to it, but none is changed or taken away
// without another version.
type document struct {
	Format   string       `json:"format"` // always "film"
	Version  int          `json:"version"`
	Title    string       `json:"title"`
	Length   float64      `json:"length"`
	Columns  int          `json:"columns"` // of the biggest frame
	Rows     int          `json:"rows"`
	Palette  docPalette   `json:"palette"`
	Styles   []docStyle   `json:"styles"` // what runs name by number; 0 is plain
	Lines    [][]docRun   `json:"lines"`  // each different row once
	Frames   []docFrame   `json:"frames"`
	Marks    []docMark    `json:"marks"`
	Captions []docCaption `json:"captions"`
	Keys     []docKey     `json:"keys"`
}

type docPalette struct {
	Name       string   `json:"name"`
	Foreground string   `json:"foreground"` // all as "#rrggbb"
	Background string   `json:"background"`
	Ansi       []string `json:"ansi"` // 16
}

// docStyle is how text looks; what is left out is the terminal's own, or false. A
// colour is "#rrggbb", or the number of one of the terminal's 256.
type docStyle struct {
	Foreground any  `json:"foreground,omitempty"`
	Background any  `json:"background,omitempty"`
	Bold       bool `json:"bold,omitempty"`
	Faint      bool `json:"faint,omitempty"`
	Italic     bool `json:"italic,omitempty"`
	Underline  bool `json:"underline,omitempty"`
	Blink      bool `json:"blink,omitempty"`
	Reverse    bool `json:"reverse,omitempty"`
	Conceal    bool `json:"conceal,omitempty"`
	Strike     bool `json:"strike,omitempty"`
}

// docRun is columns of a row of one style: [text, style, columns]. Blanks are
// spaces. A glyph is one column wide, or each of them is two.
type docRun [3]any

// docFrame is what is seen from a time on.
type docFrame struct {
	At      float64 `json:"at"`
	Columns int     `json:"columns"`
	Lines   []int   `json:"lines"`  // a number of a line for each row
	Cursor  *[2]int `json:"cursor"` // column and row from 0, or null
}

type docMark struct {
	At    float64 `json:"at"`
	Label string  `json:"label"`
}

type docCaption struct {
	At   float64 `json:"at"`
	Text string  `json:"text"`
}

// docKey is a key, as the bytes that a terminal sends for it.
type docKey struct {
	At    float64 `json:"at"`
	Bytes string  `json:"bytes"`
}

// WriteJSON writes a film as its cells: what is seen, when, with its marks,
// captions and keys. It is the film as it was recorded: no option changes it.
func WriteJSON(w io.Writer, f *film.Film, o film.Options) error {
	if _, err := o.Complete(); err != nil {
		return err
	}
	if err := f.Check(); err != nil {
		return err
	}
	d := newDocument(f)
	out := bufio.NewWriter(w)
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	if err := e.Encode(d); err != nil {
		return err
	}
	return out.Flush()
}

func newDocument(f *film.Film) *document {
	d := &document{
		Format: "film", Version: 1, Title: f.Title, Length: inMilliseconds(f.End()), Palette: paletteOf(&f.Palette),
		Styles: []docStyle{{}}, Frames: []docFrame{}, Marks: []docMark{}, Captions: []docCaption{}, Keys: []docKey{},
	}
	d.Columns, d.Rows = f.Size()
	lines := lines{document: d, book: newBook(), styles: map[draw.Style]int{{}: 0}}
	for i := range f.Frames {
		var before *film.Frame
		if i > 0 {
			before = &f.Frames[i-1]
		}
		lines.frame(before, &f.Frames[i])
	}
	for _, m := range f.Marks {
		d.Marks = append(d.Marks, docMark{inMilliseconds(m.At), m.Label})
	}
	for _, c := range f.Captions {
		d.Captions = append(d.Captions, docCaption{inMilliseconds(c.At), c.Text})
	}
	for _, k := range f.Keys {
		d.Keys = append(d.Keys, docKey{inMilliseconds(k.At), k.Bytes})
	}
	return d
}

func inMilliseconds(d time.Duration) float64 { return float64(d/time.Microsecond) / 1000 }

func paletteOf(p *film.Palette) docPalette {
	d := docPalette{Name: p.Name, Foreground: hex(p.Foreground), Background: hex(p.Background)}
	for _, c := range p.Ansi {
		d.Ansi = append(d.Ansi, hex(c))
	}
	return d
}

// lines collects the different rows of the frames of a document.
type lines struct {
	*document
	book   *book
	styles map[draw.Style]int
}

// frame adds a frame, of which only what differs from the one before is read.
func (l *lines) frame(before, f *film.Frame) {
	d := docFrame{At: inMilliseconds(f.At), Columns: f.Grid.W, Lines: make([]int, f.Grid.H)}
	if f.Cursor.Shown {
		d.Cursor = &[2]int{f.Cursor.X, f.Cursor.Y}
	}
	// Without the cursor, which is told apart.
	shot := film.Shot{Grid: f.Grid}
	for y := range d.Lines {
		if before != nil && before.Grid.W == f.Grid.W && f.Grid.SameRow(before.Grid, y) {
			d.Lines[y] = l.Frames[len(l.Frames)-1].Lines[y]
			continue
		}
		d.Lines[y] = l.book.row(&shot, y)
	}
	for _, row := range l.book.rows[len(l.Lines):] {
		line := []docRun{}
		for _, r := range joined(row) {
			line = append(line, docRun{r.text, l.style(r.style), r.columns})
		}
		l.Lines = append(l.Lines, line)
	}
	l.Frames = append(l.Frames, d)
}

// joined is runs without regard to what draws them.
func joined(row []run) []run {
	var all []run
	for _, r := range row {
		if n := len(all); n > 0 && all[n-1].style == r.style && all[n-1].wide == r.wide {
			all[n-1].text += r.text
			all[n-1].columns += r.columns
			continue
		}
		all = append(all, r)
	}
	return all
}

// style is the number of a style.
func (l *lines) style(s draw.Style) int {
	n, known := l.styles[s]
	if !known {
		n = len(l.Styles)
		l.styles[s] = n
		has := func(a draw.Attr) bool { return s.Attr&a != 0 }
		l.Styles = append(l.Styles, docStyle{
			Foreground: colour(s.Fg), Background: colour(s.Bg),
			Bold: has(draw.AttrBold), Faint: has(draw.AttrFaint), Italic: has(draw.AttrItalic), Underline: has(draw.AttrUnderline),
			Blink: has(draw.AttrBlink), Reverse: has(draw.AttrReverse), Conceal: has(draw.AttrConceal), Strike: has(draw.AttrStrike),
		})
	}
	return n
}

func colour(c draw.Colour) any {
	if r, g, b, is := c.RGB(); is {
		return hex(film.RGB{R: r, G: g, B: b})
	}
	if n, is := c.Index(); is {
		return int(n)
	}
	return nil
}
