// Package meant finds what somebody meant who has mistyped a word.
//
//	known  the words there are
//	near   a known word that a few letters make of the one that was typed
//
// Invariant: words that are long, or have little in common, mean nothing.
package meant

import "strings"

// far is how many letters are too many to be a slip.
const far = 3

// longest is the most letters of a word that is looked at.
const longest = 20

// Word is the word among those known that comes closest to one that is not,
// whatever its case; "" if none comes close.
func Word(word string, known []string) string {
	best, least := "", far
	for _, k := range known {
		if d := distance(strings.ToLower(word), strings.ToLower(k)); d < least && d < len(k) {
			best, least = k, d
		}
	}
	return best
}

// Question is a question after that word, to end a sentence with; "" if none
// comes close.
func Question(word string, known []string) string {
	if near := Word(word, known); near != "" {
		return "; do you mean " + near + "?"
	}
	return ""
}

// distance is how many letters to insert, remove or replace to make b of a; of
// words that are too long, it is far.
func distance(a, b string) int {
	if max(len(a), len(b)) > longest {
		return longest
	}
	var row [longest + 1]int
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
