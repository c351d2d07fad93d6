//go:build unix

package ptytest

import (
	"encoding/base64"
	"fmt"
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
)

// mostMarks is how many marks there may be on one letter: what terminals take
// without trouble, and texts that mean something never have.
const mostMarks = 31

// Kinds counts what a program wrote by what it is to a terminal, such as
// "CSI ?2004h", "OSC 52", "ESC c", "control 07" or "text". The numbers of a CSI
// count where they tell what it does: for modes. Among texts, those that are not
// to be seen are told apart: "U+202E", and a letter with too many marks.
func Kinds(wrote []byte) map[string]int {
	kinds, marks := map[string]int{}, 0
	p := parser()
	p.SetHandler(ansi.Handler{
		Print: func(r rune) {
			if marks++; !unicode.Is(unicode.M, r) {
				marks = 0
			}
			kinds[printed(r, marks)]++
		},
		Execute:   func(b byte) { kinds[fmt.Sprintf("control %02x", b)]++ },
		HandleEsc: func(cmd ansi.Cmd) { kinds["ESC "+command(cmd)]++ },
		HandleCsi: func(cmd ansi.Cmd, params ansi.Params) {
			numbers := ""
			if final := cmd.Final(); final == 'h' || final == 'l' {
				numbers = list(params)
			}
			kinds["CSI "+spelled(cmd.Prefix())+numbers+spelled(cmd.Intermediate())+spelled(cmd.Final())]++
		},
		HandleOsc: func(cmd int, _ []byte) { kinds[fmt.Sprint("OSC ", cmd)]++ },
		HandleDcs: func(cmd ansi.Cmd, _ ansi.Params, _ []byte) { kinds["DCS "+command(cmd)]++ },
		HandleApc: func([]byte) { kinds["APC"]++ },
		HandlePm:  func([]byte) { kinds["PM"]++ },
		HandleSos: func([]byte) { kinds["SOS"]++ },
	})
	p.Parse(wrote)
	return kinds
}

func parser() *ansi.Parser {
	p := ansi.NewParser()
	p.SetDataSize(1 << 20)
	return p
}

// printed is the kind of a character after so many marks in a row, itself
// included.
func printed(r rune, marks int) string {
	switch {
	case marks > mostMarks:
		return "too many marks on a letter"
	case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co, unicode.Cs):
		return fmt.Sprintf("%U", r)
	}
	return "text"
}

func command(cmd ansi.Cmd) string {
	return spelled(cmd.Prefix()) + spelled(cmd.Intermediate()) + spelled(cmd.Final())
}

func spelled(b byte) string {
	if b == 0 {
		return ""
	}
	return string(b)
}

func list(params ansi.Params) string {
	var numbers []string
	params.ForEach(0, func(_, number int, _ bool) { numbers = append(numbers, fmt.Sprint(number)) })
	return strings.Join(numbers, ";")
}

// Told is the texts that a program has handed to the terminal by an OSC of some
// number, without their parameter: 0 and 2 set the title, 52 the clipboard.
func Told(wrote []byte, osc int) (texts []string) {
	p := parser()
	p.SetHandler(ansi.Handler{HandleOsc: func(cmd int, data []byte) {
		_, text, _ := strings.Cut(string(data), ";")
		if cmd != osc {
			return
		}
		if osc == 52 {
			_, coded, _ := strings.Cut(text, ";")
			decoded, err := base64.StdEncoding.DecodeString(coded)
			if text = string(decoded); err != nil {
				text = "no base64: " + coded
			}
		}
		texts = append(texts, text)
	}})
	p.Parse(wrote)
	return texts
}
