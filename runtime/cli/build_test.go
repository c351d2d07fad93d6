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
		{"go install of a release", Build{}, "v1.2.3", nil, "v1.2.3, , "},
		{"source without git", Build{}, "(devel)", nil, "devel, , "},
		{"nothing is known", Build{}, "", nil, "devel, , "},
	}
	for _, test := range tests {
		b := test.given.or(&debug.BuildInfo{Main: debug.Module{Version: test.version}, Settings: test.settings})
		if got := b.Version + ", " + b.Commit + ", " + b.Date; got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

// A build says what is known of it, and nothing of what is not.
func TestBuildInWords(t *testing.T) {
	for want, b := range map[string]Build{
		"v1.2.3\ncommit  abc\ndate    2026-01-01T00:00:00Z\ngo      go1.26.8\nsystem  linux/amd64": {"v1.2.3", "abc", "2026-01-01T00:00:00Z", "go1.26.8", "linux/amd64"},
		"devel\ncommit  abc with changes\ngo      go1.26.8":                                        {Version: "devel", Commit: "abc with changes", Go: "go1.26.8"},
		"development build\ngo      go1.26.8":                                                      {Version: "devel", Go: "go1.26.8"},
	} {
		if got := b.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
