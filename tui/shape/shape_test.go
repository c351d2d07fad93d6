package shape

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// sizes are cells of 7 to 40 pixels, odd and even ones, of different proportions.
func sizes(do func(w, h int)) {
	for h := 7; h <= 40; h++ {
		for _, w := range []int{max(4, h*10/19), max(4, h/2), h} {
			do(w, h)
		}
	}
}

// cells is what a character covers of its cell, in sixteenths.
func cells(t *testing.T, glyph string, w, h int) []uint16 {
	t.Helper()
	parts := Of(glyph, w, h)
	if parts == nil {
		t.Fatalf("%q is for a font", glyph)
	}
	sum := make([]uint16, w*h)
	for _, p := range parts {
		for i, covered := range Cover(p.Path, w, h) {
			sum[i] += covered * uint16(p.Full) / Full
		}
	}
	return sum
}

func column(pixels []uint16, w, x int) []uint16 {
	var c []uint16
	for i := x; i < len(pixels); i += w {
		c = append(c, pixels[i])
	}
	return c
}

func row(pixels []uint16, w, y int) []uint16 { return pixels[y*w : (y+1)*w] }

// Whatever line leaves a cell enters the next one at the same place, with the
// same width and sharp: at each edge a character looks as a straight line of the
// weight does there.
func TestLinesMeet(t *testing.T) {
	straight := [2][4]string{{"", "│", "┃", "║"}, {"", "─", "━", "═"}}
	sizes(func(w, h int) {
		for n := range len(arms) / 5 {
			code := arms[5*n : 5*n+4]
			if code == "...." {
				continue
			}
			glyph := string(rune(0x2500 + n))
			pixels := cells(t, glyph, w, h)
			for side, edge := range [4][]uint16{row(pixels, w, 0), column(pixels, w, w-1), row(pixels, w, h-1), column(pixels, w, 0)} {
				want := make([]uint16, len(edge))
				if line := straight[side%2][code[side]-'0']; line != "" {
					of := cells(t, line, w, h)
					want = [2][]uint16{row(of, w, 0), column(of, w, 0)}[side%2]
				}
				// In a tiny cell there is no room between a double line and the edge.
				if tiny := w < 5 && strings.Contains(code, "3"); !tiny && !slices.Equal(edge, want) {
					t.Errorf("%s at %dx%d: edge %d is %v, not %v", glyph, w, h, side, edge, want)
				}
			}
			for _, covered := range pixels {
				if covered != 0 && covered != 16 {
					t.Fatalf("%s at %dx%d is not sharp", glyph, w, h)
				}
			}
		}
	})
}

// A straight line is as thick everywhere; a row of them has no seam.
func TestLinesAreWhole(t *testing.T) {
	sizes(func(w, h int) {
		for _, glyph := range []string{"─", "━", "═", "▀", "▄", "█", "▂", "▔", "\U0001fb76"} {
			pixels := cells(t, glyph, w, h)
			for x := range w {
				if !slices.Equal(column(pixels, w, x), column(pixels, w, 0)) {
					t.Errorf("%s at %dx%d has a seam", glyph, w, h)
				}
			}
		}
		for _, glyph := range []string{"│", "┃", "║", "▌", "▐", "█", "▏", "\U0001fb70"} {
			pixels := cells(t, glyph, w, h)
			for y := range h {
				if !slices.Equal(row(pixels, w, y), row(pixels, w, 0)) {
					t.Errorf("%s at %dx%d has a seam", glyph, w, h)
				}
			}
		}
		for glyph, full := range map[string]uint16{"█": 16, "░": 4, "▒": 8, "▓": 12} {
			for _, covered := range cells(t, glyph, w, h) {
				if covered != full {
					t.Fatalf("%s at %dx%d covers %d of 16 somewhere", glyph, w, h, covered)
				}
			}
		}
	})
}

