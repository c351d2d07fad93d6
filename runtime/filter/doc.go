// Package filter is the one language in which facts are picked out: in the
// log, in breakpoints, in exports and on the command line.
//
//	kind:send topic:echo from:relay text~"hel+o" t>2s and not (to:0x00004 or mailbox>10)
//
//	Filter   a parsed expression; it matches a fact or does not
//	Field    what an expression can ask for; Fields is the table of all
//	Context  what is known of the node whose facts are looked at
//	Set      many filters at once, at little more than the cost of those that match
//	Error    what is wrong with an expression, and at which character
//
// A word alone, or text in quotes, is looked for in all that the screen shows
// of a fact, in upper or lower case. Terms beside each other must all hold.
//
// A filter sees the node as it was right before the fact: a process that ends
// still has its names, and the message that arrives does not lie in the
// mailbox yet. So a breakpoint, which is asked before anything happens, and
// the log agree.
//
// Invariants: equal facts after equal prefixes match equally, on every
// machine. Matching costs no more than what a fact shows, however big its
// payload is: the first 4096 bytes of text are searched. Expressions are
// bounded in length and depth, and regular expressions take time in proportion
// to the text. No input makes anything here panic.
package filter
