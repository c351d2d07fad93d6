package vm

import (
	"crypto/md5"
	"crypto/sha1"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/actor"
	"echotui/runtime/wire"
)

// uuid is one as RFC 9562 has them.
type uuid [16]byte

// uuidModule makes UUIDs of the process's own random numbers and of the time of
// the node, so that runs repeat.
func (m *Machine) uuidModule() *lua.LTable {
	made := func(newUUID func(*actor.Task) uuid) function {
		return func(L *lua.LState, t *actor.Task) int { return push(L, lua.LString(newUUID(t).String())) }
	}
	named := func(version byte, hash func([]byte) []byte) function {
		return func(L *lua.LState, _ *actor.Task) int {
			space, problem := parseUUID(checkText(L, 1))
			if problem != nil {
				return m.fail(L, problem)
			}
			var u uuid
			copy(u[:], hash(append(space[:], checkText(L, 2)...)))
			return push(L, lua.LString(u.of(version).String()))
		}
	}
	sequence := &uuidSequence{}
	return m.module("uuid", map[string]function{
		"v1":      made(timeUUID),
		"v3":      named(3, func(text []byte) []byte { sum := md5.Sum(text); return sum[:] }),
		"v4":      made(func(t *actor.Task) uuid { return randomUUID(t).of(4) }),
		"v5":      named(5, func(text []byte) []byte { sum := sha1.Sum(text); return sum[:] }),
		"v7":      made(sequence.next),
		"parse":   m.onUUID(describeUUID),
		"version": m.onUUID(func(L *lua.LState, u uuid) lua.LValue { return lua.LNumber(u.version()) }),
		"variant": m.onUUID(func(L *lua.LState, u uuid) lua.LValue { return lua.LString(u.variant()) }),
		"format":  m.formatUUID,
		"validate": func(L *lua.LState, _ *actor.Task) int {
			text, ok := L.CheckAny(1).(lua.LString)
			_, problem := parseUUID(string(text))
			return push(L, lua.LBool(ok && problem == nil))
		},
	})
}

// onUUID is a function of a UUID that is given as text.
func (m *Machine) onUUID(f func(*lua.LState, uuid) lua.LValue) function {
	return func(L *lua.LState, _ *actor.Task) int {
		u, problem := parseUUID(checkText(L, 1))
		if problem != nil {
			return m.fail(L, problem)
		}
		return push(L, f(L, u))
	}
}

func randomUUID(t *actor.Task) (u uuid) {
	binary.BigEndian.PutUint64(u[:8], t.Process().Random())
	binary.BigEndian.PutUint64(u[8:], t.Process().Random())
	return u
}

// ticksBefore1970 are those of version 1, which begin in 1582: 100 ns each.
const ticksBefore1970 = 0x01b21dd213814000

// timeUUID is of version 1. Its node is random, and marked as such.
func timeUUID(t *actor.Task) uuid {
	u := randomUUID(t)
	ticks := uint64(t.Process().System().Clock().UnixNano()/100 + ticksBefore1970)
	binary.BigEndian.PutUint32(u[0:], uint32(ticks))
	binary.BigEndian.PutUint16(u[4:], uint16(ticks>>32))
	binary.BigEndian.PutUint16(u[6:], uint16(ticks>>48))
	u[10] |= 1
	return u.of(1)
}

// uuidSequence makes UUIDs of version 7, each greater than the one before:
// their time is in steps of 1/4096 ms, and goes on by one where it stands still.
type uuidSequence struct{ last int64 }

func (s *uuidSequence) next(t *actor.Task) uuid {
	now := t.Process().System().Clock().UnixNano()
	milliseconds, rest := now/int64(time.Millisecond), now%int64(time.Millisecond)
	s.last = max(s.last+1, milliseconds<<12+rest<<12/int64(time.Millisecond))
	u := randomUUID(t)
	binary.BigEndian.PutUint32(u[0:], uint32(s.last>>28))
	binary.BigEndian.PutUint16(u[4:], uint16(s.last>>12))
	binary.BigEndian.PutUint16(u[6:], uint16(s.last&0xfff))
	return u.of(7)
}

// of is u with the bits that tell its version and variant.
func (u uuid) of(version byte) uuid {
	u[6] = u[6]&0x0f | version<<4
	u[8] = u[8]&0x3f | 0x80
	return u
}

func (u uuid) String() string {
	return fmt.Sprintf("%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}

func (u uuid) version() int { return int(u[6] >> 4) }

func (u uuid) variant() string {
	switch top := u[8] >> 5; {
	case top < 4:
		return "NCS"
	case top < 6:
		return "RFC4122"
	case top == 6:
		return "Microsoft"
	}
	return "Future"
}

// time is when a UUID of version 1 or 7 was made, in seconds since 1970.
func (u uuid) time() (seconds float64, ok bool) {
	high, middle := uint64(binary.BigEndian.Uint32(u[:4])), uint64(binary.BigEndian.Uint16(u[4:6]))
	switch u.version() {
	case 1:
		ticks := uint64(binary.BigEndian.Uint16(u[6:8])&0xfff)<<48 | middle<<32 | high
		return float64(int64(ticks)-ticksBefore1970) / 1e7, true
	case 7:
		return float64(high<<16|middle) / 1e3, true
	}
	return 0, false
}

// parseUUID reads the usual form, the same in braces or behind "urn:uuid:", and
// 32 digits without hyphens.
func parseUUID(text string) (u uuid, problem *wire.Error) {
	digits := text
	if len(text) == 38 && text[0] == '{' && text[37] == '}' {
		digits = text[1:37]
	}
	if len(text) == 45 && strings.EqualFold(text[:9], "urn:uuid:") {
		digits = text[9:]
	}
	if len(digits) == 36 && digits[8] == '-' && digits[13] == '-' && digits[18] == '-' && digits[23] == '-' {
		digits = digits[:8] + digits[9:13] + digits[14:18] + digits[19:23] + digits[24:]
	}
	if len(digits) == 32 {
		if _, err := hex.Decode(u[:], []byte(digits)); err == nil {
			return u, nil
		}
	}
	return uuid{}, wire.NewError(wire.Invalid, "invalid UUID "+wire.Text(text, 50))
}

// describeUUID is what parse answers.
func describeUUID(L *lua.LState, u uuid) lua.LValue {
	table := L.CreateTable(0, 4)
	table.RawSetString("version", lua.LNumber(u.version()))
	table.RawSetString("variant", lua.LString(u.variant()))
	if seconds, ok := u.time(); ok {
		table.RawSetString("timestamp", lua.LNumber(seconds))
	}
	if u.version() == 1 {
		table.RawSetString("node", lua.LString(hex.EncodeToString(u[10:])))
	}
	return table
}

// formatUUID is format(uuid, "standard" | "simple" | "urn").
func (m *Machine) formatUUID(L *lua.LState, _ *actor.Task) int {
	u, problem := parseUUID(checkText(L, 1))
	if problem != nil {
		return m.fail(L, problem)
	}
	switch format := optionalText(L, 2, "standard"); format {
	case "standard":
		return push(L, lua.LString(u.String()))
	case "simple":
		return push(L, lua.LString(hex.EncodeToString(u[:])))
	case "urn":
		return push(L, lua.LString("urn:uuid:"+u.String()))
	default:
		return m.invalid(L, "unknown UUID format "+wire.Text(format, 50))
	}
}