// All that a character draws hangs together, from edge to edge.
func TestLinesHangTogether(t *testing.T) {
	sizes(func(w, h int) {
		for _, glyph := range strings.Split("─ ┌ ┐ └ ┘ ├ ┤ ┬ ┴ ┼ ┏ ┓ ┗ ┛ ┣ ┫ ┳ ┻ ╋ ┝ ┥ ┯ ┷ ┿ ╂ ╆ ╼ ╽ ╞ ╡ ╪ ╓ ╖ ╙ ╜ ╭ ╮ ╰ ╯", " ") {
			if n := islands(cells(t, glyph, w, h), w); n != 1 {
				t.Errorf("%s at %dx%d is in %d pieces:\n%s", glyph, w, h, n, picture(cells(t, glyph, w, h), w))
			}
		}
		for glyph, want := range map[string]int{"═": 2, "║": 2, "╔": 2, "╝": 2, "╠": 3, "╦": 3, "╬": 4, "╟": 2, "╫": 1, "╤": 2, "╧": 2} {
			if n := islands(cells(t, glyph, w, h), w); n != want && w > 4 {
				t.Errorf("%s at %dx%d is in %d pieces, not %d:\n%s", glyph, w, h, n, want, picture(cells(t, glyph, w, h), w))
			}
		}
	})
}

// Round corners leave their cell as straight lines do.
func TestArcsMeetLines(t *testing.T) {
	sizes(func(w, h int) {
		across, down := cells(t, "─", w, h), cells(t, "│", w, h)
		for glyph, at := range map[string][2]int{"╭": {w - 1, h - 1}, "╮": {0, h - 1}, "╯": {0, 0}, "╰": {w - 1, 0}} {
			pixels := cells(t, glyph, w, h)
			if !slices.Equal(column(pixels, w, at[0]), column(across, w, 0)) || !slices.Equal(row(pixels, w, at[1]), row(down, w, 0)) {
				t.Errorf("%s at %dx%d:\n%s", glyph, w, h, picture(pixels, w))
			}
		}
	})
}

// Parts of a cell that make up the whole of it neither overlap nor leave a gap.
func TestPartsMakeAWhole(t *testing.T) {
	wholes := []string{"▀▄", "▌▐", "▖▗▘▝", "▛▗", "▜▖", "▞▚", "▔▇", "\U0001fb82▆", "▊\U0001fb87", "\U0001fb95\U0001fb96",
		"\U0001fb00\U0001fb01\U0001fb03\U0001fb07\U0001fb0f\U0001fb1e"}
	sizes(func(w, h int) {
		for _, glyphs := range wholes {
			sum := make([]uint16, w*h)
			for _, r := range glyphs {
				for i, covered := range cells(t, string(r), w, h) {
					sum[i] += covered
				}
			}
			for _, covered := range sum {
				if covered != 16 {
					t.Fatalf("%s at %dx%d do not make a whole:\n%s", glyphs, w, h, picture(sum, w))
				}
			}
		}
	})
}

// A slope and its opposite, a triangle and the rest, share an edge.
func TestSlopesMakeAWhole(t *testing.T) {
	pairs := map[rune]rune{0xe0b8: 0xe0be, 0xe0ba: 0xe0bc}
	for i := range rune(5) {
		pairs[0x1fb3c+i] = 0x1fb52 + i
		pairs[0x1fb57+i] = 0x1fb41 + i
	}
	for i := range rune(4) {
		pairs[0x1fb68+i] = 0x1fb6c + i
	}
	sizes(func(w, h int) {
		for a, b := range pairs {
			one, other := cells(t, string(a), w, h), cells(t, string(b), w, h)
			for i := range one {
				if sum := one[i] + other[i]; sum < 15 || sum > 16 {
					t.Fatalf("%U and %U at %dx%d make %d of 16 somewhere", a, b, w, h, sum)
				}
			}
		}
	})
}

func TestBraille(t *testing.T) {
	sizes(func(w, h int) {
		if h < 12 {
			return // too few pixels for gaps
		}
		if n := islands(cells(t, "⣿", w, h), w); n != 8 {
			t.Errorf("at %dx%d there are %d dots of 8:\n%s", w, h, n, picture(cells(t, "⣿", w, h), w))
		}
		if n := islands(cells(t, "⠀", w, h), w); n != 0 {
			t.Errorf("the blank one has %d dots", n)
		}
	})
}

