package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"echotui/runtime/app"
	"echotui/scripts"
)

// project is an app with what is to be different about it.
type project struct {
	*app.App
	settings app.Config
}

// open loads the app, with the overrides and settings of its .wippy.yaml and of
// the command line.
func (o Options) open() (*project, error) {
	settings, err := o.settings()
	if err != nil {
		return nil, err
	}
	var a *app.App
	if dir := o.folder(); dir != "" {
		a, err = app.LoadDir(dir, settings.Overrides...)
	} else {
		a, err = o.loadExample(settings.Overrides)
	}
	return &project{a, settings}, err
}

// loadExample loads the app that comes along and is meant.
func (o Options) loadExample(overrides []app.Override) (*app.App, error) {
	name := o.Example
	if name == "" {
		name = "echo"
	}
	files, err := scripts.Open(name)
	if err != nil {
		return nil, err
	}
	return app.Load(files, name, overrides...)
}

// settings are what the file of settings says, and what the command line says,
// which counts more.
func (o Options) settings() (app.Config, error) {
	c, err := o.readSettings()
	if err != nil {
		return c, err
	}
	for _, text := range o.Set {
		if err := c.Set(text); err != nil {
			return c, err
		}
	}
	for _, text := range o.Override {
		override, err := app.ParseOverride(text)
		if err != nil {
			return c, err
		}
		c.Overrides = append(c.Overrides, override)
	}
	if o.Memory != "" {
		if err := c.SetLogMemory(o.Memory); err != nil {
			return c, fmt.Errorf("--log-memory: %w", err)
		}
	}
	return c, nil
}

// readSettings reads the file that was named, which has to be there, else the
// one in the folder of the app if there is one.
func (o Options) readSettings() (app.Config, error) {
	if o.Config != "" {
		c, err := app.ReadConfig(os.DirFS(filepath.Dir(o.Config)), filepath.Base(o.Config), o.Config)
		if errors.Is(err, fs.ErrNotExist) {
			err = errors.New(o.Config + ": no such file")
		}
		return c, err
	}
	dir := o.folder()
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return app.Config{}, nil // loading the app tells what is wrong with dir
	}
	c, err := app.ReadConfig(os.DirFS(dir), app.ConfigFile, app.ConfigFile)
	if errors.Is(err, fs.ErrNotExist) {
		return app.Config{}, nil
	}
	return c, err
}

// folder is where the app is; "" when it is the one that comes along.
func (o Options) folder() string {
	if o.Dir != "" || o.Example != "" {
		return o.Dir
	}
	if _, err := os.Stat("wippy.lock"); err == nil {
		return "."
	}
	return ""
}

// typed is the part of a command line that says which app is meant and what is
// different about it.
func (o Options) typed() string {
	var words []string
	for _, flag := range []struct {
		name   string
		values []string
	}{{"-C", []string{o.Dir}}, {"--config", []string{o.Config}}, {"--set", o.Set}, {"-o", o.Override}} {
		for _, value := range flag.values {
			if value != "" {
				words = append(words, flag.name, quoted(value))
			}
		}
	}
	return strings.Join(words, " ")
}

// quoted is a word as a shell reads it.
func quoted(word string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("/._-:=,+@%", r)
	}
	if strings.TrimFunc(word, plain) == "" {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
