package cli

import (
	"errors"
	"fmt"
	"io"

	"echotui/runtime/filter"
	"echotui/runtime/node"
)

// listing tells the facts of a run as lines, if that was asked for; else it is
// nil.
func (o Options) listing() (*node.Listing, error) {
	if !o.Plain {
		return nil, nil
	}
	return newListing(o.Filter)
}

// newListing is a listing of the facts that match an expression.
func newListing(expr string) (*node.Listing, error) {
	if expr == "" {
		return node.NewListing(nil), nil
	}
	f, err := filter.Parse(expr)
	if err != nil {
		return nil, fmt.Errorf("--filter: %w", err)
	}
	return node.NewListing(f), nil
}

// CheckPlain says what is wrong with flags that do not go together.
func (o Options) CheckPlain() error {
	switch logs := o.Logs; {
	case !o.Plain && o.Filter != "":
		return errors.New("--filter needs --plain: it says which facts are told")
	case o.Plain && (logs.Verbose || logs.Facts || logs.Console):
		return errors.New("--plain tells every fact, logs as well: leave -v, --very-verbose and -c out")
	}
	_, err := o.listing()
	return err
}

// List writes the facts of the run that match an expression, a line each; ""
// lets all through. Warnings is told why a trace that was cut ends there.
func (p *Past) List(out, warnings io.Writer, expr string) error {
	l, err := newListing(expr)
	if err != nil {
		return err
	}
	if err := l.Write(out, p.Reader); err != nil {
		return err
	}
	if why := p.Ends(); why != "" {
		fmt.Fprintln(warnings, "echotui: "+why)
	}
	return nil
}
