package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/fang/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"echotui/runtime/app"
	"echotui/runtime/cli"
	"echotui/runtime/node"
	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"echotui": main, "breaks": breaks})
}

// breaks is the program with a mistake in its screen.
func breaks() {
	var o cli.Options
	r, err := o.Boot(nil, nil)
	if err == nil {
		_, err = watch(r, o, tui.Options{Scheduler: &late{}}, nil)
	}
	printError(os.Stderr, fang.Styles{}, err)
	os.Exit(1)
}

// late is a clock that breaks when something has happened.
type late struct{ asked int }

func (*late) Now() time.Time { return time.Now() }

func (l *late) After(d time.Duration, wake func(time.Time) tea.Msg) tea.Cmd {
	if l.asked++; l.asked > 1 {
		panic("the clock is broken")
	}
	return tea.Tick(d, wake)
}

func (*late) Idle(time.Duration, func(time.Time) tea.Msg) tea.Cmd { return nil }

func (*late) Await(changed, _ <-chan struct{}, wake tea.Msg) tea.Cmd {
	return func() tea.Msg { <-changed; return wake }
}

// A mistake of the screen is told with what led to it, and the run is kept.
func TestPanic(t *testing.T) {
	path, err := exec.LookPath("breaks")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	cmd := exec.Command(path)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "TMPDIR="+dir, "TMP="+dir, "XDG_CONFIG_HOME="+dir)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	in, err := cmd.StdinPipe() // nothing comes, and it does not end
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if err := cmd.Run(); cmd.ProcessState.ExitCode() != 1 {
		t.Errorf("it ends with %v", err)
	}
	said := stderr.String()
	found := regexp.MustCompile(`to see it again: echotui (\S+)`).FindStringSubmatch(said)
	if !strings.Contains(said, "the screen has failed: the clock is broken") || !strings.Contains(said, "not of the app") || found == nil {
		t.Fatalf("it says:\n%s", said)
	}
	past, err := cli.OpenPast(found[1])
	if err != nil {
		t.Fatal(err)
	}
	defer past.Close()
	if past.Ends() != "" || past.Last() == 0 {
		t.Errorf("%d facts are kept: %s", past.Last(), past.Ends())
	}
}

// The stories in runtime/cli/testdata/script run this very binary.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "runtime/cli/testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("UPDATE") != "",
		Setup: func(env *testscript.Env) error {
			env.Setenv("TZ", "UTC")
			env.Setenv("NO_COLOR", "")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"escape":  escape,
			"status":  status,
			"mistake": mistake,
			"replace": replace,
			"cut":     cut,
		},
	})
}

// escape FROM TO copies a file, what is not printable written as \ddd.
func escape(ts *testscript.TestScript, _ bool, args []string) {
	lines := strings.Split(ts.ReadFile(args[0]), "\n")
	for i, line := range lines {
		lines[i] = trace.Clean(line, 1<<20)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(strings.Join(lines, "\n")), 0o666))
}

// status N COMMAND ARGS… runs a command that is to end with status N.
func status(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	got := 0
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("status %d, want %s", got, args[0])
	}
}

// mistake PATTERN COMMAND ARGS… runs a command that is to end with status 1 and
// one line on standard error, all of which the pattern matches.
func mistake(ts *testscript.TestScript, _ bool, args []string) {
	status(ts, false, append([]string{"1"}, args[1:]...))
	want := regexp.MustCompile(`^` + args[0] + `\n$`)
	if got := ts.ReadFile("stderr"); !want.MatchString(got) {
		ts.Fatalf("standard error is %q, want %s", got, want)
	}
	if got := ts.ReadFile("stdout"); got != "" {
		ts.Fatalf("standard output is %q", got)
	}
}

// replace FILE OLD NEW edits a file.
func replace(ts *testscript.TestScript, _ bool, args []string) {
	text := strings.ReplaceAll(ts.ReadFile(args[0]), args[1], args[2])
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o666))
}

// cut FILE TO copies a file without its last bytes.
func cut(ts *testscript.TestScript, _ bool, args []string) {
	text := ts.ReadFile(args[0])
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text[:len(text)-10]), 0o666))
}

// echotui makes a command of this binary.
func echotui(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	path, err := exec.LookPath("echotui") // TestMain has put it there
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, args...)
	cmd.Dir = t.TempDir()
	return cmd
}

// Nobody is told anything when there is nobody to tell: "echotui run | head -1".
func TestNobodyReads(t *testing.T) {
	t.Run("run", func(t *testing.T) { nobodyReads(t, "run", "Echo Client") })
	t.Run("plain", func(t *testing.T) { nobodyReads(t, "--plain", "node boots echo") })
}

// nobodyReads reads the first line only, in which there is a text.
func nobodyReads(t *testing.T, arg, text string) {
	cmd := echotui(t, arg)
	stdin, in, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	out, stdout, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = stdin, stdout, &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_, _ = stdin.Close(), stdout.Close()
	if line, err := bufio.NewReader(out).ReadString('\n'); !strings.Contains(line, text) {
		t.Errorf("read %q, %v", line, err)
	}
	_ = out.Close()
	_, _ = io.WriteString(in, "hello\n") // it may have ended already
	_ = cmd.Wait()                       // killed by SIGPIPE, or status 1
	_ = in.Close()
	if cmd.ProcessState.Success() || stderr.Len() > 0 {
		t.Errorf("%v, standard error %q", cmd.ProcessState, stderr.String())
	}
}

