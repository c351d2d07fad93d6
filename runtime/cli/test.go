package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"echotui/runtime/node"
	"echotui/runtime/suite"
	"echotui/runtime/trace"
)

// TestOptions say which tests of an app to run, and how to tell of them.
type TestOptions struct {
	Options
	Pattern string // of the IDs, as a regular expression; "" matches all
	JSON    bool
	Seeds   int // how many seeds to run each test under, from Seed on

	kept map[string]bool // files to which a run was written
}

// Test runs the tests of the app and reports each on w as it ends. It returns
// the exit status: 1 if any failed.
func (o TestOptions) Test(w io.Writer) (status int, err error) {
	pattern, err := regexp.Compile(o.Pattern)
	if err != nil {
		return 1, fmt.Errorf("--run: %w", err)
	}
	p, err := o.open()
	if err != nil {
		return 1, err
	}
	tests := suite.List(p.App, pattern)
	if len(tests) == 0 {
		return 1, fmt.Errorf("%s has no tests to run: a test is a process.lua or function.lua with meta.type: test, "+
			"and --run, if given, matches its ID", p.Name)
	}
	var keep suite.Keep
	if o.Trace != "" {
		if err := os.MkdirAll(o.Trace, 0o777); err != nil {
			return 1, fmt.Errorf("--trace: %w", err)
		}
		o.kept = map[string]bool{}
		keep = o.keep
	}
	report := suite.NewReport(w, o.JSON, o.replay)
	for _, t := range tests {
		for seed := range int64(max(1, o.Seeds)) {
			r := suite.Run(p.App, t, o.configFor(p, seed), keep)
			if err := report.Add(r); err != nil {
				return 1, err
			}
		}
	}
	if report.Failed > 0 {
		status = 1
	}
	return status, report.End()
}

// configFor is what the node of a test is made with: the seed'th from Seed on,
// and a date that is the same in every run.
func (o TestOptions) configFor(p *project, seed int64) node.Config {
	c := o.config(p.settings)
	c.Seed += seed
	c.Epoch = node.DefaultEpoch
	return c
}

// keep writes the run of a test to a file in the folder that Trace names.
func (o TestOptions) keep(r suite.Result, n *node.Node, facts *trace.Log) {
	name := o.file(r)
	if err := writeTrace(name, header(n, o.Options), n.Journal(), facts); err != nil {
		fmt.Fprintf(os.Stderr, "echotui: --trace: %v\n", err)
		return
	}
	o.kept[name] = true
}

// file is where the run of a test is kept.
func (o TestOptions) file(r suite.Result) string {
	plain := func(c rune) rune {
		if c >= 0x80 || strings.ContainsRune(`/\:*?"<>|`, c) || c <= ' ' {
			return '_'
		}
		return c
	}
	return filepath.Join(o.Trace, fmt.Sprintf("%s-%d.trace", strings.Map(plain, r.ID), r.Seed))
}

// replay is the command that shows the run of a test on the screen.
func (o TestOptions) replay(r suite.Result) string {
	if name := o.file(r); o.kept[name] {
		return "echotui " + quoted(name)
	}
	command := strings.TrimSpace("echotui " + o.typed())
	return fmt.Sprintf("%s --clock virtual --seed %d --test %s", command, r.Seed, quoted(r.ID))
}
