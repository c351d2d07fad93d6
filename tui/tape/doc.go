// Package tape reads and writes the script of a recording: which app, what is
// typed, how long to wait, which files come out of it. The language is that of
// VHS, with what a screen without a shell needs beside it.
//
//	Tape       a script: commands in order
//	Command    one step, a struct of its own for each word of the language
//	Settings   what the Set commands amount to
//	Key        a key with its modifiers
//	Condition  what Wait and Assert look for
//	Pos        file, line and column of a command
//	Warning    what is read but says nothing
//	Error      what is refused, and what to write instead
//
//	text ─▶ lexer ─▶ parser ─▶ Tape ─▶ Text ─▶ the same Tape
//
// How the language is written, as in VHS:
//   - Blanks and line ends are the same. A comment goes from # to the line end.
//   - A text stands between " or ' or `, without escapes, and ends with its line.
//     A bare word begins with a letter or a dot and is no word of the language.
//   - A time is a number with ms, s or m; seconds without. We have h, too.
//   - A pattern is a regular expression of Go between slashes, \/ for a slash.
//
// Where it differs, it is stricter. What VHS lets pass and leaves out is a warning;
// what has no meaning without a shell, a browser or a video encoder is refused by
// name. Of its themes there are eleven, beside dark and light. A bare word on a
// line of its own is no continuation of Type but a command that was misspelt.
//
// What it has beside VHS:
//
//	App NAME|FOLDER [ARGS]      Seed N
//	Set Rows N                  Set Columns N
//	Resize COLUMNSxROWS         Home End F1 to F20, and every key with modifiers
//	Mouse click COLUMN ROW      that a terminal can tell apart
//	Marker "chapter"            Caption "for the viewer"
//	Wait+Settled                Wait+Fact EXPR
//	Assert /pattern/            Assert "text"      Assert+Fact EXPR
//	Speed FACTOR                Output .cast .apng .png .svg .json .html
//
// Invariants:
//   - Nothing is opened but by the function that Parse is given.
//   - Whatever Parse accepts, Text writes so that Parse makes the same of it.
//   - The work is linear in the text, and bounded: see the constants in parser.go.
package tape
