package tui

import (
	"testing"

	"echotui/tui/draw"
)

func TestDetect(t *testing.T) {
	xterm := []string{"TERM=xterm-256color", "LANG=en_US.UTF-8"}
	tests := []struct {
		name   string
		env    []string
		theme  *draw.Theme
		glyphs *draw.Glyphs
	}{
		{"a terminal of today", xterm, &draw.Dark, &draw.Unicode},
		{"16 colours", []string{"TERM=xterm", "LANG=ja_JP.utf8"}, &draw.Basic, &draw.Unicode},
		{"NO_COLOR", append(xterm, "NO_COLOR=1"), &draw.NoColour, &draw.Unicode},
		{"NO_COLOR with any value", append(xterm, "NO_COLOR=please"), &draw.NoColour, &draw.Unicode},
		{"NO_COLOR empty", append(xterm, "NO_COLOR="), &draw.Dark, &draw.Unicode},
		{"no locale", []string{"TERM=xterm-256color"}, &draw.Dark, &draw.Unicode},
		{"plain locale", []string{"TERM=xterm-256color", "LANG=C"}, &draw.Dark, &draw.ASCII},
		{"LC_ALL wins", append(xterm, "LC_ALL=C", "LC_CTYPE=en_US.UTF-8"), &draw.Dark, &draw.ASCII},
		{"LC_CTYPE wins over LANG", []string{"TERM=xterm", "LANG=C", "LC_CTYPE=C.UTF-8"}, &draw.Basic, &draw.Unicode},
		{"the last value counts", append(xterm, "LANG=C"), &draw.Dark, &draw.ASCII},
		{"the console", []string{"TERM=linux", "LANG=en_US.UTF-8"}, &draw.Basic, &draw.ASCII},
		{"a dumb terminal", []string{"TERM=dumb", "LANG=en_US.UTF-8"}, &draw.NoColour, &draw.ASCII},
		{"an old terminal", []string{"TERM=vt100", "LANG=en_US.UTF-8"}, &draw.Basic, &draw.ASCII},
	}
	for _, test := range tests {
		theme, glyphs := Detect(test.env)
		if theme.Name != test.theme.Name || glyphs != test.glyphs {
			t.Errorf("%s: %s, %s", test.name, theme.Name, glyphs.Name)
		}
	}
}
