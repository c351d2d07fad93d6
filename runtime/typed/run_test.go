package typed

import (
	"fmt"
	"math"
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"
)

// state is a machine with the helpers defined the plainest way.
func state(t *testing.T) *lua.LState {
	l := lua.NewState()
	t.Cleanup(l.Close)
	for _, h := range Helpers {
		l.SetGlobal(h.Name, l.NewFunction(func(l *lua.LState) int {
			first, second := l.CheckNumber(1), lua.LNumber(0)
			if h.Operands == 2 {
				second = l.CheckNumber(2)
			}
			result, err := h.Apply(float64(first), float64(second))
			if err != nil {
				l.RaiseError("%s", err)
			}
			l.Push(lua.LNumber(result))
			return 1
		}))
	}
	return l
}

// run erases and runs a source and gives what it returns, or its error, as text.
func run(t *testing.T, l *lua.LState, source string) string {
	t.Helper()
	plain, err := check(t, source)
	if err != nil {
		return err.Error()
	}
	l.SetTop(0)
	function, err := l.Load(strings.NewReader(plain), "test")
	if err != nil {
		t.Fatalf("%q, made of %q: %v", plain, source, err)
	}
	l.Push(function)
	if err := l.PCall(0, lua.MultRet, nil); err != nil {
		return err.(*lua.ApiError).Object.String()
	}
	var values []string
	for i := 1; i <= l.GetTop(); i++ {
		values = append(values, l.Get(i).String())
	}
	return strings.Join(values, " ")
}

// What Lua 5.3 gives for the same source.
func TestOperators(t *testing.T) {
	l := state(t)
	for source, want := range map[string]string{
		"return 7 // 2, -7 // 2, 7 // -2, -7 // -2":                    "3 -4 -4 3",
		"return 7.5 // 2, -7.5 // 2, 1 // 0.3, 6 // 3":                 "3 -4 3 2",
		"return 1.5 // 0, -1.5 // 0":                                   "+Inf -Inf",
		"return 1 // 0":                                                "test:1: attempt to perform 'n//0'",
		"return 1\n// \n2 & 1.5":                                       "test:1: number has no integer representation",
		"return 9007199254740993 // 1":                                 "9007199254740992",
		"return 6 & 3, 6 | 3, 6 ~ 3, ~6, ~0, ~~6":                      "2 7 5 -7 -1 6",
		"return 1 << 4, 256 >> 4, 1 << -1, 1 >> -1, 1 << 64":           "16 16 0 2 0",
		"return -1 >> 60, 1 << 63, -1 >> 64, 1 << 62":                  "15 -9223372036854775808 0 4611686018427387904",
		"return 0xFF & 0x0F, 0x10 | 1, '10' // '3', '6' & 3":           "15 17 3 2",
		"return 2^53 | 1":                                              "9007199254740992",
		"return 2^64 & 1":                                              "test:1: number has no integer representation",
		"return 1 | 2 ~ 3 & 4 << 1, 1 | (2 ~ (3 & (4 << 1)))":          "3 3",
		"return 1 + 2 << 3, 1 << 2 + 3, 5 & 3 == 1":                    "24 32 true",
		"return 2 ^ 3 // 3, -2 ^ 2 // 3, -7 // 2 ^ 2":                  "2 -2 -2",
		"return 100 // 7 // 2, 100 // (7 // 2), 7 % 4 // 2 * 3":        "7 33 3",
		"return ~5 & 0xFF, -~5, ~-5, 2 ^ ~0":                           "250 6 4 0.5",
		"local function f() return 7, 8 end return f() // f()":         "1",
		"local t = {10} t[1] //= 3 t[1] <<= 2 t[1] ~= 0 and 1":         "1:43: expected '=' or a call, found '~='",
		"local t = {10} t[1] //= 3 t[1] <<= 2 return t[1]":             "12",
		"local x = 1 x += 2 * 3 x *= 2 + 1 x -= 1 x ^= 2 x %= 7":       "",
		"local s: string = 'a' s ..= 'b' .. 'c' return s":              "abc",
		"local x: number = 5\nreturn x! + (x :: any) as number":        "10",
		"return '\\x41\\u{e9}\\u{20ac}\\z\n  b\\\\x41', 1":             "Aé€b\\x41 1",
		"local x: T\nerror('here')":                                    "test:2: here",
		"local x = '\\z\n\n' error('here')":                            "test:3: here",
		"local f = tostring\nlocal g = f :: any\n(f)(1) return g == f": "true",
		"local f = tostring\nlocal g = f!\n(1) return g":               "1",
	} {
		if got := run(t, l, source); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", source, got, want)
		}
	}
}

func TestHelpers(t *testing.T) {
	for _, h := range Helpers {
		if !strings.HasPrefix(h.Name, Prefix) || h.Operands < 1 || h.Operands > 2 {
			t.Errorf("%+v", h)
		}
		for _, odd := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), math.MinInt64, math.MaxInt64, 1 << 62, 0, 0.5} {
			for _, other := range []float64{0, 1, -1, math.MinInt64, math.Inf(-1)} {
				if _, err := h.Apply(odd, other); err != nil && err != ErrNoInteger && err != ErrDivideByZero {
					t.Errorf("%s of %v and %v: %v", h.Name, odd, other, err)
				}
			}
		}
	}
	if quotient, err := integerDivide(math.MinInt64, -1); err != nil || quotient != math.MinInt64 {
		t.Errorf("the least integer divided by -1 is %v, %v", quotient, err)
	}
}

// A helper that meets a mistake says so with the line of its operator's start.
func TestHelperErrorsHaveTheirLine(t *testing.T) {
	l := state(t)
	source := "local function f(a: number): number\n\n  return a // 0\nend\nlocal x = 1 +\n f(1)"
	if got := run(t, l, source); got != "test:3: attempt to perform 'n//0'" {
		t.Error(got)
	}
}

func ExampleErase() {
	plain, _ := Erase("local half: number = n // 2")
	fmt.Println(plain)
	_, err := Erase("local half: = n // 2")
	fmt.Println(err)
	// Output:
	// local half         = __typed_idiv(n ,  2)
	// 1:13: expected a type, found '='
}
