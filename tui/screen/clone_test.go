package screen

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// TestWhatIsShownDependsOnWhatWasWritten writes anything to some screens, little
// or much at a time, looks at them, resizes and clones them; in the end each
// shows what a new one shows that took the same at once.
func TestWhatIsShownDependsOnWhatWasWritten(t *testing.T) {
	some := anything()
	pieces := rapid.OneOf(some, some, some, rapid.Custom(func(t *rapid.T) string {
		return lines(rapid.SampledFrom([]int{1, 30, 900}).Draw(t, "lines"))
	}))
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.Bool().Draw(t, "words")
		all := []*program{{screen: screenOf(20, 5, words)}}
		any := func(t *rapid.T) *program { return rapid.SampledFrom(all).Draw(t, "screen") }
		t.Repeat(map[string]func(*rapid.T){
			"write": func(t *rapid.T) { any(t).write(pieces.Draw(t, "output")) },
			"write a part": func(t *rapid.T) {
				text := pieces.Draw(t, "output")
				any(t).write(text[:rapid.IntRange(0, len(text)).Draw(t, "bytes")])
			},
			"look": func(t *rapid.T) { any(t).screen.Lines() },
			"resize": func(t *rapid.T) {
				any(t).screen.Resize(rapid.IntRange(1, 30).Draw(t, "width"), rapid.IntRange(1, 8).Draw(t, "height"))
			},
			"clone": func(t *rapid.T) {
				if p := any(t); len(all) < 4 {
					all = append(all, &program{p.screen.Clone(), p.written})
				}
			},
		})
		for _, p := range all {
			fresh := screenOf(p.screen.Width(), p.screen.Height(), words)
			fresh.Write(p.written)
			if got, want := everything(p.screen), everything(fresh); got != want {
				t.Fatalf("a screen shows\n%s\nand should show\n%s\nafter %q", got, want, p.written)
			}
		}
	})
}

// program is a screen and all that was written on it.
type program struct {
	screen  *Screen
	written string
}

func (p *program) write(text string) {
	p.screen.Write(text)
	p.written += text
}

// everything is all there is to be seen of a screen.
func everything(s *Screen) string {
	x, y, visible := s.Cursor()
	return fmt.Sprintf("%d %d %v, %d rows used\n%s\n%s", x, y, visible, s.Used(), styled(s), history(s))
}

// TestCloneSharesThePicture: a look at a clone which wrote nothing more, or at
// one that wrote a bit more than what was looked at last, makes nothing anew.
func TestCloneSharesThePicture(t *testing.T) {
	s := New(20, 5)
	s.Write(lines(50))
	s.Lines()
	emulator := s.picture.emulator
	clone := s.Clone()
	clone.Lines()
	clone.Write("more")
	clone.Lines()
	if s.picture.emulator != emulator {
		t.Error("the picture was made anew")
	}
	if got := history(s); got == history(clone) {
		t.Errorf("both show %q", got)
	}
}

// TestCloneIsCheap: it copies neither what was written nor the picture.
func TestCloneIsCheap(t *testing.T) {
	s := New(80, 24)
	s.Write(lines(5000))
	s.Lines()
	if n := testing.AllocsPerRun(10, func() { s.Clone() }); n > 20 {
		t.Errorf("a clone takes %v allocations", n)
	}
	if w := s.Weight(); w < s.tail.bytes || w > 2*maxBytes {
		t.Errorf("a clone of %d bytes weighs %d", s.tail.bytes, w)
	}
}

// TestStepsBackMakeNothingAnew: what was written last is taken back, one write
// after the other, and the picture is made anew for the first of them only.
func TestStepsBackMakeNothingAnew(t *testing.T) {
	s := New(20, 5)
	var moments []*Screen
	for i := range 40 {
		s.Write(fmt.Sprintf("line %d\n日本 ", i))
		moments = append(moments, s.Clone())
	}
	s.Lines()
	last := len(moments) - 2
	moments[last].Lines()
	emulator := s.picture.emulator
	for i := last; i > last-maxEnds; i-- {
		fresh := New(20, 5)
		for j := range i + 1 {
			fresh.Write(fmt.Sprintf("line %d\n日本 ", j))
		}
		if got, want := everything(moments[i]), everything(fresh); got != want {
			t.Fatalf("after write %d it shows\n%s\nand should show\n%s", i, got, want)
		}
	}
	if s.picture.emulator != emulator {
		t.Error("the picture was made anew")
	}
}
