// Package scripts holds the apps that come with echotui, one folder each: the
// Lua and YAML of a small idea, to open, to read and to copy.
package scripts

import (
	"embed"
	"io/fs"
)

// The entry files begin with "_", which go:embed passes over unless told "all".
//
//go:embed all:echo
var apps embed.FS

// Echo is the app that echotui opens when it is told no other: the echo
// service of the tutorial. Its files lie at the root.
func Echo() fs.FS {
	echo, err := fs.Sub(apps, "echo")
	if err != nil {
		panic(err) // "echo" is a valid path
	}
	return echo
}
