// Package literal reads Lua literals that a person typed, to be sent as
// payloads: {data="x", n=1, list={1, 2}}. Nothing is evaluated.
//
//	value   nil, true, false, a number, a string, a table
//	number  12  -1.5e3  0xff
//	string  "a\n\104\x41\u{e9}"  'a'  [[a]]  [=[a]=]
//	table   {1, 2; name=value, [key]=value}
//
// Invariants: what wire.Text writes of nils, booleans, integers, strings and
// tables is read as the same again, if it was not cut. What is read is bounded
// in bytes and in depth, and whatever is read or refused, no code runs.
package literal
