package tui

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/wire"
)

// actionTest plays keys up to an action, presses its key and looks at what
// became of it.
type actionTest struct {
	start  func() *fake // nil: busyFake
	before string       // keys; "'" begins text to type: "'hello enter"
	check  func(t *testing.T, m *Model, f *fake, cmd tea.Cmd)
}

func busyFake() *fake {
	f, _ := busy()
	return f
}

// waiting is a session in which messages wait.
func waiting() *fake {
	f, e := busy()
	e.send(e.cli, e.relay, "order", wire.Record("item", "tea"))
	e.send(e.cli, e.relay, "order", wire.Record("item", "cake"))
	return f
}

// crowded is a session with more processes than there is room for beside each
// other.
func crowded() *fake {
	f, e := busy()
	for range 12 {
		e.start(e.spawn(e.relay, processes, "app:worker", 0, ""))
	}
	return f
}

func paused() *fake {
	f, e := busy()
	f.status.Paused = true
	e.hold = true
	e.print(e.cli, "fact of the future")
	e.print(e.cli, "one more")
	return f
}

// sees checks that texts are on the screen.
func sees(texts ...string) func(*testing.T, *Model, *fake, tea.Cmd) {
	return func(t *testing.T, m *Model, _ *fake, _ tea.Cmd) {
		t.Helper()
		want(t, m, texts...)
	}
}

// misses checks that texts are not on the screen.
func misses(texts ...string) func(*testing.T, *Model, *fake, tea.Cmd) {
	return func(t *testing.T, m *Model, _ *fake, _ tea.Cmd) {
		t.Helper()
		wantNot(t, m, texts...)
	}
}

// focused checks which pane has the keys.
func focused(p pane) func(*testing.T, *Model, *fake, tea.Cmd) {
	return func(t *testing.T, m *Model, _ *fake, _ tea.Cmd) {
		t.Helper()
		if m.focus != p {
			t.Errorf("pane %d has the keys", m.focus+1)
		}
		borders := []string{"┏1 cli", "┏2 processes", "┣3 stats", "┣4 "}
		want(t, m, borders[p])
	}
}

// selects checks what stands in the selected row.
func selects(text string) func(*testing.T, *Model, *fake, tea.Cmd) {
	return func(t *testing.T, m *Model, _ *fake, _ tea.Cmd) {
		t.Helper()
		if row := selectedRow(m); !strings.Contains(row, text) {
			t.Errorf("the selected row is %q, not that of %q:\n%s", row, text, plain(m))
		}
	}
}

// chooses checks which row of the palette is what enter does.
func chooses(name string) func(*testing.T, *Model, *fake, tea.Cmd) {
	return func(t *testing.T, m *Model, _ *fake, _ tea.Cmd) {
		t.Helper()
		if p := &m.palette; p.fits[p.list.Cursor()].name != name || !p.marked(p.list.Cursor()) {
			t.Errorf("enter does %q:\n%s", p.fits[p.list.Cursor()].name, plain(m))
		}
	}
}

// selectedRow is the selected row of the list that has the keys.
func selectedRow(m *Model) string {
	list := m.scroller().rows()
	y := list.Cursor() - list.Top()
	switch {
	case m.help.open:
		y += m.help.rect.Y + 1
	case m.focus == paneProcesses:
		y += m.layout.inner[paneProcesses].Y + 1
	default:
		y += m.layout.inner[m.focus].Y
	}
	return strings.Split(plain(m), "\n")[y]
}

// selectsValue checks which row of a tree of values is selected.
func selectsValue(text string) func(*testing.T, *Model, *fake, tea.Cmd) {
	return func(t *testing.T, m *Model, _ *fake, _ tea.Cmd) {
		t.Helper()
		p := &m.payload
		row := strings.Split(plain(m), "\n")[p.rows.Y+p.tree.Cursor()-p.tree.Top()]
		if !strings.Contains(row, text) {
			t.Errorf("the selected row is %q, not that of %q:\n%s", row, text, plain(m))
		}
	}
}

