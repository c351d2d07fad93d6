package cli

import (
	"runtime/debug"
	"testing"
)

// What is known of a build depends on how it was made.
func TestBuild(t *testing.T) {
	git := []debug.BuildSetting{{Key: "vcs.revision", Value: "0123456789abcdef0123"}, {Key: "vcs.time", Value: "2026-01-02T03:04:05Z"}, {Key: "vcs.modified", Value: "true"}}
	tests := []struct {
		name     string
		given    Build
		version  string
		settings []debug.BuildSetting
		want     string
	}{
		{"a release", Build{Version: "v1.2.3", Commit: "abc", Date: "2026-01-01T00:00:00Z"}, "(devel)", git, "v1.2.3, abc, 2026-01-01T00:00:00Z"},
		{"a clone", Build{}, "(devel)", git, "devel, 0123456789ab with changes, 2026-01-02T03:04:05Z"},
		{"a clone with a version", Build{}, "v0.0.0-20260102030405-0123456789ab+dirty", git, "v0.0.0-20260102030405-0123456789ab+dirty, 0123456789ab with changes, 2026-01-02T03:04:05Z"},
		{"go install of a commit", Build{}, "v1.2.4-0.20260102030405-0123456789ab", nil, "v1.2.4-0.20260102030405-0123456789ab, 0123456789ab, 2026-01-02T03:04:05Z"},
		{"go install of a release", Build{}, "v1.2.3", nil, "v1.2.3, unknown: built from the source of that version, unknown"},
		{"source without git", Build{}, "(devel)", nil, "devel, unknown: built from source, without what git knows, unknown"},
		{"nothing is known", Build{}, "", nil, "devel, unknown: built from source, without what git knows, unknown"},
	}
	for _, test := range tests {
		b := test.given.or(&debug.BuildInfo{Main: debug.Module{Version: test.version}, Settings: test.settings})
		if got := b.Version + ", " + b.Commit + ", " + b.Date; got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}
