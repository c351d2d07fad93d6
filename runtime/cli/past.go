package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"echotui/runtime/app"
	"echotui/runtime/node"
	"echotui/runtime/tracefile"
)

// Past is a run that was written to a file.
type Past struct {
	Name string // of the file
	file *os.File
	*tracefile.Reader
}

// IsTrace reports whether a file looks like a trace. What cannot be read does
// not.
func IsTrace(name string) bool {
	info, err := os.Stat(name)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	file, err := os.Open(name)
	if err != nil {
		return false
	}
	defer file.Close()
	begins := make([]byte, len(tracefile.Magic))
	_, err = io.ReadFull(file, begins)
	return err == nil && string(begins) == tracefile.Magic
}

// OpenPast opens a trace. An error says that nothing of it can be read.
func OpenPast(name string) (*Past, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: there is no such file; echotui --trace %[1]s writes a run there", name)
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, fmt.Errorf("%s: it is a folder, not a trace", name)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s: it is no file", name)
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	reader, err := tracefile.Open(file, info.Size())
	if err != nil {
		_ = file.Close() // it was only read
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return &Past{Name: name, file: file, Reader: reader}, nil
}

// Close closes the file.
func (p *Past) Close() { _ = p.file.Close() } // it was only read

// Ends says why the trace ends where it does; "" if it was ended there.
func (p *Past) Ends() string {
	if p.Problem() == nil {
		return ""
	}
	return fmt.Sprintf("%s ends after fact %d: %v", p.Name, p.Last(), p.Problem())
}

// App makes the app of the trace again, or loads the one in a folder if dir is
// not "".
func (p *Past) App(dir string) (*app.App, error) {
	h := p.Header()
	var overrides []string
	for _, o := range h.Overrides {
		overrides = append(overrides, o.Name)
	}
	if dir != "" {
		return loadWith(dir, overrides)
	}
	var files []app.File
	for _, f := range h.Files {
		files = append(files, app.File{Path: f.Name, Data: []byte(f.Value)})
	}
	a, err := app.Again(h.App, files, overrides)
	if err != nil {
		return nil, fmt.Errorf("%s: its app: %w", p.Name, err)
	}
	return a, nil
}

func loadWith(dir string, overrides []string) (*app.App, error) {
	var parsed []app.Override
	for _, text := range overrides {
		o, err := app.ParseOverride(text)
		if err != nil {
			return nil, err
		}
		parsed = append(parsed, o)
	}
	return app.LoadDir(dir, parsed...)
}

// Origin is what the run began with.
func (p *Past) Origin() node.Origin {
	h := p.Header()
	o := node.Origin{Seed: h.Seed, Epoch: h.Epoch, ShutdownTimeout: h.ShutdownTimeout, Limits: h.Limits}
	for _, v := range h.Variables {
		o.Variables = append(o.Variables, node.Variable{ID: v.Name, Value: v.Value})
	}
	return o
}

// Journal is the commands of the run.
func (p *Past) Journal() *node.Journal { return node.NewJournal(p.Commands(), p.Stand()) }

// Loop makes the run one that can be looked into, and gone on from. It reads
// the file while it is there.
func (p *Past) Loop() (*node.Loop, error) {
	a, err := p.App("")
	if err != nil {
		return nil, err
	}
	return node.NewRecorded(a, p.Origin(), p.Reader, p.Journal(), node.RealClock, p.Ends()), nil
}
