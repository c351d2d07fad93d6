package app

import (
	"encoding/base64"
	"regexp"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// converter makes nodes of the library's nodes, which do without columns,
// styles and comments.
type converter struct {
	file  string
	ahead cursor               // in the file's text
	made  int                  // nodes, those of aliases once
	nodes map[*yaml.Node]*node // those with an anchor, once their value is complete
}

func (c *converter) node(tree *yaml.Node, depth int) (*node, error) {
	line := c.lineOf(tree)
	if depth > maxDepth {
		return nil, tooDeep(c.file, line)
	}
	if c.made++; c.made > maxNodes {
		return nil, mistake(c.file, line, "too much structure for one file: split it here")
	}
	n, err := c.value(tree, line, depth)
	if err == nil && tree.Anchor != "" {
		c.nodes[tree] = n
	}
	return n, err
}

func (c *converter) value(tree *yaml.Node, line, depth int) (*node, error) {
	switch tree.Kind {
	case yaml.MappingNode:
		return c.table(tree, line, depth)
	case yaml.SequenceNode:
		return c.list(tree, line, depth)
	case yaml.AliasNode:
		return c.alias(tree)
	}
	return c.scalar(tree, line)
}

// scalar reads a value by its tag, which the library has found for values
// without one. It also tells dates from texts; Lua has no dates.
func (c *converter) scalar(tree *yaml.Node, line int) (*node, error) {
	n := &node{line: line, values: 1, textLine: line, written: reveal.Replace(tree.Value)}
	if tree.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		n.textLine = line + 1
	}
	var err error
	switch tag := tree.ShortTag(); tag {
	case "!!null":
		err = tree.Decode(new(any))
	case "!!bool":
		var b bool
		err = tree.Decode(&b)
		n.shape, n.scalar = shapeBool, b
	case "!!int", "!!float":
		var f float64
		err = tree.Decode(&f)
		n.shape, n.scalar = shapeNumber, f
	case "!!binary":
		var data []byte
		data, err = base64.StdEncoding.DecodeString(spaces.ReplaceAllString(tree.Value, ""))
		n.shape, n.scalar = shapeText, string(data)
	default:
		n.shape, n.scalar = shapeText, n.written
	}
	if err != nil {
		return nil, mistake(c.file, line, "YAML: %q is no %s", n.written, tree.ShortTag())
	}
	return n, nil
}

var spaces = regexp.MustCompile(`\s+`)

func (c *converter) list(tree *yaml.Node, line, depth int) (*node, error) {
	n := &node{line: line, shape: shapeList, values: 1}
	for _, item := range tree.Content {
		v, err := c.node(item, depth+1)
		if err != nil {
			return nil, err
		}
		if err := c.count(n, v, line); err != nil {
			return nil, err
		}
		n.items = append(n.items, v)
	}
	return n, nil
}

// count adds the values of part to whole. A few lines of aliases to aliases
// can stand for more values than there is memory.
func (c *converter) count(whole, part *node, line int) error {
	whole.values += part.values
	if whole.values > maxValues {
		return mistake(c.file, line, "more than %d values here once aliases are written out", maxValues)
	}
	return nil
}

// alias finds what an alias stands for. A node with an anchor is known once
// its value is complete, so no value can hold itself.
func (c *converter) alias(tree *yaml.Node) (*node, error) {
	if n, ok := c.nodes[tree.Alias]; ok {
		return n, nil
	}
	return nil, mistake(c.file, tree.Line, "YAML: alias *%s stands inside of its own anchor &%s", tree.Value, tree.Value)
}

// lineOf is where a value begins for its reader: behind its anchor and tag,
// with which it begins for the library.
func (c *converter) lineOf(tree *yaml.Node) int {
	bare := tree.Anchor == "" && tree.Style&yaml.TaggedStyle == 0
	absent := tree.Kind == yaml.ScalarNode && tree.Value == "" && tree.Style&^yaml.TaggedStyle == 0
	if bare || absent {
		return tree.Line
	}
	c.ahead.forwardTo(tree.Line, tree.Column)
	return tree.Line + strings.Count(properties.FindString(c.ahead.text), "\n")
}

// properties are what may stand in front of a value: anchor, tag, comments.
var properties = regexp.MustCompile(`^(?:[&!][^\s,\[\]{}]*|#.*|\s+)+`)

// cursor is a place in a text. It moves forwards only, as nodes are converted
// in the order in which they are written.
type cursor struct {
	text         string // from the place on
	line, column int    // of the place; columns count characters
}

func (p *cursor) forwardTo(line, column int) {
	for p.text != "" && (p.line < line || p.line == line && p.column < column) {
		r, size := utf8.DecodeRuneInString(p.text)
		p.text = p.text[size:]
		if p.column++; r == '\n' {
			p.line, p.column = p.line+1, 1
		}
	}
}
