package cli

import (
	"cmp"
	"fmt"
	"regexp"
	"runtime"
	"runtime/debug"
	"time"
)

// Build tells one build of this program from others.
type Build struct {
	Version string // "v1.2.3"; "devel" for one that is no release
	Commit  string // "0123456789ab"; "with changes" may follow; "" if it is unknown
	Date    string // of the commit, in UTC: "2026-01-02T15:04:05Z"; "" if it is unknown
	Go      string // "go1.26.8"
	System  string // "linux/amd64"
}

// ReadBuild finds out about the running program. What is given, by whoever made
// a release, goes before what the Go tool knows.
func ReadBuild(given Build) Build {
	given.Go = runtime.Version()
	given.System = runtime.GOOS + "/" + runtime.GOARCH
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	return given.or(info)
}

// pseudo is the version of a module that has none: the date and the commit are
// in it.
var pseudo = regexp.MustCompile(`^v.*[-.](\d{14})-([0-9a-f]{12})(\+.*)?$`)

// or fills in what is not known yet.
func (b Build) or(info *debug.BuildInfo) Build {
	b.Version = cmp.Or(b.Version, info.Main.Version, "devel")
	if b.Version == "(devel)" {
		b.Version = "devel"
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	parts := pseudo.FindStringSubmatch(info.Main.Version)
	commit, date := settings["vcs.revision"], settings["vcs.time"]
	switch {
	case b.Commit != "":
		return b
	case commit != "":
		b.Commit, b.Date = commit[:min(len(commit), 12)], date
		if settings["vcs.modified"] == "true" {
			b.Commit += " with changes"
		}
	case parts != nil:
		b.Commit = parts[2]
		if at, err := time.Parse("20060102150405", parts[1]); err == nil {
			b.Date = at.Format(time.RFC3339)
		}
	}
	return b
}

// String is a line for each field that is known; the last one has no end. Of a
// build that "go run" has made nothing is known: the Go tool asks git only when
// it makes a program that stays.
func (b Build) String() string {
	text := b.Version
	if text == "devel" && b.Commit == "" {
		text = "development build"
	}
	for _, line := range [][2]string{{"commit", b.Commit}, {"date", b.Date}, {"go", b.Go}, {"system", b.System}} {
		if line[1] != "" {
			text += fmt.Sprintf("\n%-7s %s", line[0], line[1])
		}
	}
	return text
}
