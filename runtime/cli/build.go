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
	Commit  string // "0123456789ab", or why that is unknown; "with changes" may follow
	Date    string // of the commit, in UTC: "2026-01-02T15:04:05Z"; or why that is unknown
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
	case b.Version == "devel":
		b.Commit = "unknown: built from source, without what git knows"
	default:
		b.Commit = "unknown: built from the source of that version"
	}
	b.Date = cmp.Or(b.Date, "unknown")
	return b
}

// String is five lines, one for each field; the last one has no end.
func (b Build) String() string {
	return fmt.Sprintf("%s\ncommit  %s\ndate    %s\ngo      %s\nsystem  %s", b.Version, b.Commit, b.Date, b.Go, b.System)
}
