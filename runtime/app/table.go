package app

import "go.yaml.in/yaml/v4"

func (c *converter) table(tree *yaml.Node, line, depth int) (*node, error) {
	t := tableMaker{converter: c, made: &node{line: line, shape: shapeTable, values: 1}, keys: map[string]tableKey{}}
	for i := 0; i < len(tree.Content); i += 2 {
		if err := t.pair(tree.Content[i], tree.Content[i+1], depth); err != nil {
			return nil, err
		}
	}
	return t.made, nil
}

// tableMaker gathers the fields of one table. A key of the table's own wins
// over one merged in, and an earlier merge over a later one.
type tableMaker struct {
	*converter
	made     *node
	keys     map[string]tableKey
	mergeKey *yaml.Node // the table's << once it was found
}

// tableKey is a key that the table already has.
type tableKey struct {
	place int        // in made.fields
	own   *yaml.Node // where the table itself has it; nil for a key merged in
}

func (t *tableMaker) pair(keyTree, valueTree *yaml.Node, depth int) error {
	key, err := t.node(keyTree, depth+1)
	if err != nil {
		return err
	}
	value, err := t.node(valueTree, depth+1)
	if err != nil {
		return err
	}
	switch {
	case keyTree.ShortTag() == "!!merge":
		if t.mergeKey != nil {
			return t.twice("<<", keyTree, t.mergeKey)
		}
		t.mergeKey = keyTree
		return t.merge(value, key.line)
	case key.shape >= shapeList:
		return mistake(t.file, key.line, "YAML: a key is a text, not %s", key.shape)
	}
	return t.add(field{key: keyText(key), line: key.line, value: value}, keyTree)
}

// keyText is a key as text: a number or a boolean as it is written.
func keyText(key *node) string {
	if text, ok := key.scalar.(string); ok {
		return text
	}
	return key.written
}

func (t *tableMaker) twice(key string, second, first *yaml.Node) error {
	return mistake(t.file, second.Line, "YAML: mapping key %q already defined at [%d:%d] (column %d)", key, first.Line, first.Column, second.Column)
}

// add adds a field, or replaces one that was merged in. Own is where the table
// has its key; nil for a field to be merged in.
func (t *tableMaker) add(f field, own *yaml.Node) error {
	known, taken := t.keys[f.key]
	switch {
	case taken && own == nil:
		return nil
	case taken && known.own != nil:
		return t.twice(f.key, own, known.own)
	}
	if err := t.count(t.made, f.value, f.line); err != nil {
		return err
	}
	if taken {
		t.made.fields[known.place] = f
	} else {
		known.place = len(t.made.fields)
		t.made.fields = append(t.made.fields, f)
	}
	t.keys[f.key] = tableKey{place: known.place, own: own}
	return nil
}

func (t *tableMaker) merge(from *node, line int) error {
	switch from.shape {
	case shapeTable:
		for _, f := range from.fields {
			if err := t.add(f, nil); err != nil {
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
