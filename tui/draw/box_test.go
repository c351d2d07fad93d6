package draw

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestBox(t *testing.T) {
	log := Borders{Key: "4", Tabs: []string{"log", "sequence", "mailboxes"}, Note: "24 of 24"}
	tests := []struct {
		name          string
		width, height int
		borders       Borders
		look          Look
		want          string
	}{
		{"bare", 6, 3, Borders{}, Look{}, `
┌────┐
│    │
└────┘`},
		{"all", 46, 2, log, Look{}, `
┌4 log ─ sequence ─ mailboxes ──── 24 of 24 ─┐
└────────────────────────────────────────────┘`},
		{"just room for all", 42, 2, log, Look{}, `
┌4 log ─ sequence ─ mailboxes  24 of 24 ─┐
└────────────────────────────────────────┘`},
		{"no room for the last tab", 41, 2, log, Look{}, `
┌4 log ─ sequence ─ … ─────── 24 of 24 ─┐
└───────────────────────────────────────┘`},
		{"no room for the tabs before", 41, 2, Borders{Key: "4", Tabs: log.Tabs, Active: 2, Note: log.Note}, Look{}, `
┌4 sequence ─ mailboxes ───── 24 of 24 ─┐
└───────────────────────────────────────┘`},
		{"room for a tab and the note", 28, 2, log, Look{}, `
┌4 log ─ … ───── 24 of 24 ─┐
└──────────────────────────┘`},
		{"no room for the note", 18, 2, log, Look{}, `
┌4 log ─ … ──────┐
└────────────────┘`},
		{"room for one tab only", 9, 2, log, Look{}, `
┌4 log ─┐
└───────┘`},
		{"not even that", 6, 2, log, Look{}, `
┌4 l…┐
└────┘`},
		{"key alone", 3, 2, log, Look{}, `
┌4┐
└─┘`},
		{"corners", 2, 2, log, Look{}, `
┌┐
└┘`},
		{"one column", 1, 2, log, Look{}, `
┐
┘`},
		{"one row", 9, 1, log, Look{}, `
┌4 log ─┐`},
		{"nothing", 0, 0, log, Look{}, `
`},
		{"focused", 12, 3, Borders{Key: "1", Tabs: []string{"echo"}, Focused: true}, Look{}, `
┏1 echo ━━━┓
┃          ┃
┗━━━━━━━━━━┛`},
		{"joined", 12, 2, Borders{Tabs: []string{"stats"}, JoinAbove: true, JoinBelow: true}, Look{}, `
├stats ────┤
├──────────┤`},
		{"japanese", 12, 2, Borders{Tabs: []string{"日本語の題名"}}, Look{}, `
┌日本語の… ┐
└──────────┘`},
		{"hostile", 22, 2, Borders{Tabs: []string{"a\x1b]2;x\a"}}, Look{}, `
┌a\027]2;x\007 ──────┐
└────────────────────┘`},
		{"ascii", 30, 2, log, Look{Glyphs: &ASCII}, `
+4 log - ... ----- 24 of 24 -+
+----------------------------+`},
		{"ascii focused", 9, 3, Borders{Tabs: []string{"a"}, Focused: true}, Look{Glyphs: &ASCII}, `
#a =====#
|       |
#=======#`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := NewCanvas(tt.width, tt.height)
			tt.look.Method = ansi.GraphemeWidth
			c.Use(tt.look)
			inside := c.Box(c.Bounds(), tt.borders)
			if got := "\n" + c.Plain(); got != tt.want {
				t.Errorf("got%s\nwant%s", got, tt.want)
			}
			if inside.W != max(0, tt.width-2) || inside.H != max(0, tt.height-2) {
				t.Errorf("inside is %v", inside)
			}
		})
	}
}

func TestActiveTabStandsOutWithoutColour(t *testing.T) {
	for focused, want := range map[bool]string{
		false: "\x1b[0;2m┌log ─ \x1b[0;1msource\x1b[0;2m ─",
		true:  "\x1b[0;1m┏\x1b[0;2mlog\x1b[0;1m ─ source ━",
	} {
		c := NewCanvas(24, 2)
		c.Use(Look{Theme: &NoColour, Method: ansi.GraphemeWidth})
		c.Box(c.Bounds(), Borders{Tabs: []string{"log", "source"}, Active: 1, Focused: focused})
		if got := c.String(); !strings.HasPrefix(got, want) {
			t.Errorf("focused %v: got %q, want %q", focused, got, want)
		}
	}
}
