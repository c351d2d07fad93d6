package vm

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"
)

// fuzzReductions bounds what one call of a fuzzed function may do: some
// patterns take for ever.
const fuzzReductions = 20_000

// fuzzed calls functions of the library without a process.
type fuzzed struct {
	machine *Machine
	thread  *lua.LState
}

func newFuzzed(t testing.TB) *fuzzed {
	t.Helper()
	m, err := New(Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(m.Close)
	return &fuzzed{m, m.takeThread()}
}

// call returns the results, or the message that the function raised. Go's own
// mistakes must not look like those of a program.
func (f *fuzzed) call(t *testing.T, function lua.LGFunction, args ...lua.LValue) (results []lua.LValue, problem string) {
	t.Helper()
	attach(f.thread, &fiber{machine: f.machine, thread: f.thread, left: fuzzReductions, loading: true})
	f.thread.SetTop(0)
	f.thread.Push(f.thread.NewFunction(function))
	for _, arg := range args {
		f.thread.Push(arg)
	}
	if err := f.thread.PCall(len(args), lua.MultRet, nil); err != nil {
		message := err.(*lua.ApiError).Object.String()
		if strings.Contains(message, "runtime error") || strings.Contains(message, "interface conversion") {
			t.Fatal(message)
		}
		return nil, message
	}
	for i := 1; i <= f.thread.GetTop(); i++ {
		results = append(results, f.thread.Get(i))
	}
	return results, ""
}

func (f *fuzzed) library(name string) lua.LGFunction {
	return original(contentOf(f.machine.library.base["string"].(*lua.LTable)), name)
}

// What is read is what encoding/json takes for JSON, and writing it and reading
// it again changes nothing.
func FuzzJSON(f *testing.F) {
	for _, text := range []string{
		`{"a":[1,2.5,{"b":null}],"c":"\u00e9\ud83c\udf89","a":-0}`, `[null,1]`, `[[[[]]]]`, `{"":{"":{}}}`, `"\ud800"`, "\"\xff\"",
		`1e999`, `1E400`, `0.1`, `[1,]`, `{"a" 1}`, `{"a":1 "b":2}`, `]`, `nul`, ` true `, `1 2`, `"\x"`, "\"\n\"", strings.Repeat("[", 200),
		`123456789012345678901234567890`, `-9223372036854775808`, `9223372036854775807`, `[1e-400]`, `{"a":1}{`, "\xef\xbb\xbf1", `"<>&` + "\u2028\"",
	} {
		f.Add(text)
	}
	z := newFuzzed(f)
	f.Fuzz(func(t *testing.T, text string) {
		decode := func(L *lua.LState) int {
			value, problem := decodeJSON(L, checkText(L, 1))
			if problem != nil {
				L.RaiseError("%s", problem.Message)
			}
			return push(L, value)
		}
		encode := func(L *lua.LState) int {
			text, problem := encodeJSON(L, L.Get(1))
			if problem != nil {
				L.RaiseError("%s", problem.Message)
			}
			return push(L, lua.LString(text))
		}
		value, problem := z.call(t, decode, lua.LString(text))
		if valid := json.Valid([]byte(text)); valid != (problem == "") && !bounded(problem) {
			t.Fatalf("valid %v, but %q", valid, problem)
		}
		if problem != "" {
			return
		}
		once, problem := z.call(t, encode, value[0])
		if problem != "" {
			if !strings.Contains(problem, "sparse array") && !bounded(problem) {
				t.Fatal(problem)
			}
			return
		}
		again, problem := z.call(t, decode, once[0])
		if problem != "" {
			t.Fatalf("%s is not read again: %s", once[0], problem)
		}
		twice, problem := z.call(t, encode, again[0])
		if problem != "" || twice[0] != once[0] {
			t.Fatalf("%s became %v %s", once[0], twice, problem)
		}
	})
}

// bounded reports whether a bound of ours was reached, which is no mistake.
func bounded(problem string) bool {
	return strings.Contains(problem, "128 levels") || strings.Contains(problem, "is too large") ||
		strings.Contains(problem, errKilled.Error())
}

// Nothing of how Go formats shows, and a text comes out whole.
func FuzzStringFormat(f *testing.F) {
	for _, format := range []string{
		"%d", "%5.2f|%-8s|%q", "%c%c", "%x %X %#o", "%g %e %G %.0e", "%+05d", "%%", "%", "%v", "%T", "%99.99f", "%100d", "%[1]d", "%*d", "%!d", "%-+ #0-d",
		"%.s", "%5%", "%i%u",
	} {
		f.Add(format, 42.5, "te\x00xt\xff")
		f.Add(format, math.Inf(-1), "12")
	}
	z := newFuzzed(f)
	f.Fuzz(func(t *testing.T, format string, number float64, text string) {
		for _, arg := range []lua.LValue{lua.LNumber(number), lua.LString(text), lua.LNil, lua.LTrue} {
			results, problem := z.call(t, z.library("format"), lua.LString(format), arg, arg, arg, lua.LString(text))
			if problem != "" {
				continue
			}
			if got := results[0].String(); strings.Contains(got, "%!") && !strings.Contains(format+text, "!") {
				t.Fatalf("%q of %v is %q", format, arg, got)
			}
		}
	})
}

// What is unpacked packs into something that unpacks into the same.
func FuzzPack(f *testing.F) {
	for _, format := range []string{
		"bBhHlLjJTfdn", "<i3 >I5 =i16", "zs1s4c3", "!4 b Xi4 i4", "! xd", "i17", "c", "X", "!3 i3", "c99999999999", "s16", "> s2 z", "I16",
	} {
		f.Add(format, strings.Repeat("\x01\x00\xff\x02", 30))
		f.Add(format, "")
	}
	z := newFuzzed(f)
	f.Fuzz(func(t *testing.T, format, text string) {
		z.call(t, z.library("packsize"), lua.LString(format))
		values, problem := z.call(t, z.library("unpack"), lua.LString(format), lua.LString(text))
		if problem != "" {
			return
		}
		values = values[:len(values)-1]
		packed, problem := z.call(t, z.library("pack"), append([]lua.LValue{lua.LString(format)}, values...)...)
		if problem != "" {
			if !strings.Contains(problem, "number has no integer representation") && !bounded(problem) {
				t.Fatal(problem) // 2^64-1 becomes 2^64
			}
			return
		}
		again, problem := z.call(t, z.library("unpack"), lua.LString(format), packed[0])
		if problem != "" || len(again) != len(values)+1 {
			t.Fatalf("%q: %q, %d values, were %d", format, problem, len(again)-1, len(values))
		}
		for i, v := range values {
			if again[i] != v && v == v {
				t.Fatalf("%q: value %d is %v, was %v", format, i+1, again[i], v)
			}
		}
	})
}

// A match is where find says, and is what match returns.
func FuzzPattern(f *testing.F) {
	for _, pattern := range []string{
		"l+", "(h)(.-)(o?)$", "^%s*(.-)%s*$", "%b()", "%f[%a]%w+", "[^%d%s]-x", "()l()", "(l)%1", "[]-a]", "[a-", "%", "(", ")", "%1", "[%", "a**", "((((((a))))))",
		"(a*)*b", "[[:alpha:]]", "%b", "%fa", "$", "^", "^$", ".-b*.-c", "\x00", "[\x00-\xff]",
	} {
		f.Add("hello (wor(ld)) x1\x00\xff", pattern, "<%0%1%%>")
	}
	z := newFuzzed(f)
	f.Fuzz(func(t *testing.T, text, pattern, replacement string) {
		source, p := lua.LString(text), lua.LString(pattern)
		z.call(t, z.library("gsub"), source, p, lua.LString(replacement))
		found, problem := z.call(t, z.library("find"), source, p)
		if problem != "" || found[0] == lua.LNil {
			return
		}
		start, end := int(found[0].(lua.LNumber)), int(found[1].(lua.LNumber))
		if start < 1 || end < start-1 || end > len(text) {
			t.Fatalf("%q in %q is from %d to %d", pattern, text, start, end)
		}
		matched, problem := z.call(t, z.library("match"), source, p)
		if len(found) == 2 && problem == "" && matched[0] != lua.LString(text[start-1:end]) {
			t.Fatalf("%q in %q is %q, from %d to %d", pattern, text, matched[0], start, end)
		}
		kept, problem := z.call(t, z.library("gsub"), source, p, lua.LString("%0"))
		if problem == "" && kept[0] != source {
			t.Fatalf("%q in %q by itself makes %q", pattern, text, kept[0])
		}
	})
}
