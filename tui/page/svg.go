package page

import (
	"bufio"
	"bytes"
	"fmt"
	"image"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"echotui/tui/film"
	"echotui/tui/picture"
)

// svgLeast is the least time for which anything is shown: browsers draw not more
// often.
const svgLeast = time.Second / 60

// WriteSVG writes a film as an SVG that plays by itself, without a script, also
// inside of <img>. Whoever cannot play it shows its beginning. Marks and captions
// are in its description, captions below the screen, too.
func WriteSVG(w io.Writer, f *film.Film, o film.Options) error {
	o, err := o.Complete()
	if err != nil {
		return err
	}
	shots, err := f.Shots(o, svgLeast)
	if err != nil {
		return err
	}
	return writeSVG(w, f, o, shots)
}

// WriteStillSVG writes what a film shows at o.At, or at its end, as an SVG that
// does not move.
func WriteStillSVG(w io.Writer, f *film.Film, o film.Options) error {
	o, err := o.Complete()
	if err != nil {
		return err
	}
	shot, err := f.Still(o.At)
	if err != nil {
		return err
	}
	return writeSVG(w, f, o, []film.Shot{shot})
}

func writeSVG(w io.Writer, f *film.Film, o film.Options, shots []film.Shot) error {
	plan, err := picture.NewPlan(f, o)
	if err != nil {
		return err
	}
	s := svg{Plan: plan, film: f, book: newBook(), captions: newBook(), classes: map[string]string{}}
	for i := range shots {
		s.length += shots[i].Lasts
	}
	screen := s.strips(shots, s.Rows)
	caption := s.captions.captionStrips(shots, s.Columns, s.CaptionRows)
	// The body comes first, because it says which styles there are.
	var body bytes.Buffer
	s.window(&body)
	s.stage(&body, 'r', s.book, screen, s.Screen, &s.Palette)
	text := image.Rectangle{Min: s.CaptionText(), Max: s.CaptionText().Add(image.Pt(s.Columns*s.Width, s.CaptionRows*s.Height))}
	s.stage(&body, 'c', s.captions, caption, text, &s.CaptionLook)
	out := bufio.NewWriter(w)
	s.head(out)
	body.WriteTo(out)
	out.WriteString("</svg>\n")
	return out.Flush()
}

type svg struct {
	*picture.Plan
	*book
	captions  *book
	film      *film.Film
	length    time.Duration
	classes   map[string]string // of declarations
	styles    bytes.Buffer
	keyframes bytes.Buffer
}

// class is the name of a class with such a declaration.
func (s *svg) class(declaration string) string {
	name := s.classes[declaration]
	if name == "" {
		name = letters(len(s.classes))
		s.classes[declaration] = name
		fmt.Fprintf(&s.styles, ".%s{%s}", name, declaration)
	}
	return name
}

// letters is a number as a short name.
func letters(n int) string {
	const alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	name := alphabet[n%len(alphabet):][:1]
	if n >= len(alphabet) {
		name = letters(n/len(alphabet)-1) + name
	}
	return name
}

func (s *svg) fill(c film.RGB) string { return s.class("fill:" + hex(c) + ";stroke:" + hex(c)) }

func hex(c film.RGB) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// fonts are those whose letters are as wide as the ones of the embedded font, and
// others that are often there.
const fonts = `"DejaVu Sans Mono",Menlo,Monaco,Consolas,"Liberation Mono",monospace`

// head is the start of the file: what it is, and how it moves.
func (s *svg) head(w io.Writer) {
	fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d" role="img" xml:space="preserve">`+"\n", s.Size.X, s.Size.Y)
	title := line(s.film.Title)
	if title == "" {
		title = "Recording of a terminal"
	}
	fmt.Fprintf(w, "<title>%s</title>\n", escape(title))
	if text := description(s.film); text != "" {
		fmt.Fprintf(w, "<desc>%s</desc>\n", escape(text))
	}
	// Sharp edges join cells without a seam. In a picture that is made smaller, thin
	// lines would be lost by that: there, cells overlap a little instead.
	fmt.Fprintf(w, "<style>text,path{stroke-width:0}text{font:%spx %s;white-space:pre}svg svg{shape-rendering:crispEdges}"+
		"@media(max-width:%dpx)and (max-resolution:1.5dppx){svg svg{shape-rendering:auto}path{stroke-width:1}}%s\n%s</style>\n",
		decimal(nil, int64(s.letterSize())), fonts, s.Size.X-1, s.styles.Bytes(), s.keyframes.Bytes())
}

