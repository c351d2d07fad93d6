//go:build unix

package command

import (
	"bufio"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
)

// An app that is asked to end: by Ctrl+C or by another program, once or twice.
// Each test runs the real program and sends it real signals, each of them when
// it has said a certain thing on standard error. Windows has no way to do that.
func TestSignals(t *testing.T) {
	const (
		polite = `return function() logger:info("up") process.events():receive() logger:info("down") end`
		deaf   = `return function() process.events() logger:info("up") channel.new():receive() end`
		asked  = "INFO\tshutting down (press Ctrl+C again to force exit)"
		banner = "echotui: the app has services only; they run until Ctrl+C"
	)
	tests := []struct {
		name    string
		service string
		cli     string // "" when the app has services only
		args    string
		signals []when
		status  int
		want    []string // on standard error, if it is to be all
	}{
		{name: "services end in order", service: polite,
			signals: []when{{"INFO\tup", os.Interrupt}}, want: []string{banner, "INFO\tup", asked, "INFO\tdown"}},
		{name: "another program asks", service: polite,
			signals: []when{{"INFO\tup", syscall.SIGTERM}}, want: []string{banner, "INFO\tup", asked, "INFO\tdown"}},
		{name: "the second one does not wait", service: deaf,
			signals: []when{{"INFO\tup", os.Interrupt}, {asked, os.Interrupt}}, status: 1},
		{name: "the answer of the terminal process counts", service: polite,
			cli:     `return function() io.eprint("ready") process.events():receive() return 7 end`,
			signals: []when{{"ready", os.Interrupt}}, status: 7,
			want: []string{"ready", "shutting down (press Ctrl+C again to force exit)"}},
		{name: "a terminal process that does not listen", service: polite, args: "--set shutdown.timeout=20ms",
			cli:     `return function() io.eprint("ready") io.readline() return 7 end`,
			signals: []when{{"ready", os.Interrupt}}, status: 1,
			want: []string{"ready", "shutting down (press Ctrl+C again to force exit)", "context canceled"}},
		{name: "once is enough when it ends already", service: deaf, args: "-v --set shutdown.timeout=1h",
			cli:     `return function() return 7 end`,
			signals: []when{{"DEBUG\tservice app:service is stopping", os.Interrupt}}, status: 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			cmd := echotui(t, append([]string{"run"}, strings.Fields(test.args)...)...)
			writeApp(t, cmd.Dir, test.service, test.cli)
			said := signaled(t, cmd, test.signals)
			if got := cmd.ProcessState.ExitCode(); got != test.status {
				t.Errorf("status %d, want %d", got, test.status)
			}
			if test.want != nil && !slices.Equal(said, test.want) {
				t.Errorf("got:\n%s\nwant:\n%s", strings.Join(said, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}

// when says to send a signal once a line has been said.
type when struct {
	line string
	send os.Signal
}

// signaled runs a command to its end, with a standard input on which nothing
// ever comes, and returns what it said on standard error: lines without their
// date and fields.
func signaled(t *testing.T, cmd *exec.Cmd, signals []when) (said []string) {
	t.Helper()
	stdin, nothing, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _, _ = stdin.Close(), nothing.Close() }()
	cmd.Stdin = stdin
	stderr, err := cmd.StderrPipe()
	if err = errors.Join(err, cmd.Start()); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(stderr); lines.Scan(); {
		text := lines.Text()
		if _, record, found := strings.Cut(text, "\t"); found {
			text, _, _ = strings.Cut(record, "\t{")
		}
		said = append(said, text)
		if len(signals) > 0 && text == signals[0].line {
			if err := cmd.Process.Signal(signals[0].send); err != nil {
				t.Error(err)
			}
			signals = signals[1:]
		}
	}
	_, _ = io.Copy(io.Discard, stderr)
	_ = cmd.Wait() // the caller looks at the status
	if len(signals) > 0 {
		t.Errorf("it never said %q, but:\n%s", signals[0].line, strings.Join(said, "\n"))
	}
	return said
}

// writeApp writes an app with one service and, if cli is not "", a terminal
// process.
func writeApp(t *testing.T, dir, service, cli string) {
	t.Helper()
	entries := `
namespace: app
entries:
  - {name: terminal, kind: terminal.host, lifecycle: {auto_start: true}}
  - {name: processes, kind: process.host, lifecycle: {auto_start: true}}
  - {name: code, kind: process.lua, source: file://service.lua, modules: [logger]}
  - {name: service, kind: process.service, process: code, host: processes, lifecycle: {auto_start: true}}
`
	files := fstest.MapFS{
		"wippy.lock":  {Data: []byte("directories: {src: .}")},
		"service.lua": {Data: []byte(service)},
	}
	if cli != "" {
		entries += "  - {name: cli, kind: process.lua, source: file://cli.lua, modules: [io]}\n"
		files["cli.lua"] = &fstest.MapFile{Data: []byte(cli)}
	}
	files["_index.yaml"] = &fstest.MapFile{Data: []byte(entries)}
	if err := os.CopyFS(dir, files); err != nil {
		t.Fatal(err)
	}
}
