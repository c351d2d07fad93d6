package app

import (
	"strings"

	"echotui/runtime/meant"
)

// kind is a sort of entry that apps may have.
type kind struct {
	name    string
	service bool                           // it is started and stopped, and others may require it
	build   func(d *draft, meta *node) any // makes Entry.Def of the draft's data; nil: there is none
}

// kinds are all that are supported, sorted by name.
func kinds() []kind {
	return []kind{
		{name: kindStorageFile, build: (*draft).storage},
		{name: kindStorageMemory, build: (*draft).storage},
		{name: kindStorageOS, build: (*draft).storage},
		{name: kindVariable, build: (*draft).variable},
		{name: kindFunction, build: (*draft).function},
		{name: kindLibrary, build: (*draft).library},
		{name: kindScope, service: true, build: (*draft).scope},
		{name: kindProcessHost, service: true, build: (*draft).processHost},
		{name: kindProcess, build: (*draft).process},
		{name: kindService, service: true, build: (*draft).service},
		{name: kindEntry},
		{name: kindTerminalHost, service: true, build: (*draft).terminalHost},
	}
}

const (
	kindStorageFile   = "env.storage.file"
	kindStorageMemory = "env.storage.memory"
	kindStorageOS     = "env.storage.os"
	kindVariable      = "env.variable"
	kindFunction      = "function.lua"
	kindLibrary       = "library.lua"
	kindScope         = "pg.scope"
	kindProcessHost   = "process.host"
	kindProcess       = "process.lua"
	kindService       = "process.service"
	kindEntry         = "registry.entry"
	kindTerminalHost  = "terminal.host"
)

// Kinds lists the kinds of entries an app may have, sorted.
func Kinds() []string {
	var names []string
	for _, k := range kinds() {
		names = append(names, k.name)
	}
	return names
}

func kindNamed(name string) *kind {
	for _, k := range kinds() {
		if k.name == name {
			return &k
		}
	}
	return nil
}

// ForeignKinds are how the kinds begin that Wippy has and this runtime has not,
// as far as known, sorted. They only make an error say more.
var ForeignKinds = []string{
	"cloudstorage.", "config.", "contract.", "db.", "env.", "exec.", "fs.", "function.", "http.", "ns.", "process.",
	"queue.", "security.", "store.", "template.", "temporal.", "view.", "workflow.",
}

// failKind records that nothing handles the kind of d.
func (d *draft) failKind() {
	what := "unknown kind %s"
	for _, family := range ForeignKinds {
		if strings.HasPrefix(d.entry.Kind, family) {
			what = "kind %s is not supported"
		}
	}
	d.fail(d.lineOf("kind"), what+"; supported are %s%s", d.entry.Kind, strings.Join(Kinds(), ", "), meant.Question(d.entry.Kind, Kinds()))
}
