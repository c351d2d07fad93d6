package suite

import (
	"encoding/json"
	"fmt"
	"io"
)

// Report writes results as they come and counts them.
type Report struct {
	Passed, Failed, Skipped int

	w      io.Writer
	asJSON bool
	replay func(Result) string // the command line that shows a run
}

// NewReport makes a report that is text, or one JSON object a line. Replay is
// the command that opens the run of a result.
func NewReport(w io.Writer, asJSON bool, replay func(Result) string) *Report {
	return &Report{w: w, asJSON: asJSON, replay: replay}
}

// Add reports one result. Errors are those of the writer.
func (r *Report) Add(result Result) error {
	switch result.Status {
	case Pass:
		r.Passed++
	case Fail:
		r.Failed++
	default:
		r.Skipped++
	}
	if r.asJSON {
		return r.addJSON(result)
	}
	return r.addText(result)
}

func (r *Report) addText(result Result) error {
	name := result.ID
	if result.Seed != 1 {
		name += fmt.Sprintf(" (seed %d)", result.Seed)
	}
	var err error
	switch result.Status {
	case Pass:
		_, err = fmt.Fprintf(r.w, "ok   %s  %.2fs\n", name, result.Elapsed.Seconds())
	case Skip:
		_, err = fmt.Fprintf(r.w, "skip %s  %s\n", name, result.Error)
	default:
		_, err = fmt.Fprintf(r.w, "FAIL %s  %.2fs\n     %s\n     to see it: %s\n",
			name, result.Elapsed.Seconds(), result.Error, r.replay(result))
	}
	return err
}

func (r *Report) addJSON(result Result) error {
	line, err := json.Marshal(struct {
		ID      string  `json:"id"`
		Seed    int64   `json:"seed"`
		Status  Status  `json:"status"`
		Elapsed float64 `json:"elapsed_ms"`
		Error   string  `json:"error"`
	}{result.ID, result.Seed, result.Status, float64(result.Elapsed.Microseconds()) / 1000, result.Error})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(r.w, "%s\n", line)
	return err
}

// End writes the sum of a text report.
func (r *Report) End() error {
	if r.asJSON {
		return nil
	}
	sum := fmt.Sprintf("%d passed, %d failed", r.Passed, r.Failed)
	if r.Skipped > 0 {
		sum += fmt.Sprintf(", %d skipped", r.Skipped)
	}
	_, err := fmt.Fprintln(r.w, sum)
	return err
}
