// Package picture makes pictures of films, pixel by pixel: PNG, GIF and APNG.
//
//	Metrics  how big a cell is, and where in it letters stand
//	Plan     where in the picture the window, its bar, the screen and the caption lie
//	fonts    where the outlines of characters come from
//	glyphs   what characters look like in a cell, each made once
//	canvas   the picture as it is, in numbers of colours
//	delta    what differs from the picture before
//
// Invariants:
//   - The same film and options give the same bytes on every system, whatever the
//     number of processors: all arithmetic is in whole numbers, and frames that are
//     packed at the same time are written in order. Only characters that the
//     embedded font lacks depend on the machine, and only if Options.FontFolders
//     names folders: pictures that are committed are made without.
//   - Only what changed is drawn anew, and only what changed is written.
//   - Nothing is kept of a frame that has been written.
//
// Marks have no place in these formats. Captions are a band below the screen.
//
// scripts/pictures.sh has the tools that people use read what is written here, and
// what page writes.
package picture
