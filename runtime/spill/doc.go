// Package spill keeps bytes for which there is no memory in temporary files,
// as long as the program runs.
//
//	Store  takes pieces of bytes, gives them back, and lets go of them
//
// The files are a Store's own, in the folder for temporary files (TMPDIR), and
// nobody else may read them. Each is unlinked as soon as it is open, so that
// nothing is left of it however the program ends. A system that does not unlink
// open files, as Windows, has them removed by Close, and those of a program that
// was killed by the next Store that needs a file.
//
// A file holds about 64 MB. It goes when all its pieces were let go of, so a
// Store whose oldest pieces go takes little more than what is left.
//
// Invariants: what comes out is what went in, which a checksum tells, or an
// error. A Put that fails changes nothing, and the next one may succeed. Nothing
// is created before the first Put. A Store is safe for concurrent use.
package spill
