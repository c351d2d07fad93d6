package app

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// The bounds of one YAML file. The library's costs are proportional to a
// file's signs, but for tag directives, which it compares with each other.
const (
	maxNodes      = 100_000 // written in the file
	maxValues     = 100_000 // with aliases written out
	maxDepth      = 100
	maxDirectives = 100
	maxSigns      = 300_000 // characters that may begin a node: half a kilobyte of memory each
	nodeSigns     = "[]{},:-?&*!#|>'\"%@`"
)

// parseYAML reads YAML, of which JSON is a part, into one node per document;
// empty documents are left out.
func parseYAML(file string, data []byte) ([]*node, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if err := checkText(file, data); err != nil {
		return nil, err
	}
	text := forLibrary(file, string(data))
	loader, err := yaml.NewLoader(strings.NewReader(text), yaml.WithPlugin(limits{}))
	if err != nil {
		return nil, err
	}
	var documents []*node
	c := converter{file: file, ahead: cursor{text: text, line: 1, column: 1}, nodes: map[*yaml.Node]*node{}}
	for {
		root, err := nextDocument(loader)
		switch {
		case errors.Is(err, io.EOF):
			return documents, nil
		case err != nil:
			return nil, yamlMistake(file, text, err)
		case isEmpty(root):
			continue
		}
		n, err := c.node(root, 0)
		if err != nil {
			return nil, err
		}
		documents = append(documents, n)
	}
}

// checkText refuses what cannot be YAML, and what would be slow to refuse
// later.
func checkText(file string, data []byte) error {
	signs := 0
	for _, c := range []byte(nodeSigns) {
		signs += bytes.Count(data, []byte{c})
	}
	if signs > maxSigns || bytes.Count(data, []byte("%TAG")) > maxDirectives {
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

// forLibrary writes a text so that the library, which has kept some of YAML
// 1.1, reads it as YAML 1.2 or JSON. All line breaks become the same, as YAML
// asks for. Characters that would break lines too, and byte order marks, which
// make it lose characters, are replaced by some that Unicode keeps free for
// use inside of programs.
func forLibrary(file, text string) string {
	if path.Ext(file) == ".json" {
		text = surrogates.ReplaceAllStringFunc(text, unescape)
	}
	return version.ReplaceAllString(hide.Replace(text), "${1}1")
}

var (
	hide    = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\ufdd0", "\u2028", "\ufdd1", "\u2029", "\ufdd2", "\ufeff", "\ufdd3")
	reveal  = strings.NewReplacer("\ufdd0", "\u0085", "\ufdd1", "\u2028", "\ufdd2", "\u2029", "\ufdd3", "\ufeff")
	version = regexp.MustCompile(`(?m)^(%YAML[ \t]+1\.)[0-9]+`)

	// surrogates are how JSON writes a character beyond \uffff. An escaped
	// backslash is matched so that what follows it is not.
	surrogates = regexp.MustCompile(`\\\\|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})+`)
)

func unescape(escaped string) string {
	var text string
	if escaped == `\\` || json.Unmarshal([]byte(`"`+escaped+`"`), &text) != nil {
		return escaped
	}
	return text
}

// nextDocument runs the library. Should it panic on a broken file, that is a
// mistake in the file like any other.
func nextDocument(loader *yaml.Loader) (root *yaml.Node, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = errors.New("the file is broken in a way that cannot be told exactly")
		}
	}()
	var document yaml.Node
	if err := loader.Load(&document); err != nil {
		return nil, err
	}
	return document.Content[0], nil
}

// isEmpty reports whether nothing is written between the marks of a document.
func isEmpty(root *yaml.Node) bool {
	return root.Kind == yaml.ScalarNode && root.Tag == "!!null" && root.Value == "" && root.Anchor == ""
}

// limits bounds the nesting before the library recurses into it. Aliases are
// counted by the converter: the library only points from them to their nodes.
type limits struct{}

func (limits) CheckDepth(depth int, _ *yaml.DepthContext) error {
	if depth > maxDepth+1 { // depth counts tables and lists: the innermost may lie this deep, empty
		return errTooDeep
	}
	return nil
}

func (limits) CheckAlias(int, int) error { return nil }

var errTooDeep = fmt.Errorf("values are nested more than %d deep", maxDepth)