// Every character of the blocks is drawn, at any size, inside of its cell and
// with something to see.
func TestAllAreDrawn(t *testing.T) {
	var all []rune
	for _, block := range [][2]rune{{0x2500, 0x259f}, {0x2801, 0x28ff}, {0xe0a0, 0xe0a2}, {0xe0b0, 0xe0bf}, {0x1fb00, 0x1fbaf}, {0x1fbf0, 0x1fbf9}} {
		for r := block[0]; r <= block[1]; r++ {
			all = append(all, r)
		}
	}
	all = append(all, []rune("▶◀▲▼▸◂▴▾●○◆■⏸⧗⑂⏹⏺⏵⏴")...)
	for _, size := range [][2]int{{1, 1}, {4, 7}, {10, 19}, {19, 37}, {77, 149}} {
		for _, r := range all {
			pixels := cells(t, string(r), size[0], size[1])
			if size[1] > 1 && islands(pixels, size[0]) == 0 {
				t.Errorf("%U %c shows nothing at %v", r, r, size)
			}
		}
	}
	for _, glyph := range []string{"", "a", "日", "─\u0301", "⏎"} {
		if Of(glyph, 10, 19) != nil {
			t.Errorf("%q is not for a font", glyph)
		}
	}
	if Of("▶\ufe0e", 10, 19) == nil {
		t.Error("a triangle that is to be shown as text is for a font")
	}
}

func TestCover(t *testing.T) {
	for name, c := range map[string]struct {
		path Path
		want []uint16
	}{
		"nothing":              {nil, []uint16{0, 0, 0, 0}},
		"all, and more":        {Path(nil).rect(-5, -5, 9, 9), []uint16{16, 16, 16, 16}},
		"one pixel":            {Path(nil).rect(1, 0, 2, 1), []uint16{0, 16, 0, 0}},
		"twice":                {Path(nil).rect(0, 0, 1, 1).rect(0, 0, 1, 1), []uint16{16, 0, 0, 0}},
		"half of each":         {Path(nil).polygon(Point{0, 32}, Point{128, 32}, Point{128, 96}, Point{0, 96}), []uint16{8, 8, 8, 8}},
		"a hole":               {Path(nil).disc(at(1, 1), 640, 640, false).disc(at(1, 1), 600, 600, true), []uint16{0, 0, 0, 0}},
		"a triangle":           {Path(nil).polygon(at(0, 0), at(2, 0), at(0, 2)), []uint16{16, 8, 8, 0}},
		"turned the other way": {Path(nil).polygon(at(0, 2), at(2, 0), at(0, 0)), []uint16{16, 8, 8, 0}},
	} {
		got := Cover(c.path, 2, 2)
		for i := range got {
			got[i] = (got[i] + Full/32) / (Full / 16)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s covers %v, not %v", name, got, c.want)
		}
	}
}

// islands is in how many pieces the pixels are that are covered at all, seen with
// their corners.
func islands(pixels []uint16, w int) int {
	seen := make([]bool, len(pixels))
	var visit func(x, y int) bool
	visit = func(x, y int) bool {
		i := y*w + x
		if x < 0 || y < 0 || x >= w || i >= len(pixels) || seen[i] || pixels[i] == 0 {
			return false
		}
		seen[i] = true
		for n := range 9 {
			visit(x+n%3-1, y+n/3-1)
		}
		return true
	}
	n := 0
	for i := range pixels {
		if visit(i%w, i/w) {
			n++
		}
	}
	return n
}

// picture is pixels for the eye.
func picture(pixels []uint16, w int) string {
	var b strings.Builder
	for i, p := range pixels {
		fmt.Fprintf(&b, "%c", " .:-=+*#%@"[min(int(p), 16)*9/16])
		if i%w == w-1 {
			b.WriteByte('\n')
		}
	}
	return b.String()
}
