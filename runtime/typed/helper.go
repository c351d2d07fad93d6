package typed

import (
	"errors"
	"math"
)

// Prefix begins every name that Erase puts into a source. A typed source that
// uses such a name itself is an error, so none of them can be shadowed.
const Prefix = "__typed_"

// The globals that Erase calls for operators Lua 5.1 has not. Each takes its
// operands in source order, ignores arguments past them, takes a missing one
// for nil, and gives one value.
const (
	IntegerDivide = Prefix + "idiv" // a // b
	BitAnd        = Prefix + "band" // a & b
	BitOr         = Prefix + "bor"  // a | b
	BitXor        = Prefix + "bxor" // a ~ b
	ShiftLeft     = Prefix + "shl"  // a << b
	ShiftRight    = Prefix + "shr"  // a >> b
	BitNot        = Prefix + "bnot" // ~a
)

// Helper is one of those globals, for a virtual machine to define.
//
// Strings that are numbers count as numbers. For any other operand the machine
// is to call the metamethod Event, of the first operand or else the second, and
// without one to raise "attempt to perform arithmetic on a nil value", or
// "attempt to perform bitwise operation on a nil value" if Bitwise. For numbers
// it gives what Apply gives; an error of Apply is raised with the position of
// the caller.
type Helper struct {
	Name     string // of the global
	Operator string // as written in a source
	Event    string // the key of a metatable that overloads it, as in Lua 5.3
	Operands int    // 1 or 2
	Bitwise  bool
	Apply    func(a, b float64) (float64, error) // b is ignored if Operands is 1
}

// Helpers lists all of them, in the order of the constants.
var Helpers = [...]Helper{
	{IntegerDivide, "//", "__idiv", 2, false, integerDivide},
	{BitAnd, "&", "__band", 2, true, bitwise(func(a, b int64) int64 { return a & b })},
	{BitOr, "|", "__bor", 2, true, bitwise(func(a, b int64) int64 { return a | b })},
	{BitXor, "~", "__bxor", 2, true, bitwise(func(a, b int64) int64 { return a ^ b })},
	{ShiftLeft, "<<", "__shl", 2, true, bitwise(shiftLeft)},
	{ShiftRight, ">>", "__shr", 2, true, bitwise(func(a, b int64) int64 { return shiftLeft(a, -b) })},
	{BitNot, "~", "__bnot", 1, true, func(a, _ float64) (float64, error) { return bitwise(xorAll)(a, 0) }},
}

// What Apply can say, in the words of Lua 5.3.
var (
	ErrDivideByZero = errors.New("attempt to perform 'n//0'")
	ErrNoInteger    = errors.New("number has no integer representation")
)

// integerDivide rounds down. Numbers without a fraction divide as the integers
// of Lua 5.3, which is exact to 63 bits and refuses a zero; others as floats.
func integerDivide(a, b float64) (float64, error) {
	n, integral := integer(a)
	m, both := integer(b)
	switch {
	case !integral || !both:
		return math.Floor(a / b), nil
	case m == 0:
		return 0, ErrDivideByZero
	case m == -1:
		return float64(-n), nil // the least integer has no opposite: it wraps
	}
	quotient := n / m
	if n%m != 0 && (n < 0) != (m < 0) {
		quotient--
	}
	return float64(quotient), nil
}

// bitwise lifts an operation on 64 bits to numbers. A result past 2^53 keeps
// its 53 highest bits: the machine's numbers have no more.
func bitwise(operation func(a, b int64) int64) func(a, b float64) (float64, error) {
	return func(a, b float64) (float64, error) {
		n, integral := integer(a)
		m, both := integer(b)
		if !integral || !both {
			return 0, ErrNoInteger
		}
		return float64(operation(n, m)), nil
	}
}

func xorAll(a, _ int64) int64 { return ^a }

// shiftLeft fills with zeros on either side; a negative count shifts right.
func shiftLeft(a, count int64) int64 {
	switch {
	case count <= -64 || count >= 64:
		return 0
	case count >= 0:
		return int64(uint64(a) << count)
	}
	return int64(uint64(a) >> -count)
}

func integer(number float64) (int64, bool) {
	if number < math.MinInt64 || number >= -math.MinInt64 || number != math.Trunc(number) {
		return 0, false
	}
	return int64(number), true
}
