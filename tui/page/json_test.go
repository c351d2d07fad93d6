package page

import (
	"encoding/json"
	"strings"
	"testing"

	"echotui/tui/draw"
	"echotui/tui/film"
	"echotui/tui/film/filmtest"
)

// Who reads the JSON gets back each cell of the film.
func TestJSONHasTheCells(t *testing.T) {
	for name, f := range map[string]*film.Film{"small": small(), "demo": filmtest.Demo(&draw.Dark, film.Dark)} {
		var d document
		if err := json.Unmarshal([]byte(written(t, "json", f, film.Options{})), &d); err != nil {
			t.Fatal(err)
		}
		if len(d.Frames) != len(f.Frames) || len(d.Marks) != len(f.Marks) || len(d.Captions) != len(f.Captions) || len(d.Keys) != len(f.Keys) {
			t.Fatalf("%s: %d frames, %d marks, %d captions, %d keys", name, len(d.Frames), len(d.Marks), len(d.Captions), len(d.Keys))
		}
		for i, frame := range d.Frames {
			shot := film.Shot{Grid: f.Frames[i].Grid}
			for y, n := range frame.Lines {
				var want, got strings.Builder
				columns := 0
				for _, r := range runs(shot.Columns(nil, y)) {
					want.WriteString(r.text)
				}
				for _, r := range d.Lines[n] {
					got.WriteString(r[0].(string))
					columns += int(r[2].(float64))
					if style := int(r[1].(float64)); style >= len(d.Styles) {
						t.Fatalf("there is no style %d", style)
					}
				}
				if got.String() != want.String() || columns != frame.Columns {
					t.Fatalf("%s: row %d of frame %d is %q over %d, not %q over %d", name, y, i, &got, columns, &want, frame.Columns)
				}
			}
		}
	}
}
