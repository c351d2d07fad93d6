package vm

import (
	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/actor"
)

// types are the metatables of the userdata that the runtime hands out.
type types struct {
	err, channel, selectCase, message, payload, logger, time, duration, location, timer     *lua.LTable
	spawner, executor, future, subscription, groups, groupWatch, snapshot, changes, version *lua.LTable

	refusal, length *lua.LFunction // of frozen tables
}

func (m *Machine) newTypes() types {
	refusal, length := m.frozenMethods()
	return types{
		refusal: refusal, length: length,
		err: m.errorType(), channel: m.channelType(), selectCase: m.userdataType(nil),
		message: m.messageType(), payload: m.payloadType(), logger: m.loggerType(),
		time: m.timeType(), duration: m.durationType(), location: m.locationType(), timer: m.timerType(),
		spawner: m.spawnerType(), executor: m.executorType(), future: m.futureType(),
		subscription: m.subscriptionType(), groups: m.groupsType(), groupWatch: m.groupWatchType(),
		snapshot: m.snapshotType(), changes: m.changesType(), version: m.versionType(),
	}
}

// userdataType is a locked metatable with methods.
func (m *Machine) userdataType(methods map[string]lua.LGFunction) *lua.LTable {
	index := m.root.CreateTable(0, len(methods))
	for _, name := range sorted(methods) {
		index.RawSetString(name, m.root.NewFunction(methods[name]))
	}
	return m.lockedIndex(index)
}

// lockedMark is in every metatable that Lua may neither see nor change.
const lockedMark = "__locked"

// lockedIndex is a locked metatable that answers reads from index.
func (m *Machine) lockedIndex(index *lua.LTable) *lua.LTable {
	metatable := m.root.CreateTable(0, 4)
	fix(metatable)
	metatable.RawSetString("__index", index)
	metatable.RawSetString("__metatable", lua.LFalse)
	metatable.RawSetString(lockedMark, lua.LTrue)
	return metatable
}

func isLocked(metatable *lua.LTable) bool { return metatable.RawGetString(lockedMark) == lua.LTrue }

// function is a Go function that Lua can call, with the task that calls it.
type function func(L *lua.LState, t *actor.Task) int

// bind makes a Lua function of f. It does nothing for a process that has ended
// and is being unwound.
func bind(f function) lua.LGFunction {
	return func(L *lua.LState) int {
		t := taskOf(L)
		if t.Dead() {
			L.RaiseError("%s", errKilled.Error())
		}
		return f(L, t)
	}
}

// method is bind for methods of userdata.
func methodsOf(functions map[string]function) map[string]lua.LGFunction {
	methods := make(map[string]lua.LGFunction, len(functions))
	for name, f := range functions {
		methods[name] = bind(f)
	}
	return methods
}

func fiberOf(L *lua.LState) *fiber     { return L.Context().(*fiber) }
func taskOf(L *lua.LState) *actor.Task { return fiberOf(L).task }

func push(L *lua.LState, v lua.LValue) int {
	L.Push(v)
	return 1
}

// text is what tostring answers: like Lua's, but the same in every run.
func (m *Machine) text(L *lua.LState, v lua.LValue) string {
	switch v := v.(type) {
	case lua.LString:
		return string(v)
	case lua.LNumber:
		return numberText(float64(v))
	case *lua.LTable, *lua.LUserData:
		if method := L.GetMetaField(v, "__tostring"); method.Type() == lua.LTFunction {
			L.Push(method)
			L.Push(v)
			L.Call(1, 1)
			answer, ok := plain(L.Get(-1)).(lua.LString)
			if !ok {
				L.RaiseError("'__tostring' must return a string")
			}
			L.Pop(1)
			return string(answer)
		}
	}
	return m.name(v)
}
