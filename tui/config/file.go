package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Path is where the file is that is read if nobody names another: in the user's
// folder of settings. An error means that the user has none.
func Path() (string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "echotui", "config.yaml"), nil
}

// Read reads a file and asks check what is wrong with what it says. If there is
// no file, that is the error if it must be there; else it says nothing. An error
// about what is in it is of type Mistakes, and the Settings are then those of
// an empty file.
func Read(file string, must bool, check func(Settings) Mistakes) (Settings, error) {
	f, err := os.Open(file)
	switch {
	case errors.Is(err, fs.ErrNotExist) && must:
		return Default(), fmt.Errorf("%s: there is no such file; echotui screen-config prints one to begin with", file)
	case errors.Is(err, fs.ErrNotExist):
		return Default(), nil
	case err != nil:
		return Default(), err
	}
	defer f.Close()
	var text strings.Builder
	if _, err := io.Copy(&text, io.LimitReader(f, maxBytes+1)); err != nil {
		return Default(), fmt.Errorf("%s: %w", file, err)
	}
	settings, mistakes := checked(text.String(), check)
	if len(mistakes) > 0 {
		return Default(), mistakes.in(file)
	}
	return settings, nil
}
