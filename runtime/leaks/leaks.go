// Package leaks sees to it that tests leave nothing behind: no goroutine and, on
// Linux, no open file. It is imported by tests only.
package leaks

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.uber.org/goleak"
)

// Main is for TestMain: it runs the tests, and fails if they leave something.
func Main(m goleak.TestingM) {
	before := Files()
	goleak.VerifyTestMain(m, goleak.Cleanup(func(status int) {
		if left := Left(before); status == 0 && left != "" {
			fmt.Fprintln(os.Stderr, left)
			status = 1
		}
		os.Exit(status)
	}))
}

// Files is the files that are open now. Devices and what is no file are not
// among them: the system of Go opens some for itself.
func Files() (names []string) {
	links, err := filepath.Glob("/proc/self/fd/*")
	if err != nil {
		panic(err)
	}
	for _, link := range links {
		name, err := os.Readlink(link)
		if err == nil && filepath.IsAbs(name) && !strings.HasPrefix(name, "/dev/") && !strings.HasPrefix(name, "/proc/") {
			names = append(names, name)
		}
	}
	return names
}

// Left tells which files are open that were not before; "" if none is.
func Left(before []string) string {
	left := slices.DeleteFunc(Files(), func(name string) bool { return slices.Contains(before, name) })
	if len(left) == 0 {
		return ""
	}
	return "files are still open: " + strings.Join(left, ", ")
}
