// Package config reads the file in which people say how the screen is to be.
//
//	Settings  what such a file says
//	Binding   an action and the keys that it is to have
//	Word      something the file says, and where
//	Mistake   what is wrong in the file, where, and what to do
//
// A file looks like this; everything may be left out:
//
//	theme: auto
//	glyphs: auto
//	mouse: on
//	hint: on
//	layout:
//	  middle: 40%
//	  left: 60%
//	  right: 50%
//	keys:
//	  zoom: [Z, f2]
//	  quit: ctrl+q
//
// Invariants:
//   - Nothing here knows which themes, actions and keys there are: who does
//     tells what is wrong about those, with the place of the word.
//   - A file is bounded, and so is the work of reading it.
//   - Every mistake names a line and a column, from 1.
package config
