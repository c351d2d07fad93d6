// Package scripts holds the apps that come with echotui, one folder each: the
// Lua and YAML of one idea, to open, to read and to copy. Beside them lie
// transcript.txt, a session with the app that a test holds it to, demo.tape,
// which shows it on the screen, and demo.txt, what that shows.
//
// Each app stands alone: what several need is written in each, because it is
// one folder that people copy. All have their entries in namespace app, hosts
// app:terminal and app:processes, and one command that is called as the app is.
package scripts

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

//go:embed */_index.yaml */*.lua
var apps embed.FS

// Example is one of the apps.
type Example struct {
	Name  string // of its folder and of its command
	Title string // its idea in one sentence, which its command tells, too
}

// all is in the order in which somebody new to actors may want to read them.
var all = []Example{
	{"echo", "Send lines to the echo service"},
	{"pingpong", "Two processes send one ball back and forth"},
	{"keyvalue", "A server keeps values; clients ask, and give up in time"},
	{"workers", "A pool of three workers shares one queue of jobs"},
	{"pipeline", "Three stages count words, each at work on its own"},
	{"fanin", "Ask many at once and take what comes in time"},
	{"cron", "Jobs that run at their time, again and again or once"},
	{"chat", "A chat room on the event bus, where nobody has a list of members"},
	{"groups", "Processes join groups, and one message reaches them all"},
	{"restarts", "A service is restarted when it fails, later each time"},
	{"upgrade", "New code for a running process, which keeps its state"},
}

// All lists the apps, the simplest first.
func All() []Example { return slices.Clone(all) }

// Open returns the files of an app; they lie at the root. An unknown name is an
// error that tells the names there are.
func Open(name string) (fs.FS, error) {
	if !slices.ContainsFunc(all, func(e Example) bool { return e.Name == name }) {
		return nil, fmt.Errorf("there is no example %q; there are %s", name, strings.Join(names(), ", "))
	}
	return fs.Sub(apps, name)
}

// Echo is the app that echotui opens when it is told no other: the echo
// service of the tutorial. Its files lie at the root.
func Echo() fs.FS {
	echo, err := Open("echo")
	if err != nil {
		panic(err) // it is the first of all
	}
	return echo
}

func names() []string {
	list := make([]string, len(all))
	for i, e := range all {
		list[i] = e.Name
	}
	return list
}
