package draw

import (
	"math"
	"strings"
	"testing"
	"time"
)

// Within a scale that is given, the same value is the same bar wherever it
// stands; what lies outside of the scale is at its ends.
func TestSparklineWithin(t *testing.T) {
	if got := SparklineWithin(0, 7, []float64{3, 3, 9, -1, 7, 4}, 4, &Unicode); got != "█▁█▅" {
		t.Errorf("got %q", got)
	}
}

func TestSparkline(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	tests := []struct {
		name   string
		values []float64
		width  int
		want   string
	}{
		{"rising", []float64{0, 1, 2, 3, 4, 5, 6, 7}, 8, "▁▂▃▄▅▆▇█"},
		{"the last ones", []float64{100, 0, 1, 0}, 3, "▁█▁"},
		{"fewer than fit", []float64{1, 2}, 8, "▁█"},
		{"flat", []float64{3, 3, 3}, 8, "▁▁▁"},
		{"one", []float64{3}, 8, "▁"},
		{"none", nil, 8, ""},
		{"no room", []float64{1, 2}, 0, ""},
		{"less than no room", []float64{1, 2}, -1, ""},
		{"not numbers", []float64{0, nan, 1}, 8, "▁ █"},
		{"infinite", []float64{-inf, 0, 4, 7, inf}, 8, "▁▁▅██"},
		{"only infinite", []float64{-inf, inf, nan}, 8, "▁█ "},
		{"huge", []float64{-math.MaxFloat64, 0, math.MaxFloat64}, 8, "▁▅█"},
		{"tiny", []float64{0, math.SmallestNonzeroFloat64}, 8, "▁█"},
		{"below zero", []float64{-2, -1}, 8, "▁█"},
	}
	for _, tt := range tests {
		if got := Sparkline(tt.values, tt.width, &Unicode); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestTreePrefix(t *testing.T) {
	tests := []struct {
		last  []bool
		limit int
		want  string
		ascii string
	}{
		{nil, 20, "", ""},
		{[]bool{false}, 20, "├ ", "| "},
		{[]bool{true}, 20, "└ ", "` "},
		{[]bool{true, false}, 20, "  ├ ", "  | "},
		{[]bool{false, true}, 20, "│ └ ", "| ` "},
		{[]bool{false, true, false}, 20, "│   ├ ", "|   | "},
		{[]bool{false, true, false}, 5, "… ├ ", ". | "},
		{[]bool{false, true, false}, 3, "… ", ". "},
		{[]bool{false, true, false}, 1, "", ""},
	}
	for _, tt := range tests {
		if got := TreePrefix(tt.last, tt.limit, &Unicode); got != tt.want {
			t.Errorf("%v in %d: got %q, want %q", tt.last, tt.limit, got, tt.want)
		}
		if got := TreePrefix(tt.last, tt.limit, &ASCII); got != tt.ascii {
			t.Errorf("%v in %d: got %q, want %q", tt.last, tt.limit, got, tt.ascii)
		}
	}
}

func TestLayout(t *testing.T) {
	columns := []Column{
		{Title: "NAME / PID", Width: 10, Grow: 2, Keep: 9},
		{Title: "STATE", Width: 8, Grow: 1, Keep: 8},
		{Title: "INBOX", Width: 5, Keep: 7, Right: true},
		{Title: "REDS", Width: 4, Keep: 1, Right: true},
		{Title: "AGE", Width: 5, Keep: 1, Right: true},
	}
	tests := []struct {
		width int
		want  string
	}{
		{42, "NAME / PID     STATE      INBOX REDS   AGE"},
		{36, "NAME / PID STATE    INBOX REDS   AGE"},
		{35, "NAME / PID    STATE      INBOX REDS"},
		{29, "NAME / PID   STATE      INBOX"},
		{24, "NAME / PID    STATE"},
		{18, "NAME / PID"},
		{5, "NAME…"},
		{1, "…"},
		{0, ""},
		{-4, ""},
	}
	for _, tt := range tests {
		c := NewCanvas(50, 1)
		spans := Layout(columns, tt.width)
		c.Header(0, 0, columns, spans, Style{})
		if got := c.Plain(); got != tt.want {
			t.Errorf("%d: got %q, want %q", tt.width, got, tt.want)
		}
		if last := spans[0]; tt.width > 0 && last.W == 0 {
			t.Errorf("%d: the dearest column was dropped: %v", tt.width, spans)
		}
	}
	if spans := Layout(nil, 10); len(spans) != 0 {
		t.Errorf("no columns: %v", spans)
	}
}

func TestDuration(t *testing.T) {
	tests := map[time.Duration]string{
		0: "0s", 12: "12ns", 250 * time.Microsecond: "250us", 40 * time.Millisecond: "40ms",
		999*time.Millisecond + 999: "999ms", time.Second: "1.0s", 1999 * time.Millisecond: "1.9s",
		59*time.Second + 999*time.Millisecond: "59.9s", time.Minute: "1m00s", 125 * time.Second: "2m05s",
		62 * time.Minute: "1h02m", 23*time.Hour + 59*time.Minute: "23h59m", 76 * time.Hour: "3d04h",
		-1500 * time.Millisecond: "-1.5s", math.MaxInt64: "106751d23h", math.MinInt64: "-106751d23h",
	}
	for d, want := range tests {
		if got := Duration(d); got != want {
			t.Errorf("%d: got %s, want %s", d, got, want)
		}
	}
}

func TestCount(t *testing.T) {
	tests := map[int64]string{
		0: "0", 412: "412", 999: "999", 1000: "1.0k", 1299: "1.2k", 9999: "9.9k", 10_000: "10k", 412_345: "412k",
		999_999: "999k", 3_456_789: "3.4M", 1e9: "1.0G", 1e12: "1.0T", math.MaxInt64: "9.2E", math.MinInt64: "-9.2E", -1500: "-1.5k",
	}
	for n, want := range tests {
		if got := Count(n); got != want {
			t.Errorf("%d: got %s, want %s", n, got, want)
		}
	}
	if got := Count(uint64(math.MaxUint64)); got != "18E" {
		t.Errorf("got %s, want 18E", got)
	}
}

func TestRect(t *testing.T) {
	r := Rect{2, 3, 10, 5}
	if left, right := r.SplitX(4); left != (Rect{2, 3, 4, 5}) || right != (Rect{6, 3, 6, 5}) {
		t.Errorf("split at 4: %v %v", left, right)
	}
	if left, right := r.SplitX(-4); left != (Rect{2, 3, 6, 5}) || right != (Rect{8, 3, 4, 5}) {
		t.Errorf("split at -4: %v %v", left, right)
	}
	if top, bottom := r.SplitY(99); top != r || bottom != (Rect{2, 8, 10, 0}) {
		t.Errorf("split at 99: %v %v", top, bottom)
	}
	if top, bottom := r.SplitY(-99); top != (Rect{2, 3, 10, 0}) || bottom != r {
		t.Errorf("split at -99: %v %v", top, bottom)
	}
	if got := r.Inset(1, 3); got != (Rect{3, 6, 8, 0}) {
		t.Errorf("inset: %v", got)
	}
	if got := r.Intersect(Rect{20, 20, 5, 5}); !got.Empty() {
		t.Errorf("intersection of what does not touch: %v", got)
	}
	if !r.Contains(11, 7) || r.Contains(12, 7) || r.Contains(11, 8) || r.Contains(1, 3) {
		t.Error("edges")
	}
}

func TestSubSharesCells(t *testing.T) {
	c := NewCanvas(10, 3)
	c.Fill(c.Bounds(), ".", Style{})
	s := c.Sub(Rect{3, 1, 4, 9})
	if s.Width() != 4 || s.Height() != 2 {
		t.Errorf("%dx%d", s.Width(), s.Height())
	}
	s.Text(-1, 0, 9, "abcdefgh", Style{})
	s.Text(0, 1, 9, "日本語", Style{})
	if got, want := c.Plain(), "..........\n...bcde...\n...日本..."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	s.Sub(Rect{1, 1, 2, 1}).Fill(Rect{0, 0, 2, 1}, "x", Style{})
	if got, want := strings.Split(c.Plain(), "\n")[2], "... xx ..."; got != want {
		t.Errorf("wide glyphs overwritten in part: got %q, want %q", got, want)
	}
	if got := c.Sub(Rect{-5, -5, 3, 3}); got.Width() != 0 || got.Height() != 0 || got.String() != "" {
		t.Errorf("outside: %dx%d %q", got.Width(), got.Height(), got.String())
	}
}

func TestFillWide(t *testing.T) {
	c := NewCanvas(7, 1)
	c.Fill(c.Bounds(), "日", Style{})
	if got, want := c.Plain(), "日日日"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
