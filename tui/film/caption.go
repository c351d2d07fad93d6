package film

import "echotui/tui/draw"

// maxCaptionRows is how many lines a caption has at most. What does not fit into
// them is not shown.
const maxCaptionRows = 3

// CaptionRows is how many rows the captions of a film need below a screen of so
// many columns: 0 if it has none.
func (f *Film) CaptionRows(columns int) int {
	rows := 0
	for _, c := range f.Captions {
		canvas := draw.NewCanvas(columns, maxCaptionRows)
		rows = max(rows, canvas.Paragraph(canvas.Bounds(), c.Text, draw.Style{}))
	}
	return rows
}

// CaptionGrid is a caption as cells: in bold, each of its lines in the middle.
func CaptionGrid(text string, columns, rows int) *Grid {
	wrapped := draw.NewCanvas(columns, rows)
	used := wrapped.Paragraph(wrapped.Bounds(), text, draw.Style{}.Bold())
	from, g := Snap(wrapped), NewGrid(columns, rows)
	for y := range used {
		row := from.Row(y)
		length := len(row)
		for length > 0 && row[length-1].Glyph == "" && (length < 2 || row[length-2].Span != 2) {
			length--
		}
		copy(g.Row(y + (rows-used)/2)[(columns-length)/2:], row[:length])
	}
	return g
}
