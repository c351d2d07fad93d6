// Package app turns a folder of entry files into checked, typed definitions:
// what a node may run, on which hosts, started in which order.
//
//	App      the entries of one app, in load order, and a hash that names it
//	Entry    one definition: an ID "namespace:name", a kind, its fields
//	Def      the typed form of an entry's fields; its type follows the kind
//	Exec     the process a command line asks for, and the host it runs on
//	Error    a mistake in the app: one line of text with file and line
//	Override a field of an entry that a command line or .wippy.yaml changes
//	Config   what .wippy.yaml says about the runtime
//
// Loading goes one way, and a file per step tells its part:
//
//	lock.go, files.go    which folders, which files, their bytes
//	yaml.go, convert.go  bytes to nodes, each of which knows its line
//	table.go             nodes of tables: keys that are there twice, or merged in
//	draft.go             nodes to entries: IDs, meta, file:// texts
//	override.go          fields that somebody else decides
//	kinds.go, section.go entries to typed definitions, with defaults
//	check.go             what one entry says about another
//	exec.go              which of them a command line means
//
// A .yaml or .yml file that is no YAML fails the load, as does an entry file
// with a mistake in it: an app that starts without the half its author meant
// to change is worse than one that does not start. Files without a namespace
// are no entry files and are passed over, and so is a .json file that is no
// JSON unless it speaks of a namespace: folders are full of those. A service
// that names an unknown process or host fails the load too, not its start.
//
// Invariants: the package reads no clock and starts no goroutine; it reads
// through an fs.FS and only LoadDir opens a folder. The same files and overrides
// give the same App, or the same first error, in any folder and on any system.
// An error or warning is one line, holds no control character, and begins with
// file:line, the file named as seen from the app's folder; one about what
// somebody typed begins with that. Sizes, nesting and what aliases expand to are
// bounded.
package app
