package main

import (
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"strings"
	"time"
)

// stamp is what a program says about where it comes from.
type stamp struct {
	version string
	commit  string
	date    time.Time // of the commit, in UTC
}

// shownDate is how a stamp tells its date.
func (s stamp) shownDate() string { return s.date.Format(time.RFC3339) }

// readStamp asks git about the commit that lies in the current folder.
func readStamp(version string) (s stamp, err error) {
	commit, err := git("rev-parse", "HEAD")
	if err != nil {
		return s, err
	}
	date, err := git("show", "-s", "--format=%cI", "HEAD")
	if err != nil {
		return s, err
	}
	changes, err := git("status", "--porcelain")
	if err != nil {
		return s, err
	}
	if version == "" {
		if version, err = git("describe", "--tags", "--exact-match", "HEAD"); err != nil {
			version = "devel"
		}
	}
	return newStamp(version, commit, date, changes != "")
}

// newStamp reads what git says.
func newStamp(version, commit, date string, changed bool) (s stamp, err error) {
	if !regexp.MustCompile(`^[0-9A-Za-z][-+.0-9A-Za-z]*$`).MatchString(version) {
		return s, fmt.Errorf("version %q: it goes into the names of files", version)
	}
	s = stamp{version: version, commit: commit[:min(len(commit), 12)]}
	if changed {
		s.commit += " with changes"
	}
	s.date, err = time.Parse(time.RFC3339, date)
	s.date = s.date.UTC()
	return s, err
}

// git runs a command of git and returns what it prints, whoever owns the clone.
func git(args ...string) (string, error) {
	said, err := exec.Command("git", append([]string{"-c", "safe.directory=*"}, args...)...).Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		err = errors.New(strings.TrimSpace(string(exit.Stderr)))
	}
	if err != nil {
		return "", fmt.Errorf("git %s: %w", args[0], err)
	}
	return strings.TrimSpace(string(said)), nil
}
