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
// the same minute, without and with tracing. Another table shows how the figures
// grow with processes and facts; it takes some minutes:
//
//	go test ./runtime/speed -run Growth -growth -timeout 1h
package speed
