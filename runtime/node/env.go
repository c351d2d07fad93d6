package node

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"echotui/runtime/app"
)

// variables reads the environment variables that an app declares, once: what
// happens to them later does not change the run. Nothing else of the
// environment can be seen from Lua.
func variables(a *app.App, config Config) ([]Variable, error) {
	var list []Variable
	files := map[string]map[string]string{}
	for _, e := range a.Entries {
		def, ok := e.Def.(*app.Variable)
		if !ok {
			continue
		}
		value, found := "", false
		switch storage := a.Entry(def.Storage); storage.Kind {
		case "env.storage.os":
			if config.Environ != nil {
				value, found = config.Environ(def.Variable)
			}
		case "env.storage.file":
			content, err := fileStorage(files, storage, config.Files)
			if err != nil {
				return nil, err
			}
			value, found = content[def.Variable]
		}
		if found {
			list = append(list, Variable{e.ID, value})
		}
	}
	return list, nil
}

// fileStorage reads the file of an env.storage.file; no file is an empty one
// if the entry says so.
func fileStorage(read map[string]map[string]string, e *app.Entry, files fs.FS) (map[string]string, error) {
	if content, there := read[e.ID]; there {
		return content, nil
	}
	def := e.Def.(*app.Storage)
	text, err := readFile(files, def.File)
	if errors.Is(err, fs.ErrNotExist) && def.AutoCreate {
		err = nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s:%d: entry %s: %w", e.File, e.Line, e.ID, err)
	}
	read[e.ID] = parseEnv(text)
	return read[e.ID], nil
}

func readFile(files fs.FS, name string) ([]byte, error) {
	if files == nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return fs.ReadFile(files, path.Clean(name))
}

// parseEnv reads lines of NAME=VALUE; empty lines and those that begin with "#"
// say nothing, and quotes around a value are not part of it.
func parseEnv(text []byte) map[string]string {
	content := map[string]string{}
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		line := strings.TrimSpace(lines.Text())
		name, value, found := strings.Cut(strings.TrimPrefix(line, "export "), "=")
		if !found || strings.HasPrefix(line, "#") {
			continue
		}
		value = strings.TrimSpace(value)
		if n := len(value); n >= 2 && value[0] == value[n-1] && (value[0] == '"' || value[0] == '\'') {
			value = value[1 : n-1]
		}
		content[strings.TrimSpace(name)] = value
	}
	return content
}
