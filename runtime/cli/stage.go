package cli

import (
	"path/filepath"
	"slices"

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
