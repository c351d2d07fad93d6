package vm

import (
	"math"
	"strconv"
	"strings"

	lua "github.com/yuin/gopher-lua"
)

// What Lua functions take where they ask for a text or a number: numbers count
// as texts, texts that are numbers count as numbers, and error objects count as
// their messages.

// textOf is v as a text, if it counts as one.
func textOf(v lua.LValue) (string, bool) {
	switch v := v.(type) {
	case lua.LString:
		return string(v), true
	case lua.LNumber:
		return numberText(float64(v)), true
	}
	if e := errorOf(v); e != nil {
		return e.Message, true
	}
	return "", false
}

// checkText is the n-th argument as a text; it raises if it is none.
func checkText(L *lua.LState, n int) string {
	text, ok := textOf(L.Get(n))
	if !ok {
		L.TypeError(n, lua.LTString)
	}
	return text
}

func optionalText(L *lua.LState, n int, otherwise string) string {
	if L.Get(n) == lua.LNil {
		return otherwise
	}
	return checkText(L, n)
}

// numberOf is v as a number, if it counts as one.
func numberOf(v lua.LValue) (float64, bool) {
	switch v := v.(type) {
	case lua.LNumber:
		return float64(v), true
	case lua.LString:
		return parseNumber(string(v))
	}
	return 0, false
}

// checkNumber is the n-th argument as a number; it raises if it is none.
func checkNumber(L *lua.LState, n int) float64 {
	number, ok := numberOf(L.Get(n))
	if !ok {
		L.TypeError(n, lua.LTNumber)
	}
	return number
}

// checkInteger is the n-th argument without its fraction. What is beyond 2^53
// counts as 2^53, and what is no number at all as 0: how machines convert such
// numbers differs.
func checkInteger(L *lua.LState, n int) int {
	const most = 1 << 53
	number := checkNumber(L, n)
	if number != number {
		return 0
	}
	return int(max(-most, min(most, number)))
}

func optionalInteger(L *lua.LState, n, otherwise int) int {
	if L.Get(n) == lua.LNil {
		return otherwise
	}
	return checkInteger(L, n)
}

// toInteger is a number as 64 bits, if it has no fraction and fits.
func toInteger(number float64) (int64, bool) {
	if number != math.Trunc(number) || number < -1<<63 || number >= 1<<63 {
		return 0, false
	}
	return int64(number), true
}

// numberText writes a number as the VM does when it joins texts.
func numberText(number float64) string {
	if n, ok := toInteger(number); ok {
		return strconv.FormatInt(n, 10)
	}
	return strconv.FormatFloat(number, 'g', -1, 64)
}

// spaces are what may stand around a number.
const spaces = " \f\n\r\t\v"

// parseNumber reads a number as Lua writes them: decimal, or hexadecimal after
// 0x, both with fraction and exponent if need be.
func parseNumber(text string) (float64, bool) {
	text = strings.Trim(text, spaces)
	digits := strings.TrimLeft(text, "+-")
	if len(text)-len(digits) > 1 {
		return 0, false
	}
	if len(digits) > 1 && digits[0] == '0' && digits[1]|0x20 == 'x' {
		return parseHexadecimal(digits[2:], strings.HasPrefix(text, "-"))
	}
	// What is left out here are the words and the underscores of Go.
	if digits == "" || strings.Trim(digits, "0123456789.eE+-") != "" {
		return 0, false
	}
	number, err := strconv.ParseFloat(text, 64)
	return number, err == nil || math.IsInf(number, 0)
}

func parseHexadecimal(digits string, negative bool) (float64, bool) {
	if strings.Contains(digits, "_") {
		return 0, false
	}
	text := "0x" + digits
	if !strings.ContainsAny(digits, "pP") {
		text += "p0"
	}
	number, err := strconv.ParseFloat(text, 64)
	if negative {
		number = -number
	}
	return number, err == nil || math.IsInf(number, 0)
}
