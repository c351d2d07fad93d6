package vm

import (
	"fmt"
	"slices"
	"time"

	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/actor"
	"echotui/runtime/wire"
)

// What of a value is copied to be shown: a screenful. Where something is left
// out, "…" stands for it.
const (
	shownText   = 1024 // bytes of a string
	shownItems  = 50   // of a table
	shownDepth  = 5    // of tables in tables
	shownValues = 500  // in all
)

// shown is a variable with its value, copied without a call of anything that
// the program could notice.
func shown(name string, value lua.LValue) wire.Variable {
	v := wire.Variable{Name: name, Type: value.Type().String()}
	s := shower{left: shownValues}
	var isData bool
	if v.Value, isData = s.copy(value); !isData {
		v.Text = describe(value)
	}
	return v
}

// shower copies one value, as far as it is shown.
type shower struct {
	left  int
	above []*lua.LTable // those in which what is being copied lies
}

// copy reports false for what is no data.
func (s *shower) copy(value lua.LValue) (wire.Value, bool) {
	s.left--
	switch v := value.(type) {
	case *lua.LNilType:
		return nil, true
	case lua.LBool:
		return bool(v), true
	case lua.LNumber:
		return float64(v), true
	case lua.LString:
		return cut(string(v)), true
	case *lua.LTable:
		return s.table(contents(v)), true
	}
	if e := errorOf(value); e != nil {
		return &wire.Error{Message: cut(e.Message), Kind: cut(e.Kind), Retryable: e.Retryable}, true
	}
	return nil, false
}

// cut is the beginning of a text that is too long.
func cut(text string) string {
	if len(text) <= shownText {
		return text
	}
	return text[:shownText] + "…"
}

func (s *shower) table(t *lua.LTable) wire.Value {
	if len(s.above) == shownDepth || slices.Contains(s.above, t) {
		return "…"
	}
	s.above = append(s.above, t)
	copied := &wire.Table{}
	count := 0
	for key, value := t.Next(lua.LNil); key != lua.LNil; key, value = t.Next(key) {
		if count++; count > shownItems || s.left <= 0 {
			copied.Fields = append(copied.Fields, wire.Field{Key: "…", Value: "…"})
			break
		}
		v := s.inside(value)
		if key == lua.LNumber(len(copied.Items)+1) {
			copied.Items = append(copied.Items, v)
			continue
		}
		copied.Fields = append(copied.Fields, wire.Field{Key: s.inside(key), Value: v})
	}
	s.above = s.above[:len(s.above)-1]
	return copied
}

// inside is a value in a table; what is no data is told in brackets.
func (s *shower) inside(value lua.LValue) wire.Value {
	copied, isData := s.copy(value)
	if !isData {
		return "<" + describe(value) + ">"
	}
	return copied
}

// describe tells what a value that is no data is.
func describe(value lua.LValue) string {
	switch v := value.(type) {
	case *lua.LFunction:
		if v.IsG {
			return "function of the runtime"
		}
		return "function " + definition(v)
	case *lua.LState:
		return "coroutine"
	case *lua.LUserData:
		return describeUserdata(v.Value)
	}
	return value.Type().String()
}

func describeUserdata(value any) string {
	switch v := value.(type) {
	case *actor.Channel:
		return v.Label()
	case *actor.Message:
		return fmt.Sprintf("message %s from %s", cut(v.Topic), v.From)
	case *payload:
		return "payload " + wire.Text(v.value, previewLimit)
	case time.Time:
		return v.UTC().Format(time.RFC3339Nano)
	case time.Duration:
		return v.String()
	case *time.Location:
		return v.String()
	}
	return "userdata"
}
