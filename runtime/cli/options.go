package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"echotui/runtime/app"
	"echotui/runtime/node"
	"echotui/runtime/wire"
)

// Options say which app to run, and how.
type Options struct {
	Dir      string // of the app; "": the current one if it has a wippy.lock, else the echo app
	Example  string // an app that comes along, whatever is in the current folder; "": Dir counts
	Exec     string // terminal process; "": see Boot
	Host     string // terminal host; "": the only one
	Seed     int64
	Clock    node.Clock
	Config   string   // file of settings; "": .wippy.yaml in the folder of the app, if it is there
	Set      []string // settings: "section.name=value"
	Override []string // fields of entries: "namespace:entry:field=value"
	Logs     Logs
	Plain    bool   // a plain terminal that tells facts as lines, instead of what the app prints
	Filter   string // expression that those facts match; "": all
	Trace    string // file to write the run to; "": none
	Version  string // of this program, for the trace
	Memory   string // for the log: a size such as 64MB, 0 for all that there is; "": the setting counts
	Test     string // entry ID of a test to run in the place of the terminal process
	// Environ looks up an environment variable; nil: one of the machine.
	Environ func(name string) (value string, found bool)
}

// config is what the node of an app is to be made with.
func (o Options) config(settings app.Config) node.Config {
	c := node.Config{Seed: o.Seed, Environ: o.Environ, ShutdownTimeout: settings.ShutdownTimeout, Limits: settings.Limits}
	if c.Environ == nil {
		c.Environ = os.LookupEnv
	}
	if o.Clock == node.RealClock {
		c.Epoch = time.Now()
	}
	if dir := o.folder(); dir != "" {
		c.Files = os.DirFS(dir)
	}
	return c
}

// Run is an app that has been booted; nothing has happened in it yet.
type Run struct {
	Node     *node.Node
	Terminal bool     // it has a terminal process; otherwise it consists of services only
	Test     wire.PID // the process of a test that runs in its place; zero: none does
	Warnings []string // what was passed over while the app was loaded, with file:line
	options  Options
	settings app.Config
}

// Watched prepares a loop of the node for somebody who watches it. With a test, it
// stands still where that has ended: what else is on the node may go on for ever.
func (r *Run) Watched(loop *node.Loop) {
	if !r.Test.IsZero() {
		loop.RunUntil(wire.Goal{Kind: wire.GoalEnd, PID: r.Test})
	}
}

// Boot boots the app and starts its terminal process: the one that Exec names,
// else the command that the first of words names, else the app's default. What
// is left of words, and then behind, are its arguments; behind stood after "--"
// and never names a command.
func (o Options) Boot(words, behind []string) (*Run, error) {
	p, err := o.open()
	if err != nil {
		return nil, err
	}
	if o.Test != "" {
		var test wire.PID
		r, err := o.boot(p, func(n *node.Node) (err error) { test, err = n.Test(o.Test); return err })
		if r != nil {
			r.Test = test
		}
		return r, err
	}
	x, args, err := o.choose(p.App, words, behind)
	servicesOnly := errors.Is(err, app.ErrNoExec) && o.Host == "" && len(args) == 0
	switch {
	case servicesOnly:
		return o.boot(p, func(*node.Node) error { return nil })
	case err != nil:
		return nil, err
	}
	r, err := o.boot(p, func(n *node.Node) error { return n.Exec(x, args) })
	if r != nil {
		r.Terminal = true
	}
	return r, err
}

// boot makes the node of an app and starts what is to run on it.
func (o Options) boot(p *project, start func(*node.Node) error) (*Run, error) {
	n, err := node.New(p.App, o.config(p.settings))
	if err != nil {
		return nil, err
	}
	if err := start(n); err != nil {
		n.Close()
		return nil, err
	}
	warnings := append(slices.Clip(p.settings.Warnings), p.Warnings...)
	return &Run{Node: n, Warnings: warnings, options: o, settings: p.settings}, nil
}

func (o Options) choose(a *app.App, words, behind []string) (x app.Exec, args []string, err error) {
	switch {
	case o.Exec != "":
		x, err = a.ResolveExec(o.Exec, o.Host)
	case len(words) > 0:
		x, err = a.ResolveCommand(words[0], o.Host)
		words = words[1:]
	default:
		x, err = a.DefaultExec(o.Host)
	}
	return x, append(words[:len(words):len(words)], behind...), err
}

// List writes which commands the app has.
func (o Options) List(w io.Writer) error {
	p, err := o.open()
	if err != nil {
		return err
	}
	commands := p.Commands()
	if len(commands) == 0 {
		_, err = fmt.Fprint(w, "No commands found.\n\nTo make a process.lua entry a command, add to it:\n\n"+
			"  meta:\n    command:\n      name: NAME\n      short: what it does\n")
		return err
	}
	fmt.Fprint(w, "Available commands:\n\n")
	for _, e := range commands {
		command := e.Def.(*app.Process).Command
		fmt.Fprintf(w, "  %-12s  %-40s  (%s)\n", command.Name, command.Short, e.ID)
	}
	_, err = fmt.Fprint(w, "\nRun with: echotui run <command>\n")
	return err
}
