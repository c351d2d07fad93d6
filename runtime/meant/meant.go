// Package meant finds what somebody meant who has mistyped a word.
//
//	known  the words there are
//	near   a known word that a few letters make of the one that was typed
//
// Invariant: words that are long, or of which half is not right, mean nothing.
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
		if d := distance(strings.ToLower(word), strings.ToLower(k)); d < least && 2*d <= len(k) {
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

// distance is how many letters to insert, remove, replace or exchange with the
// next one to make b of a; of words that are too long, it is far.
func distance(a, b string) int {
	if max(len(a), len(b)) > longest {
		return longest
	}
	var from [longest + 1][longest + 1]int // from[i][j] makes the first j letters of b of the first i of a
	for i := range len(a) + 1 {
		for j := range len(b) + 1 {
			switch {
			case i == 0 || j == 0:
				from[i][j] = i + j
			case a[i-1] == b[j-1]:
				from[i][j] = from[i-1][j-1]
			default:
				from[i][j] = 1 + min(from[i-1][j-1], from[i-1][j], from[i][j-1])
			}
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				from[i][j] = min(from[i][j], 1+from[i-2][j-2])
			}
		}
	}
	return from[len(a)][len(b)]
}
