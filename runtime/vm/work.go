package vm

import lua "github.com/yuin/gopher-lua"

// stepsPerReduction is how much a Go function may do for one reduction. Most
// steps take a fraction of the time of one Lua instruction.
const stepsPerReduction = 32

// maxText bounds the texts that one call of the library makes, in bytes.
const maxText = 64 << 20

// meter counts what a Go function does that may take long, as reductions of
// its fiber: such a function gives up the turn and can be killed like Lua code.
// A few steps count nothing.
type meter struct {
	fiber *fiber
	steps int
}

// step counts n steps. It may yield, and raises when the process is to end.
func (m *meter) step(n int) {
	m.steps += n
	if m.steps >= stepsPerReduction {
		m.settle()
	}
}

// settle hands the steps counted so far to the fiber, which takes at most its
// whole budget at a time.
func (m *meter) settle() {
	for m.steps >= stepsPerReduction {
		reductions := min(m.steps/stepsPerReduction, max(m.fiber.left+m.fiber.rest, 1))
		m.steps -= reductions * stepsPerReduction
		m.fiber.work(reductions)
	}
}

// work uses up reductions.
func (f *fiber) work(reductions int) {
	if f.left+f.rest >= reductions {
		f.left -= reductions
		if f.left < 0 {
			f.left, f.rest = 0, f.rest+f.left
		}
		return
	}
	f.left -= reductions
	if f.left < 0 && f.spent(false) {
		f.raiseKilled()
	}
}

// raiseKilled unwinds a fiber that is to end. Nobody reads where it was, and the
// interpreter writes that down only where it is blank: half of the work.
func (f *fiber) raiseKilled() {
	panic(&lua.ApiError{Type: lua.ApiErrorRun, Object: lua.LString(errKilled.Error()), StackTrace: "\n"})
}
