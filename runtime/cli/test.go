package cli

import (
	"fmt"
	"io"
	"regexp"
	"strings"

	"echotui/runtime/node"
	"echotui/runtime/suite"
)

// TestOptions say which tests of an app to run, and how to tell of them.
type TestOptions struct {
	Options
	Pattern string // of the IDs, as a regular expression; "" matches all
	JSON    bool
	Seeds   int // how many seeds to run each test under, from Seed on
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
	report := suite.NewReport(w, o.JSON, o.replay)
	for _, t := range tests {
		for seed := range int64(max(1, o.Seeds)) {
			r := suite.Run(p.App, t, o.configFor(p, seed))
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

// replay is the command that shows the run of a test on the screen.
func (o TestOptions) replay(r suite.Result) string {
	command := strings.TrimSpace("echotui " + o.typed())
	return fmt.Sprintf("%s --clock virtual --seed %d --test %s", command, r.Seed, quoted(r.ID))
}
