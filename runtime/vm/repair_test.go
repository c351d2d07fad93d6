package vm

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"
	"github.com/yuin/gopher-lua/parse"

	"echotui/runtime/typed"
)

// Whatever compiles still does once it is repaired, and what does not is still
// a mistake, at the same line; no line of the code is one that the text has not.
func FuzzRepair(f *testing.F) {
	files, err := filepath.Glob("testdata/lua/*.lua")
	if err != nil || len(files) == 0 {
		f.Fatal(files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Add("while x do local y = function() return y end if y then break end goto on ::on:: end")
	f.Add("repeat local y goto on do return y .. x end ::on:: until y a, b.c, d[e] = b, a, f()")
	f.Add("for i = 1, 2 do for k in i do goto out end end ::out:: function a.b:c(...) self, arg = (...) end")
	m, err := New(Config{})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(m.Close)
	f.Fuzz(func(t *testing.T, text string) {
		text, err := typed.Erase(text)
		if err != nil {
			return
		}
		stock, err := parse.Parse(strings.NewReader(text), "x")
		if err != nil {
			return
		}
		_, before := lua.Compile(stock, "x")
		chunk, err := parse.Parse(strings.NewReader(text), "x")
		if err != nil {
			t.Fatal(err)
		}
		repairChunk(chunk)
		proto, after := lua.Compile(chunk, "x")
		if full(before) || full(after) {
			return // it takes some registers more, or less
		}
		if before != nil || after != nil {
			if before == nil || after == nil || before.Error() != withTrueLines(after.Error()) {
				t.Fatalf("before: %v, repaired: %v", before, after)
			}
			return
		}
		m.finish(proto)
		checkLines(t, proto, strings.Count(text, "\n")+strings.Count(text, "\r")+2)
	})
}

// full reports whether a function has more variables than there is room for.
func full(err error) bool {
	return err != nil && (strings.Contains(err.Error(), "too many local variables") || strings.Contains(err.Error(), "register overflow"))
}

func checkLines(t *testing.T, proto *lua.FunctionProto, most int) {
	for _, line := range proto.DbgSourcePositions {
		if line < 0 || line > most {
			t.Fatalf("line %d of a text that has %d", line, most)
		}
	}
	for _, inner := range proto.FunctionPrototypes {
		checkLines(t, inner, most)
	}
}
