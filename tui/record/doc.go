// Package record makes films of the screen: it plays a tape to it, in time that
// passes only when the tape says so.
//
//	Stage      what runs behind the screen, and can be told what time it is
//	App        which app a tape wants, and Open makes a Stage of it
//	scheduler  the screen's sense of time: what it waits for, in order
//	screen     the model of the screen and whoever uses it
//	camera     what becomes film of all that is to be seen
//	Take       a tape that was played: its film, and its screens at the marks
//	Studio     where tapes are read and files are written
//
//	tape ─▶ player ─▶ screen ─▶ Model.Update ─▶ Stage
//	                    └─▶ camera ─▶ film ─▶ .cast .gif .svg …
//
// Invariants:
//   - There is one goroutine and no clock: equal tapes of equal apps make equal
//     films, on every machine, however busy it is.
//   - Waiting costs what changes meanwhile on the screen, and nothing else.
//   - The screen is the one of package tui; nothing here knows what it shows.
//   - Files are there whole or not at all, and none is there after a mistake.
package record