// copies checks what the terminal is given for its clipboard.
func copies(text string) func(*testing.T, *Model, *fake, tea.Cmd) {
	return func(t *testing.T, _ *Model, _ *fake, cmd tea.Cmd) {
		t.Helper()
		if !yields(cmd, tea.SetClipboard(text)()) {
			t.Errorf("%q is not copied", text)
		}
	}
}

// sent checks the lines that the app was given.
func sent(lines ...string) func(*testing.T, *Model, *fake, tea.Cmd) {
	return func(t *testing.T, m *Model, f *fake, _ tea.Cmd) {
		t.Helper()
		var got []string
		for _, c := range f.commands {
			if c.Kind != wire.CommandInput || c.PID != m.prompt.pid {
				t.Errorf("%+v is no line for the terminal process", c)
			}
			got = append(got, c.Text)
		}
		if !reflect.DeepEqual(got, lines) {
			t.Errorf("sent %q, want %q", got, lines)
		}
	}
}

// called checks what was asked of the session.
func called(calls ...string) func(*testing.T, *Model, *fake, tea.Cmd) {
	return func(t *testing.T, _ *Model, f *fake, _ tea.Cmd) {
		t.Helper()
		if !reflect.DeepEqual(f.calls, calls) {
			t.Errorf("the session was asked for %q, want %q", f.calls, calls)
		}
	}
}

func quits(t *testing.T, _ *Model, _ *fake, cmd tea.Cmd) {
	t.Helper()
	if !yields(cmd, tea.QuitMsg{}) {
		t.Error("the program goes on")
	}
}

// yields runs a command and those it stands for, but for the clock's, and
// reports whether one of them yields msg.
func yields(cmd tea.Cmd, msg tea.Msg) bool {
	if cmd == nil {
		return false
	}
	got := cmd()
	if batch, ok := got.(tea.BatchMsg); ok {
		return slices.ContainsFunc(batch, func(c tea.Cmd) bool { return yields(c, msg) })
	}
	return reflect.DeepEqual(got, msg)
}

func all(checks ...func(*testing.T, *Model, *fake, tea.Cmd)) func(*testing.T, *Model, *fake, tea.Cmd) {
	return func(t *testing.T, m *Model, f *fake, cmd tea.Cmd) {
		t.Helper()
		for _, check := range checks {
			check(t, m, f, cmd)
		}
	}
}

