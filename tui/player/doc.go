// Package player plays a film on a terminal.
//
//	Run     plays until somebody leaves
//	Open    makes a film of a file: a cast, or a tape that is played first
//	Shorten takes from a film what is too long of the gaps in it
//	player  the state: where in the film it is, and how fast it runs
//	key     something that a key does, a row of the one table; see keys.go
//
//	wall clock ─▶ Update ─▶ position in the film ─▶ frame ─▶ View
//
// Invariants:
//   - The film is what is shown, and a line below it tells where in it this is. A
//     line more tells the captions of a film that has some. Where the film needs
//     the whole terminal they cover its end: the first for as long as it takes to
//     read it, after each key and click.
//   - A film is hostile: its cells and texts reach the terminal only through a
//     draw.Canvas.
//   - While nothing moves, nothing is done: no timer runs when the film stands
//     still and nothing of it is covered, and else the next one is for the next change.
package player
