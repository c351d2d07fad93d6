package cli

import (
	"path/filepath"
	"slices"
	"strings"

	"echotui/runtime/node"
	"echotui/scripts"
)

// Stage boots an app for a recording: one that comes along by its name, or the
// one in a folder, which counts from dir; without a name the echo app. Nothing
// but what is said here has a part in what the app does: env is all of its
// environment, and each run begins at the same date. What was passed over while
// the app was loaded is told to warn, if that is not nil.
func Stage(name, dir string, args []string, seed int64, env map[string]string, warn func(string)) (*node.Stage, error) {
	o := Options{Seed: seed, Clock: node.VirtualClock, Environ: func(name string) (string, bool) {
		value, found := env[name]
		return value, found
	}}
	switch {
	case name == "":
		o.Example = "echo"
	case slices.ContainsFunc(scripts.All(), func(e scripts.Example) bool { return e.Name == name }):
		o.Example = name
	case filepath.IsAbs(name):
		o.Dir = name
	default:
		o.Dir = filepath.Join(dir, filepath.FromSlash(name))
	}
	r, err := o.Boot(nil, args)
	if err != nil {
		return nil, err
	}
	for _, line := range r.Warnings {
		if warn != nil {
			warn(line)
		}
	}
	return node.NewStage(r.Node, node.RealClock), nil
}

// OnStage is what Stage has to be told to boot the same app, from a file in the
// current folder, or why it cannot.
func (o Options) OnStage() (name, why string) {
	for _, other := range []struct {
		given bool
		flag  string
	}{
		{o.Exec != "", "--exec"}, {o.Host != "", "--host"}, {o.Config != "", "--config"}, {len(o.Set) > 0, "--set"},
		{len(o.Override) > 0, "--override"}, {o.Test != "", "--test"}, {o.Clock != node.RealClock, "--clock"},
	} {
		if other.given {
			return "", "tapes have nothing like " + other.flag
		}
	}
	dir := o.folder()
	if dir == "" {
		return "echo", ""
	}
	if !filepath.IsAbs(dir) && !strings.HasPrefix(dir, ".") {
		dir = "." + string(filepath.Separator) + dir // or it may be the name of an app that comes along
	}
	return filepath.ToSlash(dir), ""
}
