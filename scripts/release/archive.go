package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// packed is a file in an archive.
type packed struct {
	name string
	mode fs.FileMode
	body []byte
}

// pack makes an archive, whose bytes depend on nothing but its content, the name
// and the date: of a program, which can be run, and other files, in a folder of
// that name. It returns the name of the archive as well.
func pack(t target, name string, date time.Time, program string, others ...string) ([]byte, string, error) {
	var files []packed
	for i, file := range append([]string{program}, others...) {
		body, err := os.ReadFile(file)
		if err != nil {
			return nil, "", err
		}
		mode := fs.FileMode(0o644)
		if i == 0 {
			mode = 0o755
		}
		files = append(files, packed{name + "/" + filepath.Base(file), mode, body})
	}
	if t.system == "windows" {
		archive, err := zipped(files, date)
		return archive, name + ".zip", err
	}
	archive, err := tarred(files, date)
	return archive, name + ".tar.gz", err
}

func tarred(files []packed, date time.Time) ([]byte, error) {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	w := tar.NewWriter(z)
	for _, f := range files {
		h := tar.Header{Name: f.name, Mode: int64(f.mode), Size: int64(len(f.body)), ModTime: date, Format: tar.FormatUSTAR}
		if err := w.WriteHeader(&h); err != nil {
			return nil, err
		}
		if _, err := w.Write(f.body); err != nil {
			return nil, err
		}
	}
	err = errors.Join(w.Close(), z.Close())
	return b.Bytes(), err
}

func zipped(files []packed, date time.Time) ([]byte, error) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		h := zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: date}
		h.SetMode(f.mode)
		part, err := w.CreateHeader(&h)
		if err != nil {
			return nil, err
		}
		if _, err := part.Write(f.body); err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return b.Bytes(), err
}
