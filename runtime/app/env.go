package app

import "io/fs"

// Variable is an env.variable: a setting by name, kept in a storage.
type Variable struct {
	Variable string // the name programs ask for, besides the entry's ID
	Storage  string // ID of an env.storage.*
	Default  string // its value while the storage has none
	ReadOnly bool
}

// Storage is an env.storage.os, env.storage.memory or env.storage.file. The
// fields belong to the last.
type Storage struct {
	File       string      // path of a file of NAME=VALUE lines, as the app writes it
	AutoCreate bool        // make the file when it is missing
	FileMode   fs.FileMode // of a file that is made
	FolderMode fs.FileMode // of folders made for it
}

func (d *draft) variable(*node) any {
	s := d.all()
	v := &Variable{Variable: s.text("variable"), ReadOnly: s.flag("read_only")}
	if n := s.get("default"); n != nil {
		if v.Default = n.written; n.shape == shapeText {
			v.Default = s.text("default")
		} else if n.shape >= shapeList {
			s.wrong(n, "default", "a text")
		}
	}
	if v.Variable == "" {
		v.Variable = d.entry.Name
	}
	if s.text("storage") == "" {
		d.fail(s.line("storage"), "invalid configuration: storage is required")
		return v
	}
	kinds := []string{kindStorageFile, kindStorageMemory, kindStorageOS}
	v.Storage = d.refer(reference{what: "storage", line: s.line("storage"), kinds: kinds}, s.node.get("storage"))
	return v
}

func (d *draft) storage(*node) any {
	s := d.all()
	v := &Storage{
		File:       s.text("file_path"),
		AutoCreate: s.flag("auto_create"),
		FileMode:   fs.FileMode(s.count("file_mode", 0o600)) & fs.ModePerm,
		FolderMode: fs.FileMode(s.count("dir_mode", 0o700)) & fs.ModePerm,
	}
	if d.entry.Kind == kindStorageFile && v.File == "" {
		d.fail(s.line("file_path"), "invalid configuration: file_path is required")
	}
	return v
}
