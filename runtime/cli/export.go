package cli

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"echotui/runtime/export"
	"echotui/runtime/filter"
	"echotui/runtime/trace"
)

// ExportOptions say what of a run is written, and in which form.
type ExportOptions struct {
	Format string // one of ExportFormats
	Filter string // expression that facts must match; "": all
	Out    string // file to write; "" or "-": standard output
}

// ExportFormats are the names of all formats.
func ExportFormats() []string {
	var names []string
	for _, f := range export.Formats() {
		names = append(names, f.Name)
	}
	return names
}

// ExportHelp is a line for each format: its name and what it is for.
func ExportHelp() string {
	var b strings.Builder
	for _, f := range export.Formats() {
		fmt.Fprintf(&b, "  %-9s %s\n", f.Name, f.Help)
	}
	return b.String()
}

// Export writes the run of a trace in another form. Of a trace that is cut or
// damaged it writes what is sound, and says so on warnings.
func Export(name string, o ExportOptions, stdout, warnings io.Writer) error {
	format, known := export.Find(o.Format)
	if !known {
		return fmt.Errorf("--format: there is no %q; there are %s", o.Format, strings.Join(ExportFormats(), ", "))
	}
	keep, err := filter.Parse(o.Filter)
	if err != nil {
		return fmt.Errorf("--filter: %w", err)
	}
	p, err := OpenPast(name)
	if err != nil {
		return err
	}
	defer p.Close()
	var sum export.Summary
	write := func(w io.Writer) (err error) {
		sum, err = export.Write(w, p, format, keep)
		return err
	}
	if o.Out == "" || o.Out == "-" {
		err = write(stdout)
	} else {
		err = replaceFile(o.Out, write)
	}
	if why := p.Ends(); why != "" {
		fmt.Fprintln(warnings, "echotui: "+trace.Clean(why, 0))
	}
	if err == nil {
		tellSummary(warnings, o.Format, sum)
	}
	return err
}

// tellSummary says what somebody who looks for it in vain should know.
func tellSummary(w io.Writer, format string, s export.Summary) {
	switch {
	case s.Matched == 0:
		fmt.Fprintf(w, "echotui: the filter lets none of the %d facts through\n", s.Facts)
	case s.Written == 0:
		fmt.Fprintf(w, "echotui: none of the %d facts that the filter lets through has a place in %s\n", s.Matched, format)
	}
}

// replaceFile writes a file, all of it or nothing: what was there stays until
// the new one is whole.
func replaceFile(name string, write func(io.Writer) error) error {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return writeInto(name, write) // a device or pipe is no file to be replaced
	}
	dir := filepath.Dir(name)
	f, err := os.CreateTemp(dir, "."+filepath.Base(name)+"-*")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: there is no folder %s to write it into", name, dir)
	case err != nil:
		return cannotWrite(name, err)
	}
	err = cmp.Or(write(f), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err == nil {
		return nil
	}
	os.Remove(f.Name())
	var at *fs.PathError
	if errors.As(err, &at) && at.Path == f.Name() {
		return cannotWrite(name, err)
	}
	return err
}

// cannotWrite says which file cannot be written, by the name that it was to have,
// and why.
func cannotWrite(name string, err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	return fmt.Errorf("%s cannot be written: %w", name, err)
}

func writeInto(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	return errors.Join(write(w), w.Flush(), f.Close())
}
