package draw

import (
	"math"
	"strings"
)

// Sparkline draws the last width values as bars, one column each, scaled from
// their lowest to their highest. A flat line is drawn low. Infinities stand at
// the ends of the scale, what is not a number is a blank.
func Sparkline(values []float64, width int, glyphs *Glyphs) string {
	values = values[max(0, len(values)-max(0, width)):]
	low, high := bounds(values)
	return SparklineWithin(low, high, values, width, glyphs)
}

// SparklineWithin is Sparkline with a scale from low to high: so the bars of
// some of the values can be compared with those of the others.
func SparklineWithin(low, high float64, values []float64, width int, glyphs *Glyphs) string {
	values = values[max(0, len(values)-max(0, width)):]
	top := len(glyphs.Bars) - 1
	var b strings.Builder
	for _, v := range values {
		switch {
		case math.IsNaN(v):
			b.WriteByte(' ')
		case v > high:
			b.WriteString(glyphs.Bars[top])
		case v <= low:
			b.WriteString(glyphs.Bars[0])
		default:
			b.WriteString(glyphs.Bars[int(math.Round(part(low, v, high)*float64(top)))])
		}
	}
	return b.String()
}

// bounds is the lowest and the highest finite value.
func bounds(values []float64) (low, high float64) {
	low, high = math.MaxFloat64, -math.MaxFloat64
	for _, v := range values {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			low, high = min(low, v), max(high, v)
		}
	}
	return low, high
}

// part is how far v lies between low and high: 0 to 1.
func part(low, v, high float64) float64 {
	if math.IsInf(high-low, 0) {
		low, v, high = low/2, v/2, high/2
	}
	return (v - low) / (high - low)
}
