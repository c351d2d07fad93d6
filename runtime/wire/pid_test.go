package wire

import (
	"errors"
	"math"
	"strings"
	"testing"
)

func TestPIDForms(t *testing.T) {
	for want, pid := range map[string]PID{
		"":                             {},
		"{app:processes|0x00001}":      {"app:processes", 1},
		"{app:processes|0xfffff}":      {"app:processes", 0xfffff},
		"{app:processes|0x100000}":     {"app:processes", 0x100000},
		"{app:processes|0xffffff}":     {"app:processes", 0xffffff},
		"{app:processes|0x01000000}":   {"app:processes", 0x1000000},
		"{app:processes|0xffffffff}":   {"app:processes", math.MaxUint32},
		"{a|0x0000000100000000}":       {"a", math.MaxUint32 + 1},
		"{n@a:b|0xffffffffffffffff}":   {"n@a:b", math.MaxUint64},
		"{プロセス|0x0000a}":               {"プロセス", 10},
		"{|0x00001}":                   {"", 1},
		"{brace}s and spaces|0x00001}": {"brace}s and spaces", 1},
		"{node:control|0x00000}":       {"node:control", 0},
	} {
		if got := pid.String(); got != want {
			t.Errorf("%#v is %s, want %s", pid, got, want)
		}
	}
	if !(PID{}).IsZero() || (PID{"a", 0}).IsZero() || (PID{"", 1}).IsZero() {
		t.Error("zero is not what it was")
	}
}

func TestParsePID(t *testing.T) {
	for text, want := range map[string]error{
		"{a|0x1}":                   nil, // fewer digits than String writes
		"{a|0x0000000000000000001}": nil,
		"{a|0xABC}":                 nil,
		"":                          ErrPIDBraces,
		"{":                         ErrPIDBraces,
		"a|0x1":                     ErrPIDBraces,
		"{a|0x1":                    ErrPIDBraces,
		"a|0x1}":                    ErrPIDBraces,
		" {a|0x1}":                  ErrPIDBraces,
		"{}":                        ErrPIDPipe,
		"{a}":                       ErrPIDPipe,
		"{|}":                       ErrPIDNumber,
		"{a|}":                      ErrPIDNumber,
		"{a|1}":                     ErrPIDNumber,
		"{a|0x}":                    ErrPIDNumber,
		"{a|0x0}":                   ErrPIDNumber,
		"{a|0x-1}":                  ErrPIDNumber,
		"{a|0x+1}":                  ErrPIDNumber,
		"{a|0x0x1}":                 ErrPIDNumber,
		"{a|0x1_0}":                 ErrPIDNumber,
		"{a|0x1 }":                  ErrPIDNumber,
		"{a|b|0x1}":                 ErrPIDNumber,
		"{|0x1}":                    ErrPIDNumber,
		"{a|0x10000000000000000}":   ErrPIDNumber,
	} {
		if _, err := ParsePID(text); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", text, err, want)
		}
	}
}

// FuzzParsePID: whatever is read is written so that it is read as the same.
func FuzzParsePID(f *testing.F) {
	for _, seed := range []string{"{app:processes|0x00004}", "{a|0x1}", "{n@h|0xffffffffffffffff}", "{a|0x000000001}", "{a|0x0000A}", "{}", "{|}", "{{|0x1}}", "\x00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		pid, err := ParsePID(text)
		if err != nil {
			if pid != (PID{}) {
				t.Errorf("an error comes with %#v", pid)
			}
			return
		}
		if pid.Host == "" || pid.N == 0 || strings.Contains(pid.Host, "|") {
			t.Errorf("%q is no PID", text)
		}
		if p, ok := CanonicalPID(text); ok != (pid.String() == text) || ok && p != pid {
			t.Errorf("%q is read as %#v, %v", text, p, ok)
		}
		if again, err := ParsePID(pid.String()); again != pid || err != nil {
			t.Errorf("%#v is read as %#v: %v", pid, again, err)
		}
	})
}
