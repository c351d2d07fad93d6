package typed

import (
	"fmt"
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"
	"pgregory.net/rapid"
)

// A step is a statement of a random program that is run twice: as typed Lua,
// and by walk below, which does what "continue" is to mean.
type step struct {
	kind     string
	number   int
	variable string // the counter of the loop around it
	body     []step
}

var loopKinds = []string{"for", "in", "while", "repeat"}

// drawSteps draws the statements of a block. variable is the counter of the
// loop around it.
func drawSteps(t *rapid.T, depth int, variable string) []step {
	var steps []step
	for range rapid.IntRange(1, 4).Draw(t, "steps") {
		kinds := []string{"note", "local", "skip", "skip", "stop"}
		if depth > 0 {
			kinds = append(kinds, "if", "do", "for", "in", "while", "repeat")
		}
		s := step{
			kind:     rapid.SampledFrom(kinds).Draw(t, "kind"),
			number:   rapid.IntRange(1, 4).Draw(t, "number"),
			variable: variable,
		}
		switch s.kind {
		case "if", "do":
			s.body = drawSteps(t, depth-1, variable)
		case "for", "in", "while", "repeat":
			s.body = drawSteps(t, depth-1, variable+"i")
		}
		steps = append(steps, s)
	}
	return steps
}

// write gives the steps as Lua, one statement a line.
func write(out *strings.Builder, steps []step) {
	for _, s := range steps {
		inner := s.variable + "i"
		switch s.kind {
		case "note":
			fmt.Fprintf(out, "note(%s * 10 + %d)\n", s.variable, s.number)
		case "local":
			fmt.Fprintf(out, "local x: number = %s + %d note(x)\n", s.variable, s.number)
		case "skip":
			fmt.Fprintf(out, "if %s == %d then note(-1) continue end\n", s.variable, s.number)
		case "stop":
			fmt.Fprintf(out, "if %s == %d then note(-2) break end\n", s.variable, s.number+1)
		case "if":
			fmt.Fprintf(out, "if %s > %d then\n", s.variable, s.number)
			write(out, s.body)
			out.WriteString("end\n")
		case "do":
			out.WriteString("do\n")
			write(out, s.body)
			out.WriteString("end\n")
		case "for":
			fmt.Fprintf(out, "for %s: number = 1, %d do\n", inner, s.number)
			write(out, s.body)
			out.WriteString("end\n")
		case "in":
			fmt.Fprintf(out, "for %s: number in upto(%d) do\n", inner, s.number)
			write(out, s.body)
			out.WriteString("end\n")
		case "while":
			fmt.Fprintf(out, "local %s = 0 while %s < %d do %s += 1\n", inner, inner, s.number, inner)
			write(out, s.body)
			out.WriteString("end\n")
		case "repeat":
			fmt.Fprintf(out, "local count%s = 0 repeat local %s = count%s + 1 count%s = %s\n", inner, inner, inner, inner, inner)
			write(out, s.body)
			fmt.Fprintf(out, "until %s >= %d\n", inner, s.number)
		}
	}
}

// walker is what the programs are to do.
type walker struct {
	notes []int
}

// walk runs a block and says whether it was left by "skip" or "stop".
func (w *walker) walk(steps []step, counter int) string {
	for _, s := range steps {
		switch s.kind {
		case "note":
			w.notes = append(w.notes, counter*10+s.number)
		case "local":
			w.notes = append(w.notes, counter+s.number)
		case "skip":
			if counter == s.number {
				w.notes = append(w.notes, -1)
				return "skip"
			}
		case "stop":
			if counter == s.number+1 {
				w.notes = append(w.notes, -2)
				return "stop"
			}
		case "if", "do":
			if s.kind == "do" || counter > s.number {
				if left := w.walk(s.body, counter); left != "" {
					return left
				}
			}
		default:
			for i := 1; i <= s.number; i++ {
				if w.walk(s.body, i) == "stop" {
					break
				}
			}
		}
	}
	return ""
}

func TestContinueInRandomLoops(t *testing.T) {
	l := lua.NewState()
	defer l.Close()
	prelude := `
		notes = {}
		function note(n) notes[#notes + 1] = n end
		function upto(n) local i = 0 return function() i = i + 1 if i <= n then return i end end end
`
	ending := `return table.concat(notes, " ")`
	rapid.Check(t, func(t *rapid.T) {
		body := []step{{
			kind: rapid.SampledFrom(loopKinds).Draw(t, "loop"), number: 4, variable: "i",
			body: drawSteps(t, 3, "ii"),
		}}
		var source strings.Builder
		write(&source, body)
		plain, err := Erase(source.String())
		if err != nil {
			t.Fatalf("%s\n%v", source.String(), err)
		}
		l.SetTop(0)
		if err := l.DoString(prelude + plain + ending); err != nil {
			t.Fatalf("%s\n%v", plain, err)
		}
		got := l.Get(-1).String()
		w := &walker{}
		w.walk(body, 0)
		if want := strings.Trim(fmt.Sprint(w.notes), "[]"); got != want {
			t.Fatalf("%s\nbecame\n%s\ngot  %s\nwant %s", source.String(), plain, got, want)
		}
	})
}
