package tui

import (
	"slices"
	"strings"

	"echotui/tui/draw"
)

// luaPart is a piece of a line of Lua that is drawn in one style.
type luaPart struct {
	text string
	kind luaKind
}

// luaLine is a line of Lua in pieces.
type luaLine []luaPart

type luaKind uint8

const (
	luaPlain luaKind = iota
	luaKeyword
	luaString
	luaNumber
	luaComment
)

func (p luaPart) style() draw.Style {
	switch p.kind {
	case luaKeyword:
		return draw.In(draw.Name)
	case luaString:
		return draw.In(draw.String)
	case luaNumber:
		return draw.In(draw.Number)
	case luaComment:
		return draw.In(draw.Faint)
	}
	return draw.In(draw.Text)
}

var luaKeywords = []string{
	"and", "break", "do", "else", "elseif", "end", "false", "for", "function", "if", "in", "local", "nil", "not",
	"or", "repeat", "return", "then", "true", "until", "while",
}

// tabWidth is how wide a tab is in source.
const tabWidth = 4

// luaLines cuts source into lines and those into pieces. It knows as much of
// Lua as colours need, and takes any text.
func luaLines(text string) []luaLine {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\t", strings.Repeat(" ", tabWidth))
	lines := []luaLine{nil}
	for text != "" {
		n, kind := luaToken(text)
		for i, part := range strings.Split(text[:n], "\n") {
			if i > 0 {
				lines = append(lines, nil)
			}
			if part != "" {
				last := &lines[len(lines)-1]
				*last = append(*last, luaPart{part, kind})
			}
		}
		text = text[n:]
	}
	return lines
}

// luaToken is the length and kind of what text begins with; it is not empty.
func luaToken(text string) (n int, kind luaKind) {
	comment := strings.HasPrefix(text, "--")
	if comment {
		n = 2
	}
	if end := longBracket(text[n:]); end > 0 {
		kind = luaString
		if comment {
			kind = luaComment
		}
		return n + end, kind
	}
	switch c := text[0]; {
	case comment:
		return lineEnd(text), luaComment
	case c == '"' || c == '\'':
		return quoted(text), luaString
	case isDigit(c):
		return span(text, func(c byte) bool { return isWord(c) || c == '.' }), luaNumber
	case isWord(c):
		n = span(text, isWord)
		if slices.Contains(luaKeywords, text[:n]) {
			return n, luaKeyword
		}
		return n, luaPlain
	}
	n = span(text, func(c byte) bool { return !isWord(c) && !strings.ContainsRune("\"'-[", rune(c)) })
	return max(1, n), luaPlain
}

// longBracket is the length of the [[ ]] or [==[ ]==] that text begins with; 0
// if it does not. One that is not closed goes on to the end.
func longBracket(text string) int {
	if !strings.HasPrefix(text, "[") {
		return 0
	}
	level := span(text[1:], func(c byte) bool { return c == '=' })
	if 1+level >= len(text) || text[1+level] != '[' {
		return 0
	}
	closing := "]" + strings.Repeat("=", level) + "]"
	if end := strings.Index(text, closing); end >= 0 {
		return end + len(closing)
	}
	return len(text)
}

// quoted is the length of the string that text begins with; it ends with the
// line at the latest.
func quoted(text string) int {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '\n':
			return i
		case text[0]:
			return i + 1
		}
	}
	return len(text)
}

func lineEnd(text string) int {
	if end := strings.IndexByte(text, '\n'); end >= 0 {
		return end
	}
	return len(text)
}

// span is how many bytes at the beginning of text are in a class.
func span(text string, in func(byte) bool) int {
	for i := range len(text) {
		if !in(text[i]) {
			return i
		}
	}
	return len(text)
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// isWord also takes all that is not ASCII, so that no character is cut.
func isWord(c byte) bool {
	return isDigit(c) || c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}
