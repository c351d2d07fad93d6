package film

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"echotui/tui/draw"
)

// written is a canvas with a text on it.
func written(text string) *draw.Canvas {
	c := draw.NewCanvas(20, 4)
	c.Text(0, 0, 20, text, draw.Style{})
	return c
}

// What looks the same is one frame; what a mark shows stays, and else the last of
// several frames of one time.
func TestCamera(t *testing.T) {
	var c Camera
	shoot := func(text string, cursor Cursor, at time.Duration) {
		t.Helper()
		if err := c.Shoot(written(text), cursor, at); err != nil {
			t.Fatal(err)
		}
	}
	shoot("a", Cursor{}, 0)
	shoot("a", Cursor{}, time.Second)
	shoot("a", Cursor{X: 1, Shown: true}, 2*time.Second)
	shoot("b", Cursor{}, 2*time.Second)
	c.Mark("b", 3*time.Second)
	shoot("c", Cursor{}, 2*time.Second)
	shoot("d", Cursor{}, 4*time.Second)
	c.Mark("d", time.Second)
	if m := c.Marks[1]; m.At != 4*time.Second {
		t.Errorf("a mark is at %v, before what it is about", m.At)
	}
	var got string
	for _, f := range c.Frames {
		got += fmt.Sprint(f.Grid.Row(0)[0].Glyph, f.At, " ")
	}
	if want := "a0s b2s c3.000001s d4s "; got != want {
		t.Errorf("the frames are %s", got)
	}
	if c.Last().Grid.Row(0)[0].Glyph != "d" {
		t.Error("the last frame is not the last")
	}
}

// A film that takes too much memory is told to, and keeps what there is.
func TestCameraIsBounded(t *testing.T) {
	var c Camera
	for i := range 2 * maxKept {
		canvas := draw.NewCanvas(1000+i%2, 1000)
		if err := c.Shoot(canvas, Cursor{}, time.Duration(i)*time.Second); err != nil {
			if !errors.Is(err, ErrTooLong) || len(c.Frames) != maxKept/1_001_500 {
				t.Errorf("after %d frames: %v", len(c.Frames), err)
			}
			return
		}
	}
	t.Error("there is no bound")
}
