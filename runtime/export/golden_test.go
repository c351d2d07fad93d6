package export_test

import (
	"flag"
	"os"
	"testing"

	"echotui/runtime/export"
)

var update = flag.Bool("update", false, "rewrite testdata/echo.*")

// A run of the echo app looks like this in each format.
func TestGolden(t *testing.T) {
	echo := played(t, "echo")
	for _, f := range export.Formats() {
		t.Run(f.Name, func(t *testing.T) {
			got, _ := exported(t, echo, f.Name, "")
			name := "testdata/echo." + f.Name
			if *update {
				if err := os.WriteFile(name, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("it is not what %s holds; go test ./runtime/export -update writes it anew, for git diff to show", name)
			}
			if again, _ := exported(t, echo, f.Name, ""); again != got {
				t.Error("the same run gives other bytes the second time")
			}
		})
	}
}
