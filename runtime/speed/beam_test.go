package speed

import (
	"io"
	"os/exec"
	"path/filepath"
	"testing"
)

// beam writes what Erlang's machine does on the same machine in the same minute,
// if it is installed. The figures with tracing are those to compare with: we
// always watch.
func beam(t *testing.T, out io.Writer) {
	erl, err := exec.LookPath("erl")
	if err != nil {
		_, _ = io.WriteString(out, "Erlang is not installed, so there is nothing to compare with\t\t\t\t\t\n")
		return
	}
	source, err := filepath.Abs("testdata/load.erl")
	if err != nil {
		t.Fatal(err)
	}
	compile := exec.Command("erlc", source)
	compile.Dir = t.TempDir()
	if said, err := compile.CombinedOutput(); err != nil {
		t.Fatalf("erlc: %v\n%s", err, said)
	}
	run := exec.Command(erl, "-noshell", "-s", "load", "main")
	run.Dir = compile.Dir
	said, err := run.CombinedOutput()
	if err != nil {
		t.Fatalf("erl: %v\n%s", err, said)
	}
	_, _ = out.Write(said)
}
