package vm

import (
	"math"
	"strings"

	lua "github.com/yuin/gopher-lua"
)

// The bounds of integers. Numbers are doubles, which have no 2^63-1: most is
// the largest integer below 2^63 that they have.
const (
	mostInteger  = 1<<63 - 1024
	leastInteger = -1 << 63
)

// extendMath adds to math what standard Lua has not, and makes texts that are
// numbers count as in the rest of the library.
func (m *Machine) extendMath(table *lua.LTable, set setter) {
	for k, v := table.Next(lua.LNil); k != lua.LNil; k, v = table.Next(k) {
		if f, ok := v.(*lua.LFunction); ok {
			set(table, k.String(), onNumbers(f.GFunction))
		}
	}
	table.RawSetString("maxinteger", lua.LNumber(mostInteger))
	table.RawSetString("mininteger", lua.LNumber(leastInteger))
	set(table, "randomseed", func(*lua.LState) int { return 0 })
	set(table, "random", random)
	set(table, "tointeger", func(L *lua.LState) int {
		number, ok := L.CheckAny(1).(lua.LNumber)
		if _, integral := toInteger(float64(number)); !ok || !integral {
			return push(L, lua.LNil)
		}
		return push(L, number)
	})
	set(table, "type", func(L *lua.LState) int {
		number, ok := L.CheckAny(1).(lua.LNumber)
		if !ok {
			return push(L, lua.LNil)
		}
		if _, integral := toInteger(float64(number)); integral {
			return push(L, lua.LString("integer"))
		}
		return push(L, lua.LString("float"))
	})
	set(table, "ult", func(L *lua.LState) int {
		return push(L, lua.LBool(uint64(wholeNumber(L, 1)) < uint64(wholeNumber(L, 2))))
	})
}

func onNumbers(stock lua.LGFunction) lua.LGFunction {
	return func(L *lua.LState) int {
		for i := 1; i <= L.GetTop(); i++ {
			if text, ok := L.Get(i).(lua.LString); ok {
				if number, ok := parseNumber(string(text)); ok {
					L.Replace(i, lua.LNumber(number))
				} else {
					L.TypeError(i, lua.LTNumber)
				}
			}
		}
		return stock(L)
	}
}

// wholeNumber is the n-th argument as 64 bits; it raises if it has a fraction.
func wholeNumber(L *lua.LState, n int) int64 {
	number, ok := toInteger(checkNumber(L, n))
	if !ok {
		L.ArgError(n, "number has no integer representation")
	}
	return number
}

// random draws from the process's own generator, so that runs repeat.
func random(L *lua.LState) int {
	dice := taskOf(L).Process().Random() >> 11
	fraction := float64(dice) / (1 << 53)
	if L.GetTop() == 0 {
		return push(L, lua.LNumber(fraction))
	}
	low, high := 1, checkInteger(L, 1)
	if L.GetTop() > 1 {
		low, high = high, checkInteger(L, 2)
	}
	if low > high {
		L.ArgError(L.GetTop(), "interval is empty")
	}
	return push(L, lua.LNumber(float64(low)+math.Floor(fraction*(float64(high)-float64(low)+1))))
}

// toNumber is tonumber.
func toNumber(L *lua.LState) int {
	v := L.CheckAny(1)
	base := optionalInteger(L, 2, 10)
	if base < 2 || base > 36 {
		L.ArgError(2, "base out of range")
	}
	number, ok := numberOf(v)
	if base != 10 {
		number, ok = parseDigits(checkText(L, 1), base)
	}
	if !ok {
		return push(L, lua.LNil)
	}
	return push(L, lua.LNumber(number))
}

// parseDigits reads a whole number in some base.
func parseDigits(text string, base int) (float64, bool) {
	text = strings.Trim(text, spaces)
	text, negative := strings.CutPrefix(text, "-")
	if base == 16 && len(text) > 2 && text[0] == '0' && text[1]|0x20 == 'x' {
		text = text[2:]
	}
	number := 0.0
	for _, c := range []byte(text) {
		digit := base
		switch {
		case isDigit(c):
			digit = int(c - '0')
		case isLetter(c):
			digit = int(c|0x20-'a') + 10
		}
		if digit >= base {
			return 0, false
		}
		number = number*float64(base) + float64(digit)
	}
	if negative {
		number = -number
	}
	return number, text != ""
}

// choose is select.
func choose(L *lua.LState) int {
	if L.Get(1) == lua.LString("#") {
		return push(L, lua.LNumber(L.GetTop()-1))
	}
	first := checkInteger(L, 1)
	if first < 0 {
		first += L.GetTop()
	}
	if first < 1 {
		L.ArgError(1, "index out of range")
	}
	return max(0, L.GetTop()-first)
}
