package vm

import (
	"math"

	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/typed"
)

// operatorsFor defines what typed Lua calls for the operators that the VM has
// not.
func (m *Machine) operatorsFor(base map[string]lua.LValue) {
	for _, helper := range typed.Helpers {
		base[helper.Name] = m.root.NewFunction(operator(helper))
	}
}

func operator(helper typed.Helper) lua.LGFunction {
	return func(L *lua.LState) int {
		a, b := L.Get(1), L.Get(2)
		if helper.Operands == 1 {
			b = a
		}
		x, isNumber := numberOf(a)
		y, both := numberOf(b)
		if isNumber && both {
			result, err := helper.Apply(x, y)
			if err != nil {
				L.RaiseError("%s", err.Error())
			}
			return push(L, lua.LNumber(result))
		}
		if answer, ok := callOperator(L, helper.Event, a, b); ok {
			return push(L, answer)
		}
		if isNumber {
			a = b
		}
		action := "perform arithmetic"
		if helper.Bitwise {
			action = "perform bitwise operation"
		}
		L.RaiseError("attempt to %s on a %s value", action, a.Type())
		return 0
	}
}

// callOperator calls the metamethod of the first operand, else of the second.
func callOperator(L *lua.LState, event string, a, b lua.LValue) (lua.LValue, bool) {
	method := L.GetMetaField(a, event)
	if method.Type() != lua.LTFunction {
		method = L.GetMetaField(b, event)
	}
	if method.Type() != lua.LTFunction {
		return nil, false
	}
	L.Push(method)
	L.Push(a)
	L.Push(b)
	L.Call(2, 1)
	answer := L.Get(-1)
	L.Pop(1)
	return answer, true
}

// arithmetic is what texts do as operands. The VM would take "010" for eight,
// as Go does.
var arithmetic = map[string]func(a, b float64) float64{
	"add": func(a, b float64) float64 { return a + b },
	"sub": func(a, b float64) float64 { return a - b },
	"mul": func(a, b float64) float64 { return a * b },
	"div": func(a, b float64) float64 { return a / b },
	"mod": modulo,
	"pow": math.Pow,
	"unm": func(a, _ float64) float64 { return -a },
}

// modulo has the sign of b.
func modulo(a, b float64) float64 {
	rest := math.Mod(a, b)
	if rest != 0 && (rest < 0) != (b < 0) {
		rest += b
	}
	return rest
}

// textOperators adds the operators to the metatable of texts.
func (m *Machine) textOperators(metatable *lua.LTable) {
	for _, name := range sorted(arithmetic) {
		metatable.RawSetString("__"+name, m.root.NewFunction(onTexts(name, arithmetic[name])))
	}
}

func onTexts(name string, apply func(a, b float64) float64) lua.LGFunction {
	return func(L *lua.LState) int {
		a, b := L.Get(1), L.Get(2)
		if name == "unm" {
			b = a
		}
		x, isNumber := numberOf(a)
		y, both := numberOf(b)
		if isNumber && both {
			return push(L, lua.LNumber(apply(x, y)))
		}
		// One of the two is a text, so the other one decides.
		if other := otherThanText(a, b); other != nil {
			if method := L.GetMetaField(other, "__"+name); method.Type() == lua.LTFunction {
				L.Push(method)
				L.Push(a)
				L.Push(b)
				L.Call(2, 1)
				return 1
			}
		}
		L.RaiseError("cannot perform %s operation between %s and %s", name, a.Type(), b.Type())
		return 0
	}
}

func otherThanText(a, b lua.LValue) lua.LValue {
	for _, v := range [...]lua.LValue{a, b} {
		if v.Type() != lua.LTString {
			return v
		}
	}
	return nil
}
