package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// wordy is a session whose facts say more than a narrow pane has room for.
func wordy() *fake {
	f, e := newEcho()
	for _, item := range []string{"tea", "milk", "bread"} {
		e.send(e.cli, e.relay, "order", wire.Record("item", item, "note", strings.Repeat("please ", 6)))
		e.print(e.cli, "ordered")
	}
	return f
}

// The selected row of the pane that has the keys is shown in full, and none other.
func TestLogWraps(t *testing.T) {
	m := show(t, wordy(), Options{}, 80, 24)
	press(m, "tab 4 up")
	want(t, m, `▶ 25 cli     ──order──▶ relay {item="bread",  `, `note="please please please please`, `please please "}`, ` 23 cli     ──order──▶ relay {item="milk", n…`)
	if n := m.log.wrapped; n != 2 {
		t.Errorf("it takes %d rows more", n)
	}
	press(m, "up")
	want(t, m, `▶ 24 cli     writes "ordered`, `──order──▶ relay {item="bread", …`)
	if m.log.wrapped != 0 {
		t.Error("a short sentence takes more than a row")
	}
	press(m, "down 2")
	want(t, m, `▶ 25 cli     ──order──▶ relay {item="bread", …`)
}

// Time stands behind the first fact that is seen of it.
func TestLogTimes(t *testing.T) {
	m := show(t, wordy(), Options{}, 80, 24)
	press(m, "tab 4")
	if got := strings.Count(plain(m), "0.200s"); got != 1 {
		t.Errorf("the time is told %d times:\n%s", got, plain(m))
	}
	m = show(t, wordy(), Options{}, 110, 32)
	want(t, m, " 26 0.200s cli ")
	m = show(t, wordy(), Options{}, 26, 12)
	press(m, "tab 4")
	wantNot(t, m, "0.200s")
}

// Every row of the screen belongs to the row of the log that is drawn there.
func TestLogPlaces(t *testing.T) {
	m := show(t, wordy(), Options{}, 80, 24)
	press(m, "tab 4 up")
	for range 5 {
		r := m.layout.inner[paneLog]
		for i := range m.log.rows {
			where := m.log.place(r, i)
			for y := where.Y; y < where.Bottom(); y++ {
				if got := m.log.rowAt(y - r.Y); got != i {
					t.Errorf("row %d of the screen is %d, not %d", y-r.Y, got, i)
				}
			}
		}
		press(m, "up")
	}
}

// A row that is clicked stays under the pointer.
func TestLogClickStays(t *testing.T) {
	m := show(t, wordy(), Options{}, 80, 24)
	press(m, "tab 4 up up up")
	want(t, m, "▶ 23 cli", "please please please please")
	r := m.layout.inner[paneLog]
	y := m.log.place(r, 24-int(m.log.rows[0].seq)).Y
	click := tea.MouseClickMsg{X: r.X + 5, Y: y, Button: tea.MouseLeft}
	m.Update(click)
	want(t, m, "▶ 24 cli")
	if got := m.log.place(r, m.log.list.Cursor()-m.log.list.Top()); got != (draw.Rect{X: r.X, Y: y, W: r.W, H: 1}) {
		t.Errorf("it is at %+v, and was clicked in row %d", got, y)
	}
	m.Update(click)
	want(t, m, "▾ 24 cli")
}