// actionTests has a test for each row of the action table.
var actionTests = map[string]actionTest{
	"send: enter ctrl+j":            {before: "'hello", check: all(sent("hello\n"), misses("hello  "))},
	"end input: ctrl+d":             {check: endsInput},
	"older line: up ctrl+p":         {before: "'first enter 'second enter", check: sees("┃second")},
	"newer line: down ctrl+n":       {before: "'first enter 'draft up", check: sees("draft")},
	"scroll back: pgup":             {start: talkative, check: sees("┃ line 63", "19 lines below")},
	"scroll on: pgdown":             {start: talkative, before: "pgup", check: all(sees("┃ line 99"), misses("lines below"))},
	"leave: esc":                    {check: focused(paneProcesses)},
	"pause: space":                  {before: "tab", check: all(called("pause"), sees("⏸ PAUSED"))},
	"resume: space":                 {before: "tab", start: paused, check: all(called("resume"), sees("▶ LIVE"))},
	"step: n":                       {before: "tab", start: paused, check: all(called("step"), sees(`writes "fact of the future"`), misses("one more"))},
	"step on: n":                    {before: "tab N N N", check: all(called(), sees("PAST", "fact 73/75"))},
	"back: N":                       {before: "tab", check: all(called(), sees("◀ PAST  fact 74/75", "1 fact, 60ms behind"))},
	"play: space":                   {before: "tab N N", check: plays},
	"stop: space":                   {before: "tab N N space", check: sees("◀ PAST  fact 73/75")},
	"its next: >":                   {before: "tab down {", check: sees("fact 7/75", "▶  7 0.000s node")},
	"its previous: <":               {before: "tab 2 home down", check: sees("fact 71/75", "▶ 71 4.900s relay")},
	"next match: ]":                 {before: "tab / 'EXIT enter {", check: sees("fact 18/75", "▶ 18 0.200s cli")},
	"previous match: [":             {before: "tab / 'EXIT enter { ] ]", check: sees("fact 18/75")},
	"faster: + =":                   {before: "tab", check: all(called("speed 2"), sees("2×"))},
	"slower: -":                     {before: "tab", check: all(called("speed 0.5"), sees("0.5×"))},
	"live: }":                       {before: "tab N N", check: all(called(), sees("▶ LIVE  fact 75/75"))},
	"first fact: {":                 {before: "tab", check: all(sees("◀ PAST  fact 1/75", "74 facts, 4.9s behind"), misses("worker 0x00004"))},
	"cancel: esc":                   {before: "tab : '#12", check: sees("fact 75/75")},
	"command: :":                    {before: "tab", check: sees(" : #12 ", "┏commands ━", "Go to a fact by its number.")},
	"go: enter":                     {before: "tab : '#12", check: sees("fact 12/75")},
	"older command: ctrl+p":         {before: "tab : '#12 enter :", check: sees(" : #12")},
	"newer command: ctrl+n":         {before: "tab : '#12 enter : '+3 ctrl+p", check: sees(" : +3")},
	"row down: down":                {before: "tab : 'fo up up", check: chooses("follow")},
	"row up: up":                    {before: "tab : 'fo", check: chooses("follow")},
	"first row: home":               {before: "tab ? down down", check: selects("Stop time: nothing happens")},
	"last row: end":                 {before: "tab ?", check: selects("lost  ")},
	"do: enter":                     {before: "tab ? 'pause", check: all(called("pause"), misses("┏help"))},
	"all rows: esc":                 {before: "tab ? 'pause", check: all(sees("┏help", "type to find keys"), misses("/ pause"))},
	"close: esc ?":                  {before: "tab ?", check: misses("Stop time")},
	"close page: f1":                {before: "tab ? 'pause", check: misses("┏help")},
	"as before: esc":                {before: "tab / 'EXIT enter / 'x", check: all(sees("9 of 75 match", "/ EXIT  "), focused(paneLog))},
	"mark: m":                       {before: "tab N", check: sees("mark this moment")},
	"to mark: '":                    {before: "tab", check: sees("there are no marks")},
	"source: s":                     {before: "tab 4", start: paused, check: sees("┣4 log ─ sequence ─ mailboxes ─ source", "shout app:worker:5")},
	"into: s":                       {before: "tab 4 s", start: paused, check: called("step line {app:processes|0x00006} 0 1")},
	"over: o":                       {before: "tab 4 s", start: paused, check: called("step line {app:processes|0x00006} 0 2")},
	"out: O":                        {before: "tab 4 s", start: paused, check: called("step line {app:processes|0x00006} 0 3")},
	"until it acts: u":              {before: "tab 4", start: paused, check: called("run until 1 {app:processes|0x00006} 0")},
	"until idle: i":                 {before: "tab 4", start: paused, check: called("run until 2  0")},
	"reply: r":                      {before: "tab : '#23 enter 4", check: sees("fact 34/75")},
	"continue: c":                   {before: "tab N", check: sees("go on from fact #74?")},
	"go on: c y enter":              {before: "tab N c", check: called("continue 74")},
	"stay: esc n q":                 {before: "tab N c", check: all(called(), misses("go on from"))},
	"write: w":                      {before: "tab", check: sees(" : write echo.trace")},
	"no mark: esc":                  {before: "tab m", check: misses("mark this moment")},
	"follow: f":                     {before: "tab 4 : '#46 enter", check: sees("#46: 2 led to it, 20 came of it", "↑ 44", "↓ 47")},
	"unfollow: f":                   {before: "tab 4 : '#46 enter f", check: misses("led to it", "↑")},
	"unfollow: esc":                 {before: "tab 4 : '#46 enter f", check: misses("led to it", "↑")},
	"next of it: enter":             {before: "tab 4 : '#46 enter f", check: sees("fact 47/75", "#46: ")},
	"previous of it: backspace":     {before: "tab 4 : '#46 enter f", check: sees("fact 45/75")},
	"warnings: !":                   {before: "tab", start: worried, check: all(focused(paneLog), sees("dead letter", "never yields"))},
	"to the fact: enter":            {before: "tab !", start: worried, check: sees("fact 76/78", "▶ 76 4.960s cli")},
	"to the log: !":                 {before: "tab !", start: worried, check: all(focused(paneLog), misses("dead letter"))},
	"break: b":                      {start: busyFake, before: "tab 4 : '#46 enter", check: sees("stop before kind:send topic:echo to:relay", "enter sets it")},
	"breakpoints: B":                {before: "tab", check: sees("breakpoints", "There is no breakpoint.")},
	"edit: enter":                   {before: "tab 4 b enter B", check: sees("stop before kind:wait by:worker", "enter sets it")},
	"add: a":                        {before: "tab B", check: sees("stop before ", "kind: from: to:")},
	"on or off: space":              {before: "tab 4 b enter B", check: all(sees("0 of 1 on"), armed(wire.Breakpoint{ID: 1, Expr: "kind:wait by:worker", Disabled: true}))},
	"delete: d delete":              {before: "tab 4 b enter B", check: all(sees("There is no breakpoint."), armed())},
	"later: + =":                    {before: "tab 4 b enter B", check: all(sees("0 hits, after 1"), armed(wire.Breakpoint{ID: 1, Expr: "kind:wait by:worker", After: 1}))},
	"sooner: -":                     {before: "tab 4 b enter B + +", check: sees("0 hits, after 1")},
	"close: esc q B":                {before: "tab B", check: misses("There is no breakpoint.")},
	"set: enter":                    {before: "tab 4 b", check: all(armed(wire.Breakpoint{ID: 1, Expr: "kind:wait by:worker"}), sees("breakpoint 1 stops before kind:wait by:worker"))},
	"no breakpoint: esc":            {before: "tab 4 b", check: all(armed(), misses("stop before"))},
	"no change: esc":                {before: "tab 4 b enter B enter 'x", check: all(armed(wire.Breakpoint{ID: 1, Expr: "kind:wait by:worker"}), misses("stop before "))},
	"keep: enter":                   {before: "tab / 'EXIT", check: all(sees("9 of 75 match", "/ EXIT"), focused(paneLog))},
	"empty: ctrl+u":                 {before: "tab / 'EXIT enter /", check: all(sees("75 of 75"), misses("/ EXIT", "ctrl+u"))},
	"complete: tab":                 {before: "tab / 'kind:no", check: sees("/ kind:notify", "✓ 2 of 75 match")},
	"complete back: shift+tab":      {before: "tab / 'topic:echo", check: sees("/ topic:echo_response", "✓ 4 of 75 match")},
	"older expression: up ctrl+p":   {before: "tab / 'EXIT enter / backspace backspace", check: sees("/ EXIT", "9 of 75 match")},
	"newer expression: down ctrl+n": {before: "tab / 'EXIT enter / backspace up", check: sees("/ EXI")},
	"clear filter: esc":             {before: "tab / 'EXIT enter", check: all(sees("75 of 75"), misses("/ EXIT"))},
	"filter: /":                     {before: "tab", check: all(focused(paneLog), sees("enter keep"))},
	"open: enter":                   {before: "tab 4", check: sees("▾ 75", "fact      #75 wait at 00:04.900", "because   of fact #74")},
	"unfold: right l":               {before: "tab down down left", check: sees("cli 0x00003", "relay-service")},
	"fold: left h":                  {before: "tab down down", check: all(misses("relay-service"), sees("rows hidden"))},
	"back to log: esc":              {before: "tab 4 : '#46 enter s", check: all(focused(paneLog), sees("▶ 46"))},
	"tab: t":                        {before: "tab 4 t", start: waiting, check: sees("source ─ process ━", "2 waiting", "relay 0x00002 2 messages", `order {item="tea"}`)},
	"unfold rows: enter right l":    {before: "tab 4 t", start: crowded, check: sees("0x00010 starts")},
	"fold rows: left h":             {before: "tab 4 t enter up", start: crowded, check: all(sees("▶ 99 4.960s ×12 since #76"), misses("0x00010 starts"))},
	"repeats: *":                    {before: "tab 4 t", start: crowded, check: sees("0x00010 starts")},
	"lanes: z":                      {before: "tab 4 t *", start: crowded, check: sees("worker 0x00007", "worker 0x00012")},
	"lanes right: shift+right L":    {before: "tab 4 t * z : '#23 enter", start: crowded, check: sees("◀1 ")},
	"lanes left: shift+left H":      {before: "tab 4 t * z", start: crowded, check: sees("1▶")},
	"previous tab: T":               {before: "tab 4 t", start: waiting, check: sees("77 of 77")},
	"pane: tab":                     {check: focused(paneProcesses)},
	"previous pane: shift+tab":      {check: focused(paneLog)},
	"prompt: 1":                     {before: "tab", check: focused(panePrompt)},
	"processes: 2":                  {before: "tab tab", check: focused(paneProcesses)},
	"stats: 3":                      {before: "tab", check: focused(paneStats)},
	"log: 4":                        {before: "tab", check: focused(paneLog)},
	"its end: enter":                {before: "tab 4 t t D", start: post, check: sees("PAST  fact 32/36")},
	"dead letters: D":               {before: "tab 4 t t", start: post, check: sees("its end", "dead letters 4 messages lost")},
	"earlier: left h":               {before: "tab tab down left", check: sees("1 at 00:01.800, fact 42", "●█")},
	"later: right l":                {before: "tab tab down left left", check: sees("2 at 00:03.400, fact 65", "▁●")},
	"highest: enter":                {before: "tab tab down down down down down", check: sees("23 at 00:03.400, fact 66")},
	"go there: enter":               {before: "tab tab down left left", check: all(focused(paneStats), sees("PAST  fact 42/75"))},
	"no value: esc":                 {before: "tab tab down left left", check: misses("fact 42")},
	"down: down j":                  {before: "tab", check: selects("cli 0x00003")},
	"up: up k":                      {before: "tab 4", check: selects("74 4.900s worker 0x00006 starts")},
	"page down: pgdown":             {before: "tab 4 home", check: selects("14 0.000s cli")},
	"page up: pgup":                 {before: "tab 4", check: selects("62 3.400s relay")},
	"first: home g":                 {before: "tab 4", check: selects(" 1 0.000s node")},
	"last: end G":                   {before: "tab 4 home", check: selects("75 4.900s worker")},
	"view: enter":                   {before: "tab 4 : '#23 enter", check: sees("┏send, fact #23", "▾ payload", "data = \"hello world\"", "to        ")},
	"value: v":                      {before: "tab end", check: sees("┏process worker 0x00006", "argument 2 \"and again\"")},
	"unfold or fold: enter":         {before: "tab 4 : '#23 enter enter", check: sees("▸ payload", "{data=\"hello world\", sender=")},
	"unfold value: right l":         {before: "tab 4 : '#23 enter enter left", check: sees("▾ payload", "data = \"hello world\"")},
	"fold value: left h":            {before: "tab 4 : '#23 enter enter", check: sees("▸ payload", "{data=\"hello world\", sender=")},
	"look for: /":                   {before: "tab 4 : '#23 enter enter", check: sees(" enter look ")},
	"look: enter":                   {before: "tab 4 : '#23 enter enter left / 'WORLD", check: selectsValue("data = \"hello world\"")},
	"next: n":                       {before: "tab 4 : '#23 enter enter / 'send enter", check: selectsValue("#23 send at")},
	"previous: N":                   {before: "tab 4 : '#23 enter enter / 'send enter", check: selectsValue("#23 send at")},
	"look no more: esc":             {before: "tab 4 : '#23 enter enter / 'er enter", check: misses("look no more")},
	"no text: esc":                  {before: "tab 4 : '#23 enter enter / 'er", check: all(sees("payload"), misses("/ er"))},
	"close: esc q v":                {before: "tab 4 : '#23 enter enter", check: misses("▾ payload")},
	"process: p":                    {before: "tab end", check: all(focused(paneLog), sees("process ━", "entry     app:worker", "made by   relay {app:processes|0x00002}", "arguments "))},
	"go to it: enter":               {before: "tab end p end", check: sees("entry     app:relay", "made by   service app:relay-service", "0x00002 ━")},
	"its maker: p":                  {before: "tab end p", check: sees("entry     app:relay", "0x00002 ━")},
	"copy: y":                       {before: "tab 4 : '#23 enter", check: all(sees("copied fact #23, 94 bytes"), copies(`#23 1.700s cli ──echo──▶ relay {data="hello world", sender="{app:terminal|0x00003}"}`))},
	"copy value: y":                 {before: "tab 4 : '#23 enter enter down", check: all(sees("copied payload.data, 13 bytes"), copies(`"hello world"`))},
	"send: S":                       {start: waiting, before: "tab down down down down", check: sees(": send relay")},
	"delay: d":                      {start: waiting, before: "tab 4 t t down", check: sees(": delay 1s")},
	"edit: e":                       {start: waiting, before: "tab down down down down", check: sees(`: edit {item="tea"}`)},
	"drop: x":                       {start: waiting, before: "tab 4", check: sees(": drop")},
	"terminate: X":                  {start: waiting, before: "tab down down down down", check: sees(": terminate relay")},
	"complete it: tab":              {before: "tab : 'te", check: sees(": terminate")},
	"complete it back: shift+tab":   {before: "tab : 'service enter : 's", check: sees(": service  service")},
	"help: ? f1":                    {before: "tab", check: sees("┏help", "Stop time: nothing happens")},
	"help: f1":                      {check: sees("help", "Send the line to the app.")},
	"quit: q":                       {before: "tab", check: quits},
	"quit: ctrl+c":                  {check: quits},
	"redraw: ctrl+l":                {check: redraws},
	"record: R ctrl+r":              {before: "tab", check: sees("● REC 0:00")},
	"stop recording: R ctrl+r":      {before: "tab R", check: records},
	"record: ctrl+r":                {check: sees("● REC 0:00")},
	"stop recording: ctrl+r":        {before: "ctrl+r", check: records},

	"zoom: Z f2":                       {before: "tab 4", check: all(sees("┏4 log ─ sequence", "zoomed, 75 of 75"), misses("2 processes", "1 cli"))},
	"all panes: Z f2":                  {before: "tab 4 Z", check: all(sees("┌1 cli"), misses("zoomed"))},
	"zoom: f2":                         {check: all(sees("┏1 cli", "zoomed"), misses("2 processes"))},
	"all panes: esc f2":                {before: "f2", check: focused(panePrompt)},
	"all panes: esc":                   {before: "tab Z", check: focused(paneProcesses)},
	"line left: ctrl+left alt+left":    {before: "tab", check: lines(40, 22, 15)},
	"line right: ctrl+right alt+right": {before: "tab", check: lines(42, 22, 15)},
	"line up: ctrl+up alt+up":          {before: "tab", check: lines(41, 22, 14)},
	"line down: ctrl+down alt+down":    {before: "tab 3", check: lines(41, 23, 15)},
	"mouse: M f3":                      {before: "tab", check: all(mouseIs(tea.MouseModeNone), sees("mouse off: M"))},
	"mouse: f3":                        {before: "f3", check: all(mouseIs(tea.MouseModeCellMotion), misses("mouse off"))},
	"no more hints: f4":                {check: misses("first steps")},
	"suspend: ctrl+z":                  {check: suspends},
	"reset layout: 0":                  {before: "tab ctrl+left ctrl+down Z", check: all(lines(41, 22, 15), misses("zoomed"))},
}

