package node

import (
	"errors"
	"fmt"
	"io/fs"

	"echotui/runtime/app"
	"echotui/runtime/wire"
)

// do applies a command that was handed in from outside.
func (l *Loop) do(c wire.Command) (err error) {
	if c.Kind != wire.CommandReload {
		return l.node.Apply(c)
	}
	if c.Text, err = reread(l.app, l.files, c.Name); err != nil {
		return err
	}
	if err = l.node.Apply(c); err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.live.sources = l.node.journal.sources()
	return nil
}

// refuse tells why something cannot be done.
func (l *Loop) refuse(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.live.status.Refused = err.Error()
	l.live.status.Refusals++
}

// reread reads the source of an entry again.
func reread(a *app.App, files fs.FS, entry string) (string, error) {
	e := a.Entry(entry)
	switch {
	case e == nil:
		return "", fmt.Errorf("there is no entry %q", entry)
	case e.Code() == nil:
		return "", fmt.Errorf("entry %q has no code", entry)
	case e.Code().SourceFile == "":
		return "", fmt.Errorf("the source of %s stands in %s; only a file of its own can be loaded again", entry, e.File)
	case files == nil:
		return "", errors.New("the app has no folder from which it could be loaded again")
	}
	return app.ReadSource(files, e)
}

// sources are those that entries were given in the course of a run, by entry.
func (j *Journal) sources() map[string]string {
	found := map[string]string{}
	note := func(c wire.Command) {
		if c.Kind == wire.CommandReload {
			found[c.Name] = c.Text
		}
	}
	for _, c := range j.commands {
		note(c)
	}
	note(j.last.Command)
	return found
}
