package draw

// Glyphs are the characters that pictures are made of. Each is one cell wide
// unless its comment says otherwise.
type Glyphs struct {
	Name string

	Line, Focus Lines // of a pane, and of the pane that has the keys

	Tee, Last, Pipe string // tree: a child, the last child, a line passing by
	Open, Closed    string // tree: a node whose children are shown, hidden

	ArrowLine, ArrowFaint, ArrowRight, ArrowLeft string // shaft and heads of an arrow

	Good, Bad, Wait, Input, Fork, Coroutine string
	Paused, Running, Knob, Rule, RuleDone   string // time line: a knob on a rule

	Bars     []string // sparkline, lowest first
	Thumb    string   // scrollbar
	Track    string
	Ellipsis string // 1 or 3 cells
	Bullet   string
	Cursor   string
	Times    string // after a factor

	Near      string // list: selected, though not the very thing
	Warning   string // before what is likely wrong
	Led, Came string // what led to something, what came of it

	Idle, Taken, Pending string // sequence: somebody waits, takes, is waited for
}

// Lines are the characters of a box.
type Lines struct {
	Across, Down                                   string
	TopLeft, TopRight, BottomLeft, BottomRight     string
	JoinLeft, JoinRight, JoinUp, JoinDown, Crossed string
}

// The sets of glyphs: Unicode needs a terminal and a font with box drawing,
// ASCII needs nothing.
var (
	Unicode = Glyphs{
		Name:  "unicode",
		Line:  Lines{"─", "│", "┌", "┐", "└", "┘", "├", "┤", "┴", "┬", "┼"},
		Focus: Lines{"━", "┃", "┏", "┓", "┗", "┛", "┣", "┫", "┻", "┳", "╋"},
		Tee:   "├", Last: "└", Pipe: "│", Open: "▾", Closed: "▸",
		ArrowLine: "─", ArrowFaint: "┄", ArrowRight: "▶", ArrowLeft: "◀",
		Good: "✓", Bad: "✗", Wait: "⧗", Input: "⏎", Fork: "⑂", Coroutine: "≈",
		Paused: "⏸", Running: "▶", Knob: "●", Rule: "─", RuleDone: "━",
		Bars:  []string{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"},
		Thumb: "█", Track: "░", Ellipsis: "…", Bullet: "•", Cursor: "▌", Times: "×", Near: "▷", Warning: "▲", Led: "↑", Came: "↓",
		Idle: "○", Taken: "◆", Pending: "║",
	}
	ASCII = Glyphs{
		Name:  "ascii",
		Line:  Lines{"-", "|", "+", "+", "+", "+", "+", "+", "+", "+", "+"},
		Focus: Lines{"=", "|", "#", "#", "#", "#", "#", "#", "#", "#", "#"},
		Tee:   "|", Last: "`", Pipe: "|", Open: "-", Closed: "+",
		ArrowLine: "-", ArrowFaint: ".", ArrowRight: ">", ArrowLeft: "<",
		Good: "v", Bad: "x", Wait: "z", Input: "<", Fork: "Y", Coroutine: "~",
		Paused: "=", Running: ">", Knob: "o", Rule: "-", RuleDone: "=",
		Bars:  []string{"_", ".", ",", "-", "=", "+", "*", "#"},
		Thumb: "#", Track: ":", Ellipsis: "...", Bullet: "*", Cursor: "_", Times: "x", Near: ")", Warning: "!", Led: "^", Came: "v",
		Idle: "o", Taken: "@", Pending: "H",
	}
)
