package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Kept is a small text that is kept from one run to the next, in a file below
// the user's folder of settings.
type Kept struct{ path string }

// Keep is where something is kept for the app. An error means that the user
// has no folder for it.
func (o Options) Keep(what string) (*Kept, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return nil, err
	}
	name, err := o.fileName()
	if err != nil {
		return nil, err
	}
	return &Kept{filepath.Join(dir, "echotui", what, name+".txt")}, nil
}

// KeepForAll is where something is kept that is the same for all apps.
func KeepForAll(what string) (*Kept, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return nil, err
	}
	return &Kept{filepath.Join(dir, "echotui", what+".txt")}, nil
}

// fileName is a name that apps in different folders do not share, and that
// people recognise.
func (o Options) fileName() (string, error) {
	dir := o.folder()
	if dir == "" {
		return "echo", nil
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(dir))
	return filepath.Base(dir) + "-" + hex.EncodeToString(sum[:4]), nil
}

// mostKept bounds what is read, in bytes.
const mostKept = 1 << 20

// Load returns the text, "" if there is none yet.
func (k *Kept) Load() (string, error) {
	f, err := os.Open(k.path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, mostKept+1))
	if err == nil && len(text) > mostKept {
		err = fmt.Errorf("%s is larger than %d bytes", k.path, mostKept)
	}
	if err != nil {
		return "", err
	}
	return string(text), nil
}

// Save writes the text, all of it or nothing.
func (k *Kept) Save(text string) error {
	dir := filepath.Dir(k.path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, "*.tmp")
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), k.path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
