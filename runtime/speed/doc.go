// Package speed measures how fast the machine is and how much memory it takes,
// with the Lua API that apps use and every fact kept. It has no code of its own.
//
//	load    an app that does one thing as fast as it can
//	figure  what a benchmark tells of a load, with the target it has
//	table   all figures, side by side, as one command prints them:
//
//	go test ./runtime/speed -run Table -table
//
// Where Erlang is installed (erl and erlc), the table has what the BEAM does in
// the same minute, without and with tracing. Growth is shown by the benchmarks
// themselves: each is there for several sizes.
//
//	go test ./runtime/speed -run xxx -bench .
package speed
