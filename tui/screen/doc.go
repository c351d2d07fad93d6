// Package screen is the terminal on which a program writes: it takes the bytes
// of the program and shows what a real terminal would show, inside a pane; only
// that a Screen may break lines between words.
//
//	Screen    the terminal; what a pane draws
//	filter    turns the bytes of the program into tokens that can do no harm
//	token     one character, control or sequence, complete and from a list of
//	          those we allow
//	tail      the tokens of the last while, from which the picture is made again
//	          at another size, or at another moment
//	emulator  makes cells out of tokens
//	shot      the cells at one moment
//	picture   an emulator and its latest shots, for all clones of a screen
//	Terminal  the same without a past: what a recording is shown with
//
//	Write ─▶ filter ─▶ tail ─▶ (when drawn) emulator ─▶ shot ─▶ draw.Canvas
//
// The program is hostile. Invariants:
//   - Only tokens of the list reach the emulator: no query (nobody would read
//     the answer), title, clipboard, link, notification, image, mouse or window
//     request. Nothing of the program reaches the real terminal but graphemes
//     and their styles, as cells.
//   - Work is bounded by what is kept, not by what was written or by the numbers
//     in a sequence: the tail holds at most 64 KB and 2,000 line movements, and
//     what has left it unseen is never given to the emulator.
//   - A panic of the emulator loses the picture, not the program.
//   - Sequences, characters and graphemes may be split over any number of
//     writes; the picture is the same. It depends on what was written and on the
//     size, never on when somebody looked or on what clones did.
//   - No goroutine, no clock.
package screen
