// Package draw turns data into cells and cells into text for a terminal. It
// knows nothing of actors, logs or keys.
//
//	Canvas  a rectangle of cells; the only way by which text reaches a terminal
//	Style   how a cell looks: two colours and attributes
//	Colour  a role (Accent, Faint, …) or a concrete colour that a program chose
//	Theme   what the roles look like
//	Glyphs  the characters that lines, trees, arrows and marks are made of
//	Lanes   a picture of lives side by side and of what passes between them
//	List    which rows of a long list are visible and which one is selected
//	Tree    the same of data in levels, which need not have an end
//
// Invariants: text is hostile, so whatever is drawn is split into graphemes
// and everything that a terminal would obey instead of show (control bytes,
// escape sequences, invalid UTF-8, direction overrides, stray zero-width
// characters) is written out as \ddd. Nothing is told by colour alone: every
// difference a theme makes with colour also shows in attributes or glyphs.
// Drawing costs what is visible: text is read no further than the cells it may
// fill, lists are never walked. Nothing here keeps state between frames except
// List and Tree, and equal calls give equal bytes.
package draw
