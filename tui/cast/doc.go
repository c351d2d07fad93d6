// Package cast writes films as asciicasts, which terminals and web pages play,
// and makes films of asciicasts.
//
//	Write   a film to a cast of version 2 or 3
//	Read    a cast of version 1, 2 or 3 to a film, through an emulator
//	Check   refuses a cast that some player would not play
//	painter the output that turns one grid into the next
//
// What is written is the least that all players agree on. Invariants:
//   - Everything written has passed Check, so asciinema 2 and 3, asciinema-player,
//     svg-term and termtosvg read it. Version 3 is for newer ones only.
//   - An output event is a frame as a whole: the first one, at 0, paints the whole
//     screen, and each after it what has changed. It moves the cursor by absolute
//     positions only, has no line feed, query, or colours with colons, and splits
//     no character.
//   - After a glyph of whose width players have different ideas, the cursor is set
//     again and what it may have run over is painted again. Where a line has no
//     room for that, its first character stands for the glyph. Text is in NFC.
//   - Equal films give equal bytes. No clock is read, nothing names the machine.
//   - A cast that is read is hostile: it is bounded in size and in time, and none
//     of its bytes survive but as cells and text, which are drawn on a canvas.
//
// A mark is a marker. A caption has no place in the format: it is an event of a
// code of its own, which players leave out and Read finds. A change of size is a
// resize; asciinema 2, agg, svg-term and termtosvg show the first size only. The
// last output, at the very end, shows the cursor again for the shell that comes
// back, and makes those players hold the last frame that stop at the last output.
package cast
