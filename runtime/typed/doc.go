// Package typed turns Wippy's typed Lua into plain Lua 5.1, in place: Erase
// takes a source and gives one in which every line, and where nothing has to
// be added every column, is where it was. Whatever the compiler or a running
// program says about a position is then true of the file its author wrote.
//
//	Erase    a source in, plain Lua out
//	Error    a mistake in the source: line, column, what is wrong
//	Helper   a global that stands for an operator Lua 5.1 has not
//
// # The dialect
//
// Erased, that is overwritten with spaces:
//
//	local x: T, y: U = …              types of locals, parameters, loop variables
//	function f(a: T, b: T?, ...: T): R, (R, S)    and results
//	function f<T>(x: T): T            generic parameters
//	type Name<T> = …, export type …   type declarations
//	expr :: T, expr as T, expr!       casts and the non-nil assertion
//	local x <const>                   the attribute
//	#!… and a byte order mark         at the start of the source
//
// A type is a name, a.b, name<T, …>, T?, T | U, T & U, {T}, {[K]: V},
// {field: T, field?: T, …}, (T, U) -> R, fun(a: T): R, a string, number,
// boolean or nil literal, typeof(…), or a list of types in parentheses.
//
// Translated, which can move what follows on the same line to the right:
//
//	a // b   & | ~ << >>   ~a         to a call of a Helper, as Lua 5.3 binds them
//	continue                          to a goto; the body of the loop becomes a block
//	x += e   (also - * / % ^ .. // & | << >>)     to x = x + (e)
//	"\x41" "\u{2014}" "\z"            to the bytes they stand for
//
// Where plain Lua would read on past something erased, as in "x = y :: T" with
// a line "(f or g)()" under it, a ';' is put where the text was erased.
//
// # Plain Lua
//
// A source that can be read as Lua 5.1, as gopher-lua reads it, is plain and
// comes back byte for byte. Only a source that cannot is read as typed Lua, so
// "x = y as {z}" calls as in a plain file and is a cast in a typed one. There
// are three exceptions. A plain string with an escape of Lua 5.3 is translated:
// the compiler would drop the backslash without a word. A comment that begins
// with "--[=" and is no long comment loses the bracket, which the compiler
// trips over. And a source nested deeper than 200 levels, which Lua 5.1 itself
// refuses, is an error.
//
// Invariants: the package reads no clock, starts no goroutine, opens nothing
// and imports the standard library only. The cost is linear in the source.
// What Erase returns is plain: erasing it again changes nothing, and it has as
// many lines as the source. No input makes it panic.
//
// The way through the files: scan.go makes tokens; statement.go, function.go,
// loop.go, expression.go and types.go read them, and note edits as they go;
// edit.go makes the edits.
package typed