// plays checks that the cursor goes on by itself, as fast as things happened.
func plays(t *testing.T, m *Model, _ *fake, _ tea.Cmd) {
	t.Helper()
	want(t, m, "▶ PAST  fact 73/75")
	at := time.Unix(0, 0)
	m.Update(playMsg{at})
	m.Update(playMsg{at.Add(10 * time.Millisecond)})
	want(t, m, "▶ LIVE  fact 75/75")
}

// noteRecording tells how much there is in a recording.
func noteRecording(r *Recording) (string, error) {
	columns, rows := r.Film.Size()
	return fmt.Sprintf("%d frame of %dx%d", len(r.Film.Frames), columns, rows), nil
}

func records(t *testing.T, m *Model, _ *fake, cmd tea.Cmd) {
	t.Helper()
	wantNot(t, m, "REC")
	if !yields(cmd, savedMsg("1 frame of 110x32")) {
		t.Error("the recording is not written")
	}
}

func redraws(t *testing.T, _ *Model, _ *fake, cmd tea.Cmd) {
	t.Helper()
	if !yields(cmd, tea.ClearScreen()) {
		t.Error("the screen is not drawn again")
	}
}

func endsInput(t *testing.T, m *Model, f *fake, _ tea.Cmd) {
	t.Helper()
	want := []wire.Command{{Kind: wire.CommandInput, PID: m.prompt.pid, EOF: true}}
	if !reflect.DeepEqual(f.commands, want) {
		t.Errorf("got %+v", f.commands)
	}
}

