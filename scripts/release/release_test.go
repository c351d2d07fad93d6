package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// An archive of the same things has the same bytes, whenever their files were
// written; and everything is in it.
func TestPack(t *testing.T) {
	date := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for _, to := range []target{{"linux", "amd64"}, {"windows", "arm64"}} {
		var packed [2][]byte
		var name string
		for i := range packed {
			dir := t.TempDir()
			program, licence := filepath.Join(dir, to.file()), filepath.Join(dir, "LICENSE")
			written := date.Add(time.Duration(i) * time.Hour)
			for _, file := range []string{program, licence} {
				err := os.WriteFile(file, []byte("this is "+filepath.Base(file)), 0o600)
				if err = errors.Join(err, os.Chtimes(file, written, written)); err != nil {
					t.Fatal(err)
				}
			}
			var err error
			if packed[i], name, err = pack(to, "echotui_v1", date, program, licence); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(packed[0], packed[1]) {
			t.Errorf("%s: other bytes the second time", name)
		}

		want := fmt.Sprintf("-rwxr-xr-x echotui_v1/%[1]s 2026-01-02T03:04:05Z this is %[1]s\n-rw-r--r-- echotui_v1/LICENSE 2026-01-02T03:04:05Z this is LICENSE\n", to.file())
		if got := unpack(t, name, packed[0]); got != want {
			t.Errorf("%s has\n%swant\n%s", name, got, want)
		}
	}
}

// unpack lists what is in an archive.
func unpack(t *testing.T, name string, archive []byte) string {
	t.Helper()
	var list strings.Builder
	add := func(info os.FileInfo, name string, body io.Reader) {
		text, err := io.ReadAll(body)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&list, "%s %s %s %s\n", info.Mode(), name, info.ModTime().UTC().Format(time.RFC3339), text)
	}
	if strings.HasSuffix(name, ".zip") {
		r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range r.File {
			body, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			add(f.FileInfo(), f.Name, body)
		}
		return list.String()
	}
	z, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		t.Fatal(err)
	}
	r := tar.NewReader(z)
	for {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return list.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		add(h.FileInfo(), h.Name, r)
	}
}

// A program for another system is none of this one.
func TestCheck(t *testing.T) {
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, to := range targets {
		if to == (target{runtime.GOOS, runtime.GOARCH}) {
			continue
		}
		if _, err := check(to, program); err == nil {
			t.Errorf("a program for %s/%s passes for %s", runtime.GOOS, runtime.GOARCH, to)
		}
	}
}

func TestStamp(t *testing.T) {
	s, err := newStamp("v1.2.3", "0123456789abcdef", "2026-01-02T03:04:05+02:00", true)
	if got := s.version + " " + s.commit + " " + s.shownDate(); err != nil || got != "v1.2.3 0123456789ab with changes 2026-01-02T01:04:05Z" {
		t.Errorf("%s, %v", got, err)
	}
	for _, version := range []string{"", "../v1", "a b", "-s"} {
		if _, err := newStamp(version, "0123", "2026-01-02T03:04:05Z", false); err == nil {
			t.Errorf("version %q is fine", version)
		}
	}
}
