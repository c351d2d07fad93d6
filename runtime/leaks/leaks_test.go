//go:build linux

package leaks

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestMain(m *testing.M) { Main(m) }

// A file that is open is noticed, until it is closed.
func TestFiles(t *testing.T) {
	before, name := Files(), filepath.Join(t.TempDir(), "open")
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if left := Left(before); !strings.Contains(left, name) {
		t.Errorf("left is %q", left)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	if left := Left(before); left != "" {
		t.Error(left)
	}
}
