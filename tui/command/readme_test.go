package command

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"echotui/runtime/cli"
	"echotui/runtime/wire"
	"echotui/tui"
)

// readme is the text of README.md.
func readme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// blocks returns the fenced blocks of one language.
func blocks(text, language string) []string {
	var found []string
	for _, block := range regexp.MustCompile("(?ms)^```"+language+"\n(.*?)^```$").FindAllStringSubmatch(text, -1) {
		found = append(found, block[1])
	}
	return found
}

// The settings that the README shows are right.
func TestReadmeSettings(t *testing.T) {
	shown := 0
	for _, block := range blocks(readme(t), "yaml") {
		if !strings.Contains(block, "theme:") {
			continue
		}
		shown++
		file := filepath.Join(t.TempDir(), "config.yaml")
		if err := os.WriteFile(file, []byte(block), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, _, err := (tui.Wishes{Config: file}).Options(nil); err != nil {
			t.Error(err)
		}
	}
	if shown == 0 {
		t.Error("the README shows no settings")
	}
}

// The test that the README shows passes in the app that it is shown for.
func TestReadmeTest(t *testing.T) {
	dir := t.TempDir()
	if _, err := cli.Init(dir, "echo"); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "src", "_index.yaml")
	entries, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	for _, block := range blocks(readme(t), "yaml") {
		if strings.Contains(block, "type: test") {
			shown++
			entries = append(entries, "\n"+block...)
		}
	}
	code := blocks(readme(t), "lua")
	if shown != 1 || len(code) != 1 {
		t.Fatalf("the README shows %d tests and %d pieces of code", shown, len(code))
	}
	for name, text := range map[string]string{name: string(entries), filepath.Join(dir, "src", "upper_test.lua"): code[0]} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var told strings.Builder
	o := cli.TestOptions{Options: cli.Options{Dir: dir, Seed: 1}, Pattern: "upper", Seeds: 20}
	if status, err := o.Test(&told); status != 0 || err != nil {
		t.Errorf("status %d, error %v:\n%s", status, err, told.String())
	}
}

// Commands that the README only names exist, and so do their flags; and it
// names all flags.
func TestReadmeCommands(t *testing.T) {
	text := readme(t)
	var named []string
	for _, block := range blocks(text, "sh") {
		named = append(named, strings.Split(strings.TrimSpace(block), "\n")...)
	}
	for _, span := range regexp.MustCompile("`(echotui[^`]*)`").FindAllStringSubmatch(text, -1) {
		named = append(named, span[1])
	}
	if len(named) < 5 {
		t.Fatalf("the README names few commands: %q", named)
	}
	for _, line := range named {
		switch words := strings.Fields(line); {
		case line == "go run .", line == "go test ./...", line == "go install .":
		case words[0] == "echotui":
			if problem := understands(words[1:]); problem != nil {
				t.Errorf("%s: %v", line, problem)
			}
		default:
			t.Errorf("%s: nobody checks that this works", line)
		}
	}
	commands := rootCommand(new(int))
	for _, cmd := range append(commands.Commands(), commands) {
		cmd.Flags().VisitAll(func(flag *pflag.Flag) {
			if !strings.Contains(text, "--"+flag.Name) {
				t.Errorf("the README does not tell of --%s", flag.Name)
			}
		})
	}
}

// The README tells of every limit, with its default.
func TestReadmeLimits(t *testing.T) {
	limits := wire.DefaultLimits
	for _, name := range wire.LimitNames() {
		shown := strconv.Itoa(*limits.Named(name))
		switch n := *limits.Named(name); {
		case n < 0:
			shown = "unlimited"
		case wire.LimitInBytes(name) && n%(1<<30) == 0:
			shown = strconv.Itoa(n>>30) + " GB"
		case wire.LimitInBytes(name):
			shown = strconv.Itoa(n>>20) + " MB"
		}
		if row := "| `limits." + name + "` | " + shown + " | "; !strings.Contains(readme(t), row) {
			t.Errorf("the README has no row %s", row)
		}
	}
}

// understands reports whether a command line could be run.
func understands(words []string) error {
	root := rootCommand(new(int))
	root.InitDefaultCompletionCmd("completion")
	root.AddCommand(&cobra.Command{Use: "man", Run: func(*cobra.Command, []string) {}}) // fang's
	cmd, rest, err := root.Find(words)
	if err != nil {
		return err
	}
	if err := cmd.ParseFlags(rest); err != nil {
		return err
	}
	return cmd.ValidateArgs(cmd.Flags().Args())
}