// talkative is an app that has written more than fits.
func talkative() *fake {
	f, e := newEcho()
	for i := range 100 {
		e.print(e.cli, strings.Repeat("-", i%3)+" line "+number(float64(i))+"\n")
	}
	return f
}

// play presses the keys of a test.
func play(m *Model, keys string) {
	for _, word := range strings.Fields(keys) {
		if text, isText := strings.CutPrefix(word, "'"); isText && text != "" {
			write(m, text)
		} else {
			press(m, word)
		}
	}
	refresh(m)
}

// Each key of each action does what the table says, as seen on the screen.
func TestActions(t *testing.T) {
	tested := map[string]bool{}
	for _, a := range actions() {
		id := a.name + ": " + strings.Join(a.keys, " ")
		test, found := actionTests[id]
		if !found {
			t.Errorf("no test for %q", id)
			continue
		}
		tested[id] = true
		for _, key := range a.keys {
			t.Run(a.name+" "+key, func(t *testing.T) {
				start := test.start
				if start == nil {
					start = busyFake
				}
				f := start()
				options := Options{Write: func(string) error { return nil }, Record: noteRecording, shell: func() string { return "" }}
				if a.id == "dismiss-hint" { // in the others' way
					options.Hint = &shelf{}
				}
				m := show(t, f, options, 110, 32)
				play(m, test.before)
				if got := m.find(m.mode(), key); got == nil || got.name != a.name || got.cannot(m) != "" {
					t.Fatalf("the key does not reach the action after %q:\n%s", test.before, plain(m))
				}
				before := seenOf(m, f)
				cmd := press(m, key)
				test.check(t, m, f, cmd)
				if seenOf(m, f) == before && !actsOutside[a.id] {
					t.Errorf("nothing is seen of it:\n%s", plain(m))
				}
			})
		}
	}
	for id := range actionTests {
		if !tested[id] {
			t.Errorf("%q tests no action", id)
		}
	}
}

