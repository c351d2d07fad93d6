// Package codec turns facts and commands into bytes and back, for logs that
// are long and for files.
//
//	Encoder  facts and commands to blocks of bytes; its buffers are used again
//	Decoder  blocks of bytes to facts and commands
//	Weigher  what a fact costs in memory while it is not encoded
//
// Facts are encoded a block at a time, because they say little that is new:
// most are about the process that their cause was about, a few names come back
// all the time, and what is counted goes up by ones. So each field is a column
// of its own; a shape, two bytes a fact, tells which fields are those of the
// cause and which are empty, and only the rest is written, as differences and
// as indexes of dictionaries that grow with the block. Zstandard then takes
// out what is regular. The causes come first and apart, so that a reader who
// follows effects through a long log decodes nothing else.
//
// A block stands for itself: it needs no other to be decoded.
//
// Invariants: the package reads no clock, starts no goroutine and opens
// nothing. What comes out is what went in, down to the bits of a number, the
// bytes of a text that is no UTF-8 and the tables that contain themselves; only
// nil and empty slices are the same. Bytes that no Encoder made never cause a
// panic, and memory only in proportion to how many they are (factor). Whether
// they were damaged in a way that makes sense is not seen here: a file adds
// checksums.
//
// An Encoder, a Decoder or a Weigher is not safe for concurrent use.
package codec