// letterSize is the size, in hundredths of a pixel, at which a letter of the usual
// fonts is as wide as a cell.
func (s *svg) letterSize() int {
	const advance = 602 // thousandths of the size
	natural := (s.Options.FontSize*advance + 500) / 1000
	return natural * 100 * 1000 / advance
}

// description tells the marks and captions of a film.
func description(f *film.Film) string {
	var b strings.Builder
	for _, m := range f.Marks {
		fmt.Fprintf(&b, "%s %s\n", clock(m.At), line(m.Label))
	}
	for _, c := range f.Captions {
		if c.Text != "" {
			fmt.Fprintf(&b, "%s “%s”\n", clock(c.At), line(c.Text))
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// window writes what is around the screen.
func (s *svg) window(w *bytes.Buffer) {
	if fill := s.Options.MarginFill; fill != nil {
		fmt.Fprintf(w, `<path fill="%s" d="M0 0h%dv%dH0z"/>`+"\n", hex(*fill), s.Size.X, s.Size.Y)
	}
	r := s.Window
	fmt.Fprintf(w, `<rect fill="%s" x="%d" y="%d" width="%d" height="%d" rx="%d"/>`+"\n",
		hex(s.Palette.Background), r.Min.X, r.Min.Y, r.Dx(), r.Dy(), s.Corner())
	if band := s.Caption; !band.Empty() {
		corner := s.Corner()
		fmt.Fprintf(w, `<path fill="%s" d="M%d %dh%dv%da%d %[6]d 0 0 1-%[6]d %[6]dh-%[7]da%[6]d %[6]d 0 0 1-%[6]d-%[6]dz"/>`+"\n",
			hex(s.CaptionLook.Background), band.Min.X, band.Min.Y, band.Dx(), band.Dy()-corner, corner, band.Dx()-2*corner)
	}
	for _, b := range s.Buttons() {
		paint := fmt.Sprintf(`fill="%s"`, hex(b.Colour))
		if b.Pen > 0 {
			paint = fmt.Sprintf(`fill="none" stroke="%s" stroke-width="%d"`, hex(b.Colour), b.Pen)
		}
		fmt.Fprintf(w, `<circle %s cx="%d" cy="%d" r="%s"/>`+"\n", paint, b.Middle.X, b.Middle.Y, decimal(nil, int64(b.Radius*100-b.Pen*50)))
	}
	if grid, at := s.Title(s.film.Title); grid != nil {
		shot := film.Shot{Grid: grid}
		fmt.Fprintf(w, `<g transform="translate(%d %d)">`, at.X, at.Y)
		s.content(w, runs(shot.Columns(nil, 0)), &s.Palette)
		w.WriteString("</g>\n")
	}
}

// stage writes strips of rows into a part of the picture that hides what is
// outside of it. The rows of a strip that are not shown lie there.
func (s *svg) stage(w *bytes.Buffer, prefix byte, b *book, strips []strip, where image.Rectangle, p *film.Palette) {
	if where.Empty() {
		return
	}
	fmt.Fprintf(w, `<svg x="%d" y="%d" width="%d" height="%d">`+"\n", where.Min.X, where.Min.Y, where.Dx(), where.Dy())
	shared := s.defs(w, prefix, b, strips, p)
	for y := range strips {
		s.strip(w, prefix, y, b, &strips[y], shared, where.Size(), p)
	}
	w.WriteString("</svg>\n")
}

// defs writes the rows that are in more than one strip.
func (s *svg) defs(w *bytes.Buffer, prefix byte, b *book, strips []strip, p *film.Palette) (shared []bool) {
	count, shared := make([]int, len(b.rows)), make([]bool, len(b.rows))
	for i := range strips {
		for _, row := range strips[i].rows() {
			count[row]++
		}
	}
	w.WriteString("<defs>\n")
	for row, times := range count {
		if shared[row] = times > 1 && s.visible(b.rows[row], p); shared[row] {
			fmt.Fprintf(w, `<g id="%c%d">`, prefix, row)
			s.content(w, b.rows[row], p)
			w.WriteString("</g>\n")
		}
	}
	w.WriteString("</defs>\n")
	return shared
}

// visible reports whether anything is to be seen of a row.
func (s *svg) visible(row []run, p *film.Palette) bool {
	return len(backgrounds(row, p, s.Metrics)) > 0 || slices.ContainsFunc(row, func(r run) bool { return !r.blank() })
}

// rows are the different rows of a strip, in the order in which they come.
func (s *strip) rows() []int {
	var rows []int
	for _, each := range s.steps {
		if each.row != noRow && !slices.Contains(rows, each.row) {
			rows = append(rows, each.row)
		}
	}
	return rows
}

// perLine is how many rows of a strip lie beside each other: far places cannot be
// told exactly.
const perLine = 64

// strip writes the rows that are shown at y, side by side, and how they move to
// where they are seen.
func (s *svg) strip(w *bytes.Buffer, prefix byte, y int, b *book, t *strip, shared []bool, stage image.Point, p *film.Palette) {
	rows := t.rows()
	place := func(row int) image.Point {
		n := slices.Index(rows, row)
		if n < 0 {
			n = len(rows)
		}
		return image.Pt(n%perLine*(stage.X+2*s.Width), n/perLine*(stage.Y+2*s.Height))
	}
	fmt.Fprintf(w, `<g transform="translate(0 %d)">`, y*s.Height)
	if len(t.steps) > 1 {
		name := fmt.Sprintf("%c%d", prefix-'a'+'A', y)
		fmt.Fprintf(w, `<g class="%s">`, name)
		s.moves(name, t, place)
	}
	for _, row := range rows {
		at := place(row)
		switch {
		case shared[row]:
			fmt.Fprintf(w, `<use href="#%c%d" x="%d" y="%d"/>`, prefix, row, at.X, at.Y)
		case s.visible(b.rows[row], p):
			fmt.Fprintf(w, `<g transform="translate(%d %d)">`, at.X, at.Y)
			s.content(w, b.rows[row], p)
			w.WriteString("</g>")
		}
		w.WriteByte('\n')
	}
	if len(t.steps) > 1 {
		w.WriteString("</g>")
	}
	w.WriteString("</g>\n")
}

// moves writes when a strip moves where.
func (s *svg) moves(name string, t *strip, place func(row int) image.Point) {
	k := &s.keyframes
	repeat := "infinite"
	if s.Options.Once {
		repeat = "forwards"
	}
	fmt.Fprintf(k, ".%s{animation:%[1]s %sms step-end %s}@keyframes %[1]s{", name, milliseconds(s.length), repeat)
	for i, each := range t.steps {
		at := place(each.row)
		percent := strconv.FormatFloat(float64(each.at)*100/float64(s.length), 'f', 4, 64)
		percent = strings.TrimRight(strings.TrimRight(percent, "0"), ".")
		last := ""
		if i == len(t.steps)-1 {
			last = ",to"
		}
		fmt.Fprintf(k, "%s%%%s{transform:translate(%s,%s)}", percent, last, pixels(-at.X), pixels(-at.Y))
	}
	k.WriteString("}\n")
}

func milliseconds(d time.Duration) string {
	return string(decimal(nil, int64(d/(10*time.Microsecond))))
}

func pixels(n int) string {
	if n == 0 {
		return "0"
	}
	return strconv.Itoa(n) + "px"
}
