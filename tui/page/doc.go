// Package page makes files of films whose text stays text: SVG, HTML, JSON and
// plain text.
//
//	Run    columns of a row that are written in one go
//	book   rows of a film, each different one once, in numbers
//	strip  what a row of an SVG shows in turn
//
// Invariants:
//   - Text is hostile: it is escaped for the format that it goes into, and what no
//     format may hold (control characters, broken UTF-8) is replaced.
//   - Nothing is loaded from anywhere: no font, script, style or picture. An SVG has
//     no script either, so that it plays inside of <img>.
//   - Characters that shape draws are paths and go on without a seam from cell to
//     cell; letters are placed run by run, so that a font of another width does not
//     move what follows.
//   - Rows that are equal are written once, however often they are shown.
//   - The same film and options give the same bytes.
package page
