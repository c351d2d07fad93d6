package app

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Exec is the terminal process that a command line asks for.
type Exec struct {
	Entry string // ID of a process.lua
	Host  string // ID of a terminal.host
}

// ErrNoExec is what DefaultExec answers for an app that has nothing to run in
// a terminal, such as one of services only.
var ErrNoExec = errors.New("no process to run: none has a command or lists module io; name one with -x")

// ResolveExec finds the process that spec means: "namespace:entry",
// "namespace:host/namespace:entry" or the name of a command. Host is the ID of
// the terminal host to use, or "" for that of spec or the app's only one.
func (a *App) ResolveExec(spec, host string) (Exec, error) {
	x, err := a.resolve(spec, host)
	if err != nil {
		return Exec{}, errors.New(oneLine(err.Error()))
	}
	return x, nil
}

// ResolveCommand is ResolveExec for a word that stands where commands do.
func (a *App) ResolveCommand(word, host string) (Exec, error) {
	if !strings.Contains(word, ":") && len(a.commandsNamed(word)) == 0 {
		return Exec{}, errors.New(oneLine(fmt.Sprintf(
			"command %q not found. Use 'echotui run list' to see available commands", word)))
	}
	return a.ResolveExec(word, host)
}

func (a *App) resolve(spec, host string) (Exec, error) {
	if a.Entry(spec) != nil {
		return a.exec(spec, host)
	}
	switch named := a.commandsNamed(spec); len(named) {
	case 0:
	case 1:
		return a.exec(named[0], host)
	default:
		return Exec{}, fmt.Errorf("command %q is defined more than once (%s), use -x to specify", spec, listed(named))
	}
	pairHost, entry, isPair := strings.Cut(spec, "/")
	switch {
	case isPair && host != "" && host != pairHost:
		return Exec{}, fmt.Errorf("two hosts to run on: %s in %s, and --host %s", pairHost, spec, host)
	case isPair:
		host = pairHost
		if err := checkID(host); err != nil {
			return Exec{}, err
		}
	default:
		entry = spec
	}
	if err := checkID(entry); err != nil {
		return Exec{}, err
	}
	return a.exec(entry, host)
}

func checkID(id string) error {
	namespace, name, found := strings.Cut(id, ":")
	if !found || namespace == "" || name == "" {
		return fmt.Errorf("invalid exec spec: missing separator ':', expected format: namespace:entry, not %q", id)
	}
	return nil
}

// commandsNamed returns the IDs of the processes that one word runs.
func (a *App) commandsNamed(word string) []string {
	var ids []string
	for _, e := range a.Commands() {
		if e.Def.(*Process).Command.Name == word {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

// exec checks the pair it returns.
func (a *App) exec(entry, host string) (Exec, error) {
	host, err := a.terminalHost(host)
	if err != nil {
		return Exec{}, err
	}
	e := a.Entry(entry)
	switch {
	case e == nil:
		return Exec{}, fmt.Errorf("failed to start process on host: %s: factory not found: there is no entry %s; there is %s",
			host, entry, orNone(ids(a.Of(kindProcess))))
	case e.Kind != kindProcess:
		return Exec{}, fmt.Errorf("failed to start process on host: %s: factory not found: %s is of kind %s, not %s",
			host, entry, e.Kind, kindProcess)
	}
	return Exec{Entry: entry, Host: host}, nil
}

// terminalHost is the host with this ID, or the app's only one for "".
func (a *App) terminalHost(id string) (string, error) {
	hosts := ids(a.Of(kindTerminalHost))
	switch {
	case id != "" && a.Entry(id) == nil:
		return "", fmt.Errorf("host %s not found in supervisor: there is no such entry; there is %s", id, orNone(hosts))
	case id != "" && !slices.Contains(hosts, id):
		return "", fmt.Errorf("host %s is of kind %s, not %s", id, a.Entry(id).Kind, kindTerminalHost)
	case id != "":
		return id, nil
	case len(hosts) == 0:
		return "", errors.New("no terminal.host found in registry")
	case len(hosts) > 1:
		return "", fmt.Errorf("multiple terminal hosts found (%s), use --host to specify", listed(hosts))
	}
	return hosts[0], nil
}

// DefaultExec finds the process to run when nobody says which: the only one
// with a command, or without any commands, the only one that lists module io.
// It is ErrNoExec when there is none.
func (a *App) DefaultExec(host string) (Exec, error) {
	candidates, why := ids(a.Commands()), "has a command"
	if len(candidates) == 0 {
		why = "lists module io"
		for _, e := range a.Of(kindProcess) {
			if slices.Contains(e.Def.(*Process).Modules, "io") {
				candidates = append(candidates, e.ID)
			}
		}
	}
	switch len(candidates) {
	case 0:
		return Exec{}, ErrNoExec
	case 1:
		return a.exec(candidates[0], host)
	}
	return Exec{}, errors.New(oneLine(fmt.Sprintf("more than one process %s (%s), use -x to specify", why, listed(candidates))))
}

// Commands returns the processes that a word on the command line runs, sorted
// by that word.
func (a *App) Commands() []*Entry {
	var found []*Entry
	for _, e := range a.Of(kindProcess) {
		if e.Def.(*Process).Command != nil {
			found = append(found, e)
		}
	}
	slices.SortStableFunc(found, func(x, y *Entry) int {
		return strings.Compare(x.Def.(*Process).Command.Name, y.Def.(*Process).Command.Name)
	})
	return found
}

func orNone(ids []string) string {
	if len(ids) == 0 {
		return "none"
	}
	return listed(ids)
}

func ids(entries []*Entry) []string {
	list := make([]string, 0, len(entries))
	for _, e := range entries {
		list = append(list, e.ID)
	}
	return list
}
