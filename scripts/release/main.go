// Release builds the program for all the systems it is for, and writes an
// archive of each and their checksums. The same commit and the same Go yield
// the same bytes, wherever and whenever that is done:
//
//	go run ./scripts/release -version v1.2.3 -out dist
//
// A program that is not what it should be, too large or not on its own, is an
// error.
package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// target is a system that the program is built for.
type target struct{ system, machine string }

var targets = []target{
	{"darwin", "amd64"}, {"darwin", "arm64"}, {"linux", "amd64"}, {"linux", "arm64"}, {"windows", "amd64"}, {"windows", "arm64"},
}

func (t target) String() string { return t.system + "/" + t.machine }

// file is the name of the program.
func (t target) file() string {
	if t.system == "windows" {
		return "echotui.exe"
	}
	return "echotui"
}

func main() {
	version := flag.String("version", "", "version of the release; else the tag of the commit, else devel")
	out := flag.String("out", "dist", "folder to write to")
	flag.Parse()
	if err := release(*version, *out); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// release writes everything into a folder.
func release(version, out string) error {
	s, err := readStamp(version)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o777); err != nil {
		return err
	}
	temp, err := os.MkdirTemp("", "release")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	var sums strings.Builder
	for _, t := range targets {
		program := filepath.Join(temp, t.system+"-"+t.machine, t.file())
		if err := build(t, s, program); err != nil {
			return err
		}
		size, err := check(t, program)
		if err == nil && t == (target{runtime.GOOS, runtime.GOARCH}) {
			err = answers(program, s)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", t, err)
		}
		name := fmt.Sprintf("echotui_%s_%s_%s", s.version, t.system, t.machine)
		archive, name, err := pack(t, name, s.date, program, "LICENSE", "README.md")
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(out, name), archive, 0o666); err != nil {
			return err
		}
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(archive), name)
		fmt.Printf("%-14s program %5.1f MB, archive %5.1f MB  %s\n", t, megabytes(size), megabytes(int64(len(archive))), name)
	}
	return os.WriteFile(filepath.Join(out, "SHA256SUMS"), []byte(sums.String()), 0o666)
}

func megabytes(n int64) float64 { return float64(n) / 1e6 }

// build builds the program for a target: on its own, without what debuggers
// need, and without a trace of where that was done.
func build(t target, s stamp, program string) error {
	flags := fmt.Sprintf("-s -w -X 'echotui/tui/command.version=%s' -X 'echotui/tui/command.commit=%s' -X 'echotui/tui/command.date=%s'", s.version, s.commit, s.shownDate())
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags", flags, "-o", program, ".")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=", "GOOS="+t.system, "GOARCH="+t.machine, "GOAMD64=v1", "GOARM64=v8.0")
	if said, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", t, err, said)
	}
	return nil
}

// answers runs a program and looks at what it says about itself.
func answers(program string, s stamp) error {
	said, err := exec.Command(program, "--version").Output()
	if err != nil {
		return err
	}
	for _, want := range []string{s.version, s.commit, s.shownDate(), runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH} {
		if !strings.Contains(string(said), " "+want+"\n") {
			return fmt.Errorf("it does not say that it is %s:\n%s", want, said)
		}
	}
	return nil
}
