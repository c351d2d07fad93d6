package record

import (
	"time"

	"echotui/tui"
)

// Stage is what runs behind the screen, and when: a session whose time passes
// only while somebody calls Advance.
type Stage interface {
	tui.Session
	tui.Driver
	tui.Past
	// Advance lets time go on to an instant, counted from the beginning, and
	// does what was asked for and what is due until then. It returns when
	// something happens next by itself; never is true if nothing does.
	Advance(to time.Duration) (next time.Duration, never bool)
	// Close ends what runs.
	Close()
}

// App is what a tape wants to be shown.
type App struct {
	Name string // as the tape says; "" if it says nothing
	Dir  string // where the tape is: folders are relative to that
	Args []string
	Seed int64
	Env  map[string]string // the whole environment of the app
}

// Open puts an app on a stage. Title is what the window is called.
type Open func(App) (stage Stage, title string, err error)