// actsOutside are the actions of which neither screen nor session tell.
var actsOutside = map[string]bool{"quit": true, "quit-anywhere": true, "redraw": true}

// seenOf is all that can be seen of a screen, and what its session was asked for.
func seenOf(m *Model, f *fake) string {
	view := m.View()
	cursor := ""
	if view.Cursor != nil {
		cursor = fmt.Sprint(view.Cursor.X, view.Cursor.Y)
	}
	return fmt.Sprint(view.Content, cursor, view.MouseMode, f.calls, f.commands, f.breaks)
}

// No key may mean two things that can both be done.
func TestActionsDoNotOverlap(t *testing.T) {
	for i, a := range actions() {
		for _, b := range actions()[i+1:] {
			for _, key := range a.keys {
				if a.in&b.in != 0 && slices.Contains(b.keys, key) && (a.why == nil || b.why == nil) {
					t.Errorf("%s is both %q and %q", key, a.name, b.name)
				}
			}
		}
	}
}

// A key that can do nothing says why.
func TestUnavailable(t *testing.T) {
	f := busyFake()
	m := show(t, f, Options{}, 110, 32)
	press(m, "tab n")
	want(t, m, "pause first: space")
	press(m, "down")
	wantNot(t, m, "pause first")
	f.set(func(s *Status) { s.Stopped = true })
	refresh(m)
	press(m, "space")
	want(t, m, "the app has ended", "■ ENDED")
}
