// Package author draws Lua programs at random, for tests that let them run. It is
// imported by tests only.
//
//	Language  what there is to say: phrases, by what they are
//	Write     draws a block of statements
//
// An author knows what sort of value each variable has, so most of what it
// writes succeeds. A phrase is Lua, in which
//
//	$n $t …  is an expression of a sort: the sorts are small letters
//	$N $T …  is a variable of that sort
//	$+n …    is a new variable, which is there from the next $* or the end of
//	         the statement on
//	$(  $)   is where a scope begins and ends that has variables, and $[ $] one
//	         of a function; after $[co the code of a coroutine, which may yield
//	$*       is a block of statements
//	$1 … $9  is a number from 1 to that
//
// and a statement may begin with what it needs: [loop] to be in one, [yield] to be
// where a coroutine may, or anything that the caller of Write knows of.
//
// Invariants: what is drawn depends on rapid alone, the first of several phrases
// is the plainest, and each statement can be left out. So a program that has
// failed shrinks to a few lines.
package author
