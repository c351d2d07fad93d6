// Package tracefile keeps runs in files.
//
//	Header  what the run depends on, and the files of its app
//	Writer  appends facts and commands as they happen
//	Reader  opens a trace as far as it is sound, and reads any part of it
//
// A file begins with a magic and a version. Then come frames, each with a head
// of 24 bytes and a body:
//
//	kind    2 bytes   header, facts, commands or index
//	count   2 bytes   facts or commands in it
//	length  4 bytes   of the body
//	first   8 bytes   number of the first fact
//	body    4 bytes   CRC32C of the body
//	head    4 bytes   CRC32C of the 20 bytes before
//
// All numbers have the lowest byte first. The header comes first. Facts are
// numbered on from frame to frame. The commands up to a fact come before it; the
// last in a frame of commands is none (its Kind is 0): its place says where the
// run stood. At a clean end there is an index, which tells where every frame
// begins, and a tail of 16 bytes that tells where the index is; without them a
// reader walks from head to head. So whatever was written stays readable when
// the program is killed, and every byte is covered by a checksum.
//
// Invariants: the package reads no clock, starts no goroutine and opens
// nothing: whoever uses it hands in what to write to or read from. Memory is
// bounded, but for some 16 bytes a frame. Bytes that no Writer made cause an
// error and nothing else; no fact comes out that did not go in.
package tracefile
