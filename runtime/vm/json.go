package vm

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"

	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/actor"
	"echotui/runtime/wire"
)

// maxNesting bounds how deep arrays and objects may be in one another, both
// ways.
const maxNesting = 128

// jsonModule is encode and decode. A table is an array if its keys are 1, 2,
// 3, …, and an object if they are strings, in the order in which they came into
// the table. An empty table is an array: nothing tells which of the two it is.
// What a table cannot say is an error, never left out: holes in an array, keys
// of both sorts, functions, numbers that are none, tables in themselves.
func (m *Machine) jsonModule() *lua.LTable {
	return m.module("json", map[string]function{
		"encode": func(L *lua.LState, _ *actor.Task) int {
			text, problem := encodeJSON(L, L.CheckAny(1))
			if problem != nil {
				return m.fail(L, problem)
			}
			return push(L, lua.LString(text))
		},
		"decode": func(L *lua.LState, _ *actor.Task) int {
			value, problem := decodeJSON(L, checkText(L, 1))
			if problem != nil {
				return m.fail(L, problem)
			}
			return push(L, value)
		},
	})
}

// encodeJSON writes a value without spaces.
func encodeJSON(L *lua.LState, v lua.LValue) (string, *wire.Error) {
	e := jsonEncoder{work: meter{fiber: fiberOf(L)}}
	if problem := e.value(v); problem != nil {
		message := "cannot encode " + problem.what
		if problem.path != "" {
			message += " at " + problem.path
		}
		return "", wire.NewError(wire.Invalid, message)
	}
	grew(L, len(e.text))
	return string(e.text), nil
}

type jsonEncoder struct {
	work meter
	text []byte
	open []*lua.LTable // those that contain what is being written
}

// unfit is a value that JSON cannot say, and where it is.
type unfit struct{ what, path string }

func (e *jsonEncoder) value(v lua.LValue) *unfit {
	e.work.step(4)
	if len(e.text) > maxText {
		return &unfit{what: "so much text"}
	}
	switch v := v.(type) {
	case *lua.LNilType:
		e.text = append(e.text, "null"...)
	case lua.LBool:
		e.text = strconv.AppendBool(e.text, bool(v))
	case lua.LNumber:
		return e.number(float64(v))
	case lua.LString:
		e.string(string(v))
	case *lua.LTable:
		return e.table(v)
	default:
		err := errorOf(v)
		if err == nil {
			return &unfit{what: "a " + v.Type().String()}
		}
		e.string(err.Message)
	}
	return nil
}

func (e *jsonEncoder) number(number float64) *unfit {
	if math.IsNaN(number) || math.IsInf(number, 0) {
		return &unfit{what: "the number " + numberText(number)}
	}
	if n, ok := toInteger(number); ok {
		e.text = strconv.AppendInt(e.text, n, 10)
	} else {
		e.text = strconv.AppendFloat(e.text, number, 'g', -1, 64)
	}
	return nil
}

// string writes bytes that are no UTF-8 as U+FFFD: JSON has no other place for
// them.
func (e *jsonEncoder) string(text string) {
	e.work.step(len(text) / stepsPerReduction)
	plain := true
	for i := 0; i < len(text) && plain; i++ {
		c := text[i]
		plain = c >= ' ' && c < 0x7f && c != '"' && c != '\\'
	}
	if plain {
		e.text = append(e.text, '"')
		e.text = append(e.text, text...)
		e.text = append(e.text, '"')
		return
	}
	var quoted bytes.Buffer
	encoder := json.NewEncoder(&quoted)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(text); err != nil {
		panic(err) // every string can be written
	}
	e.text = append(e.text, bytes.TrimSuffix(quoted.Bytes(), []byte("\n"))...)
}

func (e *jsonEncoder) table(front *lua.LTable) *unfit {
	t := contents(front)
	switch {
	case slices.Contains(e.open, t):
		return &unfit{what: "a table in itself"}
	case len(e.open) == maxNesting:
		return &unfit{what: fmt.Sprintf("more than %d tables in one another", maxNesting)}
	}
	e.open = append(e.open, t)
	var problem *unfit
	if k, _ := t.Next(lua.LNil); k.Type() == lua.LTString {
		problem = e.object(t)
	} else {
		problem = e.array(t)
	}
	e.open = e.open[:len(e.open)-1]
	return problem
}

func (e *jsonEncoder) array(t *lua.LTable) *unfit {
	e.text = append(e.text, '[')
	last := 0
	for k, v := t.Next(lua.LNil); k != lua.LNil; k, v = t.Next(k) {
		switch n, ok := k.(lua.LNumber); {
		case !ok:
			return mixedKeys(k, last > 0)
		case n != lua.LNumber(last+1):
			return &unfit{what: "a sparse array"}
		}
		if last++; last > 1 {
			e.text = append(e.text, ',')
		}
		if problem := e.value(v); problem != nil {
			problem.path = fmt.Sprintf("[%d]", last) + problem.path
			return problem
		}
	}
	e.text = append(e.text, ']')
	return nil
}

func (e *jsonEncoder) object(t *lua.LTable) *unfit {
	e.text = append(e.text, '{')
	for k, v := t.Next(lua.LNil); k != lua.LNil; k, v = t.Next(k) {
		name, ok := k.(lua.LString)
		if !ok {
			return mixedKeys(k, true)
		}
		if e.text[len(e.text)-1] != '{' {
			e.text = append(e.text, ',')
		}
		e.string(string(name))
		e.text = append(e.text, ':')
		if problem := e.value(v); problem != nil {
			problem.path = "." + string(name) + problem.path
			return problem
		}
	}
	e.text = append(e.text, '}')
	return nil
}

func mixedKeys(key lua.LValue, others bool) *unfit {
	if kind := key.Type(); kind != lua.LTString && kind != lua.LTNumber || !others {
		return &unfit{what: "a " + key.Type().String() + " as a key"}
	}
	return &unfit{what: "a table with keys of more than one sort"}
}
