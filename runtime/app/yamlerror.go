package app

import (
	"errors"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

func tooDeep(file string, line int) error { return mistake(file, line, "%s", errTooDeep) }

// yamlMistake takes message and place out of an error of the library.
func yamlMistake(file, text string, err error) error {
	language := "YAML"
	if path.Ext(file) == ".json" {
		language = "JSON"
	}
	var e *yaml.LoadError
	switch {
	case !errors.As(err, &e):
		return mistake(file, 1, "%s: %s", language, err)
	case e.Message == errTooDeep.Error():
		return tooDeep(file, e.Mark.Line)
	}
	at, where := placeOf(e, text)
	message := strings.Replace(e.Message, "character that", fmt.Sprintf("character %q that", charAt(text, at)), 1) + where
	if e.ContextMsg != "" {
		message += ", " + e.ContextMsg
		if e.ContextMark.Line > 0 && e.ContextMark.Line < at.Line {
			message += fmt.Sprintf(" from line %d", e.ContextMark.Line)
		}
	}
	return mistake(file, at.Line, "%s: %s", language, message)
}

// placeOf is where the reader of an error should look, and how to say so
// behind the line. A line without its colon, and what a file does not end, are
// shown where they begin: the library notices them later.
func placeOf(e *yaml.LoadError, text string) (at yaml.Mark, where string) {
	at = e.Mark
	written := strings.TrimRight(text, " \t\n")
	ends := at.Line > 0 && at.Index >= utf8.RuneCountInString(written)
	switch {
	case at.Line == 0: // of a character that may stand nowhere, there is only the offset
		before := text[:min(at.Index, len(text))]
		at.Line = strings.Count(before, "\n") + 1
		at.Column = utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
	case e.ContextMsg == "while scanning a simple key", ends && e.ContextMark.Line > 0 && e.ContextMark.Index < at.Index:
		at = e.ContextMark
	case ends:
		return yaml.Mark{Line: strings.Count(written, "\n") + 1}, " at the end of the file"
	}
	return at, fmt.Sprintf(" (column %d)", at.Column)
}

// charAt is a character that says little when only its place is told: most
// often it is a tab.
func charAt(text string, at yaml.Mark) rune {
	c := cursor{text: text, line: 1, column: 1}
	c.forwardTo(at.Line, at.Column)
	r, _ := utf8.DecodeRuneInString(c.text)
	return r
}
