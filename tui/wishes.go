package tui

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"echotui/tui/config"
)

// Wishes are what somebody says on a command line about the screen.
type Wishes struct {
	Theme  string // one of ThemeNames; "": as the file of settings says
	Config string // file of settings; "": config.Path, if it is there
}

// Options are what the screen is to be like on the terminal that env describes.
// An error tells what is wrong with the wishes. What is wrong with a file that
// nobody named is a warning, and the Options are as without it: who did not ask
// for it wants to see the app first.
func (w Wishes) Options(env []string) (o Options, warning, err error) {
	if err := new(Options).Choose(env, w.Theme, ""); err != nil {
		return o, nil, fmt.Errorf("--theme: %w", err)
	}
	file := w.Config
	if file == "" {
		file, _ = config.Path() // without a folder of settings there is none
	}
	settings := config.Default()
	if file != "" {
		check := func(s config.Settings) config.Mistakes { return new(Options).Configure(env, s) }
		settings, err = config.Read(file, w.Config != "", check)
	}
	if err != nil && w.Config != "" {
		return o, nil, err
	}
	if warning = err; warning != nil {
		o.Notice = "settings are left aside: " + short(err, file)
	}
	if w.Theme != "" {
		settings.Theme.Text = w.Theme
	}
	o.Configure(env, settings)
	return o, warning, nil
}

// short is what is wrong with a file, for a line of the screen.
func short(err error, file string) string {
	mistakes, ok := err.(config.Mistakes)
	if !ok {
		return err.Error()
	}
	name := filepath.Base(file)
	if len(mistakes) == 1 {
		only := *mistakes[0]
		only.File = name
		return only.Error()
	}
	var lines, texts []string
	for _, m := range mistakes {
		if line := strconv.Itoa(m.Line); !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
		texts = append(texts, m.Text)
	}
	return fmt.Sprintf("%d mistakes in %s, lines %s: %s", len(mistakes), name, strings.Join(lines, ", "), strings.Join(texts, "; "))
}
