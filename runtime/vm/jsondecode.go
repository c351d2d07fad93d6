package vm

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/wire"
)

// decodeJSON reads one value. Null is nil, also in an array. Bytes that are no
// UTF-8 become U+FFFD.
func decodeJSON(L *lua.LState, text string) (lua.LValue, *wire.Error) {
	d := jsonDecoder{L: L, work: meter{fiber: fiberOf(L)}, tokens: json.NewDecoder(strings.NewReader(text))}
	d.tokens.UseNumber()
	grew(L, len(text)*bytesPerDigit)
	value, err := d.next()
	if err == nil {
		if _, more := d.tokens.Token(); more != io.EOF {
			err = errors.New("there is more behind the value")
		}
	}
	if err != nil {
		return nil, wire.NewError(wire.Invalid, d.explain(text, err))
	}
	return value, nil
}

// bytesPerDigit is about how many bytes a value takes for each byte of its text:
// most do not consist of empty tables.
const bytesPerDigit = 8

type jsonDecoder struct {
	L      *lua.LState
	work   meter
	tokens *json.Decoder
	depth  int
	fields []jsonField // of the objects that are being read, outermost first
}

type jsonField struct {
	name  string
	value lua.LValue
}

// explain tells where text is no JSON.
func (d *jsonDecoder) explain(text string, err error) string {
	at := d.tokens.InputOffset()
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) && syntax.Offset > at {
		at = syntax.Offset - 1 // inside a value; between values it is at already
	}
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		at = int64(len(text))
		err = errors.New("unexpected end")
	}
	before := text[:max(0, min(int(at), len(text)))]
	line := strings.Count(before, "\n") + 1
	column := len(before) - strings.LastIndexByte(before, '\n')
	return fmt.Sprintf("invalid JSON at line %d, column %d: %s", line, column, err)
}

// next is the next value.
func (d *jsonDecoder) next() (lua.LValue, error) {
	token, err := d.tokens.Token()
	if err != nil {
		return nil, err
	}
	return d.value(token)
}

func (d *jsonDecoder) value(token json.Token) (lua.LValue, error) {
	d.work.step(stepsPerReduction)
	switch token := token.(type) {
	case bool:
		return lua.LBool(token), nil
	case string:
		d.work.step(len(token) / stepsPerReduction)
		return lua.LString(token), nil
	case json.Number:
		number, err := strconv.ParseFloat(string(token), 64)
		if err != nil {
			return nil, fmt.Errorf("the number %.20s is too large", token)
		}
		return lua.LNumber(number), nil
	case json.Delim:
		return d.nested(token)
	}
	return lua.LNil, nil
}

func (d *jsonDecoder) nested(open json.Delim) (lua.LValue, error) {
	if d.depth == maxNesting {
		return nil, fmt.Errorf("more than %d levels of nesting", maxNesting)
	}
	d.depth++
	defer func() { d.depth-- }()
	if open == '[' {
		return d.array()
	}
	return d.object()
}

func (d *jsonDecoder) array() (lua.LValue, error) {
	list := d.L.CreateTable(0, 0)
	for i := 1; ; i++ {
		token, err := d.tokens.Token()
		if err != nil || token == json.Delim(']') {
			return list, err
		}
		value, err := d.value(token)
		if err != nil {
			return nil, err
		}
		if value != lua.LNil {
			list.RawSetInt(i, value)
		}
	}
}

// object collects the fields first: a table that grows its first key takes ten
// times the memory of one that knows how many there will be.
func (d *jsonDecoder) object() (lua.LValue, error) {
	outer := len(d.fields)
	for {
		token, err := d.tokens.Token()
		if err != nil {
			return nil, err
		}
		name, ok := token.(string)
		if !ok { // the closing brace
			break
		}
		value, err := d.next()
		if err != nil {
			return nil, err
		}
		d.fields = append(d.fields, jsonField{name, value})
	}
	own := d.fields[outer:]
	object := newTable(d.L, 0, len(own))
	for _, field := range own {
		setField(object, lua.LString(field.name), field.name, field.value)
	}
	d.fields = d.fields[:outer]
	return object, nil
}