// With --plain facts are told as they come, while the app waits for the next
// line, and typed lines reach it.
func TestPlainIsTold(t *testing.T) {
	cmd := echotui(t, "--plain")
	stdin, in, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	out, stdout, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stdin, cmd.Stdout = stdin, stdout
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_, _ = stdin.Close(), stdout.Close()
	lines := bufio.NewScanner(out)
	until := func(text string) {
		t.Helper()
		for lines.Scan() {
			if strings.HasSuffix(lines.Text(), text) {
				return
			}
		}
		t.Fatalf("nothing tells that %s", text)
	}
	until("cli waits for a line")
	_, _ = io.WriteString(in, "hello\n")
	until(`you type to cli: "hello\n"`)
	until(`cli writes "  HELLO\n"`)
	until("cli waits for a line")
	_ = in.Close()
	until("node stops with status 0")
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}

// Leaving the screen of a running app is no failure; one that has ended hands
// its status on.
func TestScreenStatus(t *testing.T) {
	tests := []struct {
		name, main string
		want       int
	}{
		{"running", `io.readline()`, 0},
		{"ended", `return 7`, 7},
		{"failed", `error("broken")`, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a, err := app.Load(fstest.MapFS{"_index.yaml": {Data: []byte(`
namespace: app
entries:
  - {name: terminal, kind: terminal.host, lifecycle: {auto_start: true}}
  - {name: cli, kind: process.lua, modules: [io], source: 'return function() ` + test.main + ` end'}
`)}}, "test")
			if err != nil {
				t.Fatal(err)
			}
			n, err := node.New(a, node.Config{})
			if err != nil {
				t.Fatal(err)
			}
			x, err := a.DefaultExec("")
			if err = errors.Join(err, n.Exec(x, nil)); err != nil {
				t.Fatal(err)
			}
			loop := node.NewLoop(n, node.VirtualClock, nil)
			go loop.Run()
			for test.want != 0 && !loop.Status().Stopped {
				<-loop.Changed()
			}
			const quit = "\x03"
			status, err := show(loop, tui.Options{}, strings.NewReader(quit), io.Discard)
			if status != test.want || err != nil {
				t.Errorf("status %d, error %v, want %d", status, err, test.want)
			}
		})
	}
}

// readme is the text of README.md.
func readme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("README.md")
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

// What the README shows of a shell happens.
func TestReadmeConsole(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("no shell")
	}
	sessions := blocks(readme(t), "console")
	if len(sessions) == 0 {
		t.Fatal("the README shows no console")
	}
	for _, session := range sessions {
		dir := t.TempDir()
		for _, command := range strings.Split("\n"+session, "\n$ ")[1:] {
			line, want, _ := strings.Cut(command, "\n")
			if folder, ok := strings.CutPrefix(line, "cd "); ok {
				dir = filepath.Join(dir, folder)
				continue
			}
			shell := exec.Command("sh", "-c", line)
			shell.Dir = dir
			output, err := shell.CombinedOutput()
			if err != nil {
				t.Errorf("%s: %v", line, err)
			}
			if got := readable(string(output)); got != readable(want) {
				t.Errorf("$ %s\n%s\nbut the README says:\n%s", line, got, want)
			}
		}
	}
}

// readable is output without colours, and without blanks where nobody sees
// them.
func readable(output string) string {
	lines := strings.Split(strings.TrimSpace(ansi.Strip(output)), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n")
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
		case (name == wire.LimitMemory || name == wire.LimitMessage) && n%(1<<30) == 0:
			shown = strconv.Itoa(n>>30) + " GB"
		case name == wire.LimitMemory || name == wire.LimitMessage:
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

// TestKilled: a program that is killed leaves a trace that can be opened, and
// made again as far as it goes.
func TestKilled(t *testing.T) {
	cmd := echotui(t, "run", "-C", ".", "--trace", "run.trace")
	if err := os.WriteFile(filepath.Join(cmd.Dir, "_index.yaml"), []byte(`
namespace: app
entries:
  - {name: terminal, kind: terminal.host, lifecycle: {auto_start: true}}
  - name: cli
    kind: process.lua
    modules: [io, time]
    source: return { main = function() while true do io.print("tick") time.sleep("10ms") end end }
`), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(cmd.Dir, "run.trace")
	written := func() bool {
		past, err := cli.OpenPast(name)
		if err != nil {
			return false // the first bytes are on their way
		}
		defer past.Close()
		return past.Last() > 100
	}
	ticks := bufio.NewScanner(out)
	for ticks.Scan() && !written() {
		continue
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed
	var said, warnings bytes.Buffer
	if status, err := cli.Replay(name, "", &said, &warnings); status != 0 || err != nil {
		t.Errorf("status %d, %v: %s", status, err, said.String())
	}
	if !strings.Contains(warnings.String(), "it was never ended") {
		t.Errorf("it says %q", warnings.String())
	}
}

// An app that is asked to end: by Ctrl+C or by another program, once or twice.
// Each test runs the real program and sends it real signals, each of them when
// it has said a certain thing on standard error.
func TestSignals(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("one process cannot send another Ctrl+C there")
	}
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
