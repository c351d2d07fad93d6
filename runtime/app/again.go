package app

import (
	"encoding/json"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing/fstest"
)

// File is one of the files that an app is made of.
type File struct {
	Path string // as errors write it: "src/cli.lua", or "../lib/_index.yaml" for one that lies elsewhere; a folder ends in "/"
	Data []byte
}

// Again loads an app from what it was made of, wherever that came from: its
// name, its Files and its Overrides. It is the same app: its hash is the same.
func Again(name string, files []File, overrides []string) (*App, error) {
	var parsed []Override
	for _, text := range overrides {
		o, err := ParseOverride(text)
		if err != nil {
			return nil, err
		}
		parsed = append(parsed, o)
	}
	elsewhere := func(dir string) (fs.FS, error) { return beneath(files, dir+"/"), nil }
	return load(&loader{home: beneath(files, ""), elsewhere: elsewhere, overrides: parsed}, name, name)
}

// beneath holds the files whose paths begin with prefix, without it.
func beneath(files []File, prefix string) fs.FS {
	held := fstest.MapFS{}
	for _, f := range files {
		name, within := strings.CutPrefix(f.Path, prefix)
		dir, isDir := strings.CutSuffix(name, "/")
		switch {
		case !within || !fs.ValidPath(dir):
		case isDir:
			held[dir] = &fstest.MapFile{Mode: fs.ModeDir}
		default:
			held[name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return held
}

// made lists the files that the app is made of, and the folders in which its
// entries were looked for.
func (l *loader) made() (list []File) {
	slices.Sort(l.files.used)
	for _, name := range slices.Compact(l.files.used) {
		list = append(list, File{Path: name, Data: l.files.read[name]})
	}
	for _, r := range l.roots {
		if dir := r.show(r.dir); dir != "." {
			list = append(list, File{Path: path.Clean(dir) + "/"})
		}
	}
	return list
}

// Text is the override as ParseOverride reads it.
func (o Override) Text() string { return o.Entry + ":" + o.Field + "=" + o.value.flow() }

// flow writes a node as YAML on one line.
func (n *node) flow() string {
	var parts []string
	switch n.shape {
	case shapeNull:
		return "null"
	case shapeText:
		return quoted(n.scalar.(string))
	case shapeList:
		for _, item := range n.items {
			parts = append(parts, item.flow())
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case shapeTable:
		for _, f := range n.fields {
			parts = append(parts, quoted(f.key)+": "+f.value.flow())
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return n.written
}

func quoted(text string) string {
	b, err := json.Marshal(text)
	if err != nil {
		panic("app: " + err.Error()) // every text can be written
	}
	return string(b)
}
