package app

import (
	"bytes"
	"errors"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// The bounds of one YAML file. The library's costs grow with the square of
// nesting and of the keys in one table: these keep the worst file to seconds.
const (
	maxTokens  = 100_000
	maxValues  = 100_000 // with aliases written out
	maxDepth   = 100
	maxColumn  = 1000      // of a block's key or dash: each level of blocks is further right
	maxSigns   = 1_000_000 // characters that may begin a token
	tokenSigns = "[]{},:-?&*!#|>'\"%@`"
)

// parseYAML reads YAML, of which JSON is a part, into one node per document;
// empty documents are left out.
func parseYAML(file string, data []byte) ([]*node, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if err := checkText(file, data); err != nil {
		return nil, err
	}
	tree, err := parseTokens(file, lineBreaks.Replace(string(data)))
	if err != nil {
		return nil, err
	}
	var documents []*node
	for _, document := range tree.Docs {
		if _, directive := document.Body.(*ast.DirectiveNode); directive || document.Body == nil {
			continue
		}
		c := converter{file: file, anchors: map[string]*node{}}
		n, err := c.node(document.Body, 0)
		if err != nil {
			return nil, err
		}
		documents = append(documents, n)
	}
	return documents, nil
}

// lineBreaks makes all line breaks the same, as YAML asks for. The library
// does so in values, but counts some of the others twice.
var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// checkText refuses what cannot be YAML, and what would be slow to refuse
// later.
func checkText(file string, data []byte) error {
	signs := 0
	for _, c := range []byte(tokenSigns) {
		signs += bytes.Count(data, []byte{c})
	}
	if signs > maxSigns {
		return mistake(file, 1, "too much structure for one file: split it")
	}
	if utf8.Valid(data) {
		return nil
	}
	line := 1
	for i, r := range string(data) {
		if _, size := utf8.DecodeRune(data[i:]); r == utf8.RuneError && size == 1 {
			break
		}
		if r == '\n' {
			line++
		}
	}
	return mistake(file, line, "YAML: this is not UTF-8 text")
}

// parseTokens runs the library. Should it panic on a broken file, that is a
// mistake in the file like any other.
func parseTokens(file, text string) (tree *ast.File, err error) {
	defer func() {
		if p := recover(); p != nil {
			tree, err = nil, mistake(file, 1, "YAML: the file is broken in a way that cannot be told exactly")
		}
	}()
	tokens := lexer.Tokenize(text)
	if err := checkTokens(file, tokens); err != nil {
		return nil, err
	}
	tree, err = parser.Parse(tokens, 0)
	if err != nil {
		return nil, yamlMistake(file, err)
	}
	return tree, nil
}

// checkTokens bounds the nesting before the parser recurses into it.
func checkTokens(file string, tokens token.Tokens) error {
	if len(tokens) > maxTokens {
		return mistake(file, tokens[maxTokens].Position.Line, "too much structure for one file: split it here")
	}
	open := 0
	for _, t := range tokens {
		column := 0
		switch t.Type {
		case token.MappingStartType, token.SequenceStartType:
			open++
		case token.MappingEndType, token.SequenceEndType:
			open = max(open-1, 0)
		case token.SequenceEntryType, token.MappingKeyType:
			column = t.Position.Column
		case token.MappingValueType:
			if t.Prev != nil {
				column = t.Prev.Position.Column
			}
		}
		if open > maxDepth || open == 0 && column > maxColumn {
			return tooDeep(file, t.Position.Line)
		}
	}
	return nil
}

func tooDeep(file string, line int) error {
	return mistake(file, line, "values are nested more than %d deep", maxDepth)
}

// yamlMistake takes message and place out of an error of the library, whose
// own text is several lines with a drawing of the source.
func yamlMistake(file string, err error) error {
	var placed interface {
		GetToken() *token.Token
		GetMessage() string
	}
	if !errors.As(err, &placed) {
		return mistake(file, 1, "YAML: %s", err)
	}
	t := placed.GetToken()
	if t == nil || t.Position == nil {
		return mistake(file, 1, "YAML: %s", placed.GetMessage())
	}
	language := "YAML"
	if path.Ext(file) == ".json" {
		language = "JSON"
	}
	return mistake(file, max(t.Position.Line, 1), "%s: %s (column %d)", language, placed.GetMessage(), max(t.Position.Column, 1))
}
