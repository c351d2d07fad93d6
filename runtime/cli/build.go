package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// Build tells one build of this program from others.
type Build struct {
	Version string // "v1.2.3"; "devel" for one that is no release
	Commit  string // "unknown" when it was built without its history
	Go      string // "go1.26.8 linux/amd64"
}

// ReadBuild finds out about the running program. A version given by whoever
// built it goes before the one that the Go tool knows.
func ReadBuild(given string) Build {
	b := Build{
		Version: given,
		Commit:  "unknown",
		Go:      fmt.Sprintf("%s %s/%s", runtime.Version(), runtime.GOOS, runtime.GOARCH),
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	if b.Version == "" {
		b.Version = info.Main.Version
	}
	if b.Version == "" || b.Version == "(devel)" {
		b.Version = "devel"
	}
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			b.Commit = s.Value[:min(len(s.Value), 12)]
		case s.Key == "vcs.modified" && s.Value == "true":
			b.Commit += " with changes"
		}
	}
	return b
}

// String is three lines, one for each field.
func (b Build) String() string {
	return fmt.Sprintf("echotui %s\ncommit  %s\ngo      %s\n", b.Version, b.Commit, b.Go)
}
