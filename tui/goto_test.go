package tui

import (
	"errors"
	"testing"
	"time"

	"echotui/runtime/wire"
)

// What can be typed after a colon, and where it leads from fact 40 of 75, or
// what is said of it.
func TestGoTo(t *testing.T) {
	f, _ := busy()
	for line, text := range map[string]string{
		"#12": "fact 12/75", "12": "fact 12/75", " #12 ": "fact 12/75", "#0": "there is no fact #0: #1 is the nearest", "#999": "there is no fact #999: #75 is the nearest",
		"+10": "fact 50/75", "-10": "fact 30/75", "-99": "only 39 facts before #40", "+99": "only 35 facts after #40", "": "fact 40/75",
		"1.75s": "fact 29/75", "00:01.750": "fact 29/75", "0:00:01.750": "fact 29/75", "0s": "fact 15/75", "1h": "LIVE",
		"99m":                   "there is no fact at 1:39:00.000: #75 is the nearest",
		"#":                     `"#" is no number of a fact`,
		"#1x":                   `"#1x" is no number of a fact`,
		"#99999999999999999999": "is no number of a fact",
		"+":                     `"+" is no number of steps`,
		"1x":                    `"1x" is neither a fact nor a time`,
		"foo bar":               `there is no command "foo"; : lists all there are`,
		"speed 10":              "10×", "speed max": "max", "speed 0.1": "0.1×", "speed 2x": "2×",
		"speed":      "a speed is a number from 0.1 to 100, or max",
		"speed 1000": `not "1000"`,
		"speed NaN":  `not "NaN"`,
		"mark x":     "fact #40 is marked x",
		"mark":       "marks are letters and digits",
		"live":       "LIVE",
	} {
		m := at(t, f, 40)
		press(m, ":")
		write(m, line)
		press(m, "enter")
		want(t, m, text)
	}
}

// A command that is mistyped is told which one is meant.
func TestMistypedCommand(t *testing.T) {
	m := show(t, busyFake(), Options{}, 80, 24)
	press(m, "tab :")
	write(m, "sned relay")
	press(m, "enter")
	want(t, m, `there is no command "sned"; do you mean send?`)
}

// Who goes further than there are facts is told, and is at the end.
func TestGoTooFar(t *testing.T) {
	f, _ := busy()
	m := at(t, f, 74)
	play(m, ": '+2 enter")
	want(t, m, "LIVE", "only 1 fact after #74")
	play(m, ": '+1 enter")
	want(t, m, "LIVE", "there is no fact after #75")
	play(m, ": '-75 enter")
	want(t, m, "fact 1/75", "only 74 facts before #75")
	play(m, ": '-9223372036854775808 enter")
	want(t, m, "fact 1/75", "there is no fact before #1")
}

// The words that lead out of other programs lead out of this one.
func TestQuitAndHelpCommands(t *testing.T) {
	for _, line := range []string{"q", "quit"} {
		m := show(t, busyFake(), Options{}, 110, 32)
		press(m, "tab :")
		write(m, line)
		quits(t, m, nil, press(m, "enter"))
	}
	m := show(t, busyFake(), Options{}, 110, 32)
	play(m, "tab : 'help enter")
	want(t, m, "┏help ━", "Stop time")
	for i := range m.help.rows {
		if m.help.rows[i].title == "After a colon" {
			m.help.list.Select(i)
			m.help.list.Show(i, i)
		}
	}
	refresh(m)
	want(t, m, "Show this page, as ? does.", "quit             Leave the program, as q does.")
}

// A time leads to what had happened by then, whatever time is asked for.
func TestLastBefore(t *testing.T) {
	f, _ := busy()
	m := show(t, f, Options{}, 110, 32)
	events := f.Since(nil, 0, 1000)
	for d := time.Duration(0); d < 6*time.Second; d += 50 * time.Millisecond {
		var last uint64
		for i := range events {
			if time.Duration(events[i].At) <= d {
				last = events[i].Seq
			}
		}
		if got := m.lastBefore(wire.Time(d)); got != last {
			t.Errorf("by %s fact %d had happened, not %d", d, last, got)
		}
	}
}

// Marks are set and found again; where a jump began is a mark, too.
func TestMarks(t *testing.T) {
	f, _ := busy()
	m := at(t, f, 40)
	play(m, "m a : '#10 enter m b")
	want(t, m, "fact #10 is marked b")
	play(m, "{")
	want(t, m, "b 10 0.000s relay", "b─")
	press(m, "' a")
	want(t, m, "fact 40/75")
	press(m, "'")
	want(t, m, "go to a mark: a b")
	press(m, "esc ' '")
	want(t, m, "fact 1/75")
	press(m, "' c")
	want(t, m, "there is no mark c; marks: a b")
	play(m, "m #")
	want(t, m, "marks are letters and digits")
}

// A run is written to the file that is named, or it is told why not.
func TestWrite(t *testing.T) {
	var files []string
	begin := func(file string) error {
		if len(files) == 1 {
			return errors.New("the run is being written to " + files[0])
		}
		files = append(files, file)
		return nil
	}
	m := show(t, busyFake(), Options{Write: begin}, 110, 32)
	press(m, "tab w enter")
	want(t, m, "the run is written to echo.trace, from its beginning on")
	press(m, "w enter")
	want(t, m, "the run is being written to echo.trace")
	press(m, ":")
	write(m, "write  ")
	press(m, "enter")
	want(t, m, "write needs the name of a file")
	if len(files) != 1 || files[0] != "echo.trace" {
		t.Errorf("written to %q", files)
	}
	m = show(t, busyFake(), Options{}, 110, 32)
	press(m, "tab w")
	want(t, m, "this run cannot be written to a file")
}
