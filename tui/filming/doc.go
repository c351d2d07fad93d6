// Package filming is what the command line does about films: the commands that
// make and play them, and where those go that are recorded by hand. It keeps
// tui/command to what the program is about.
//
//	RecordCommand  "echotui record": tapes to files, or checked
//	PlayCommand    "echotui play": casts and tapes in the terminal
//	Recordings     what is recorded by hand while a screen is shown
package filming
