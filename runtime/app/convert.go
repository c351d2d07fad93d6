package app

import (
	"encoding/base64"
	"math"
	"regexp"
	"strconv"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// converter makes nodes of one YAML document's syntax tree.
type converter struct {
	file    string
	anchors map[string]*node
}

func (c *converter) node(tree ast.Node, depth int) (*node, error) {
	if tree == nil {
		return &node{line: 1, values: 1}, nil
	}
	line := lineOf(tree)
	if depth > maxDepth {
		return nil, tooDeep(c.file, line)
	}
	switch tree := tree.(type) {
	case *ast.MappingNode:
		return c.table(line, tree.Values, depth)
	case *ast.MappingValueNode:
		return c.table(line, []*ast.MappingValueNode{tree}, depth)
	case *ast.SequenceNode:
		return c.list(line, tree.Values, depth)
	case *ast.AnchorNode:
		return c.anchor(tree, depth)
	case *ast.AliasNode:
		return c.alias(tree)
	case *ast.TagNode:
		return c.tagged(tree, depth)
	case *ast.MappingKeyNode:
		return c.node(tree.Value, depth+1)
	}
	return c.scalar(tree, line)
}

func (c *converter) scalar(tree ast.Node, line int) (*node, error) {
	n := &node{line: line, values: 1, textLine: line, written: written(tree)}
	switch tree := tree.(type) {
	case *ast.NullNode, *ast.CommentGroupNode:
	case *ast.BoolNode:
		n.shape, n.scalar = shapeBool, tree.Value
	case *ast.IntegerNode:
		n.shape, n.scalar = shapeNumber, integer(tree.Value)
	case *ast.FloatNode:
		n.shape, n.scalar = shapeNumber, tree.Value
	case *ast.InfinityNode:
		n.shape, n.scalar = shapeNumber, tree.Value
	case *ast.NanNode:
		n.shape, n.scalar = shapeNumber, math.NaN()
	case *ast.StringNode:
		n.shape, n.scalar = shapeText, tree.Value
		if f, ok := plainNumber(tree.Token); ok {
			n.shape, n.scalar = shapeNumber, f
		}
	case *ast.LiteralNode:
		n.shape, n.scalar = shapeText, tree.Value.Value
		n.textLine = line + 1
	default:
		return nil, mistake(c.file, line, "YAML: %s is not understood here", tree.Type())
	}
	return n, nil
}

func (c *converter) list(line int, items []ast.Node, depth int) (*node, error) {
	n := &node{line: line, shape: shapeList, values: 1}
	for _, item := range items {
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

func (c *converter) table(line int, pairs []*ast.MappingValueNode, depth int) (*node, error) {
	t := tableMaker{converter: c, made: &node{line: line, shape: shapeTable, values: 1}, place: map[string]int{}}
	for _, pair := range pairs {
		if err := t.pair(pair, depth); err != nil {
			return nil, err
		}
	}
	return t.made, nil
}

// tableMaker gathers the fields of one table. A key of the table's own wins
// over one merged in, and an earlier merge over a later one.
type tableMaker struct {
	*converter
	made  *node
	place map[string]int // where a key is in made.fields
}

func (t *tableMaker) pair(pair *ast.MappingValueNode, depth int) error {
	value, err := t.node(pair.Value, depth+1)
	if err != nil {
		return err
	}
	if pair.Key.IsMergeKey() {
		return t.merge(value, lineOf(pair.Key))
	}
	key, err := t.key(pair.Key, depth)
	if err != nil {
		return err
	}
	return t.add(field{key: key, line: lineOf(pair.Key), value: value}, true)
}

func (t *tableMaker) add(f field, own bool) error {
	at, taken := t.place[f.key]
	if taken && !own {
		return nil
	}
	if err := t.count(t.made, f.value, f.line); err != nil {
		return err
	}
	if taken {
		t.made.fields[at] = f
		return nil
	}
	t.place[f.key] = len(t.made.fields)
	t.made.fields = append(t.made.fields, f)
	return nil
}

func (t *tableMaker) merge(from *node, line int) error {
	switch from.shape {
	case shapeTable:
		for _, f := range from.fields {
			if err := t.add(f, false); err != nil {
				return err
			}
		}
		return nil
	case shapeList:
		for _, item := range from.items {
			if item.shape != shapeTable {
				return mistake(t.file, line, "YAML: << merges tables, and this is %s", item.shape)
			}
			if err := t.merge(item, line); err != nil {
				return err
			}
		}
		return nil
	}
	return mistake(t.file, line, "YAML: << merges tables, and this is %s", from.shape)
}

// key returns a key as text: a number or a boolean as it is written.
func (c *converter) key(tree ast.MapKeyNode, depth int) (string, error) {
	n, err := c.node(tree, depth+1)
	if err != nil {
		return "", err
	}
	switch {
	case n.shape == shapeText:
		return n.scalar.(string), nil
	case n.shape < shapeText:
		return n.written, nil
	}
	return "", mistake(c.file, n.line, "YAML: a key is a text, not %s", n.shape)
}

func (c *converter) anchor(tree *ast.AnchorNode, depth int) (*node, error) {
	n, err := c.node(tree.Value, depth+1)
	if err != nil {
		return nil, err
	}
	c.anchors[tree.Name.GetToken().Value] = n
	return n, nil
}

// alias finds what an alias stands for. An anchor is known once its value is
// complete, so no value can hold itself.
func (c *converter) alias(tree *ast.AliasNode) (*node, error) {
	name := tree.Value.GetToken().Value
	if n, ok := c.anchors[name]; ok {
		return n, nil
	}
	return nil, mistake(c.file, lineOf(tree), "YAML: alias *%s has no anchor &%s above it", name, name)
}

// tagged reads a value with a tag. Only tags that change what a text is
// matter here; all others leave the value as it is.
func (c *converter) tagged(tree *ast.TagNode, depth int) (*node, error) {
	n, err := c.node(tree.Value, depth+1)
	if err != nil || n.shape >= shapeList {
		return n, err
	}
	tagged := *n
	switch token.ReservedTagKeyword(tree.GetToken().Value) {
	case token.StringTag:
		if n.shape != shapeText {
			tagged.shape, tagged.scalar = shapeText, n.written
		}
	case token.BinaryTag:
		text, _ := n.scalar.(string)
		data, err := base64.StdEncoding.DecodeString(spaces.ReplaceAllString(text, ""))
		if err != nil {
			return nil, mistake(c.file, n.line, "YAML: !!binary wants base64")
		}
		tagged.shape, tagged.scalar = shapeText, string(data)
	}
	return &tagged, nil
}

var spaces = regexp.MustCompile(`\s+`)

// numeric is what YAML calls a number, in forms that the library takes for
// texts: with an exponent, or too large for 64 bits.
var numeric = regexp.MustCompile(`^[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?$`)

func plainNumber(t *token.Token) (float64, bool) {
	if t.Type != token.StringType || !numeric.MatchString(t.Value) {
		return 0, false
	}
	f, err := strconv.ParseFloat(t.Value, 64)
	return f, err == nil
}

func integer(v any) float64 {
	switch v := v.(type) {
	case int64:
		return float64(v)
	case uint64:
		return float64(v)
	}
	return math.NaN()
}

// written is a scalar as its file has it.
func written(tree ast.Node) string {
	if t := tree.GetToken(); t != nil {
		return t.Value
	}
	return ""
}

// lineOf is where a value begins for its reader: a table with its first key,
// not with the colon behind it.
func lineOf(tree ast.Node) int {
	switch n := tree.(type) {
	case *ast.MappingNode:
		if !n.IsFlowStyle && len(n.Values) > 0 {
			return lineOf(n.Values[0].Key)
		}
	case *ast.MappingValueNode:
		return lineOf(n.Key)
	}
	if t := tree.GetToken(); t != nil && t.Position != nil {
		return max(t.Position.Line, 1)
	}
	return 1
}
