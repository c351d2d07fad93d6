package vm_test

import (
	"fmt"
	"regexp"
	"strings"

	"pgregory.net/rapid"
)

// A drawn program is made of what compilers get wrong: closures that share
// variables with the blocks around them, and all ways out of those blocks. It
// ends, for what could go on asks more() first.

// programPrelude defines what drawn programs call; the twin has its own.
var programPrelude = strings.Join(strings.Fields(`
local notes, kept, left = {}, {}, 40
local function note(n) notes[#notes + 1] = tostring(n) end
local function keep(f) kept[#kept + 1] = f end
local function more() left = left - 1 return left > 0 end
local function same(n) return n, "and more" end
local function upto(n) local i = 0 return function() i = i + 1 if i <= n then return i end end end
`), " ")

// programEnding calls each closure twice: it must have variables of its own.
const programEnding = `
for round = 1, 2 do for i, f in ipairs(kept) do note(f(i)) end end
io.print(table.concat(notes, " "))`

type drawn struct {
	*rapid.T
	text      strings.Builder
	labels    int
	visible   []string // variables, the innermost last
	continues []string // labels at the ends of the blocks around, in this function
	restarts  []string // labels that have been passed, in those blocks
	bodies    []string // the labels at the ends of the loops around, in this function
}

func drawProgram(t *rapid.T) string {
	d := &drawn{T: t, visible: []string{"a"}}
	d.line("local a = 1 do")
	d.block(4)
	d.line("end")
	return d.text.String()
}

// continueTo is how a drawn program continues a loop: it tells the label at the
// end of the loop's body, to which a goto would do the same.
var continueTo = regexp.MustCompile(`continue --\[\[(\w+)\]\]`)

func (d *drawn) line(format string, args ...any) { fmt.Fprintf(&d.text, format+"\n", args...) }

func (d *drawn) number(name string, most int) int { return rapid.IntRange(1, most).Draw(d.T, name) }

func (d *drawn) oneOf(name string, list ...string) string {
	return rapid.SampledFrom(list).Draw(d.T, name)
}

func (d *drawn) label() string {
	d.labels++
	return fmt.Sprintf("label%d", d.labels)
}

func (d *drawn) variable() string { return d.oneOf("variable", d.visible...) }

// declare adds a variable, which may hide another.
func (d *drawn) declare() string {
	name := d.oneOf("name", "a", "b", "c", "d", "e")
	d.visible = append(d.visible, name)
	return name
}

func (d *drawn) value() string {
	x := d.variable()
	switch d.number("value", 7) {
	case 1:
		return fmt.Sprint(d.number("constant", 9))
	case 2:
		return fmt.Sprintf("%s + %d", x, d.number("more", 9))
	case 3:
		return fmt.Sprintf("same(%s)", x)
	case 4:
		return fmt.Sprintf("(same(%s))", x)
	case 5:
		return fmt.Sprintf("%s + 0 > 5 and %s or %s", x, d.variable(), d.variable())
	case 6:
		return fmt.Sprintf("%s %% 100 .. \"\" .. %d", x, d.number("digit", 9))
	}
	return x
}

func (d *drawn) condition() string {
	return fmt.Sprintf("%s %% %d == %d", d.variable(), d.number("modulus", 3)+1, d.number("rest", 3)-1)
}

// block draws statements, between a label to go back to and one to skip to.
func (d *drawn) block(depth int) {
	visible, continues, restarts := len(d.visible), len(d.continues), len(d.restarts)
	end := d.label()
	d.continues = append(d.continues, end)
	for range d.number("statements", 5) {
		d.statement(depth)
	}
	d.line("::%s::", end)
	d.visible, d.continues, d.restarts = d.visible[:visible], d.continues[:continues], d.restarts[:restarts]
}

func (d *drawn) statement(depth int) {
	kinds := []string{"note", "local", "locals", "assign", "assign", "swap", "keep", "keep", "skip", "restart", "label", "hop"}
	if len(d.bodies) > 0 {
		kinds = append(kinds, "break", "break", "continue", "continue")
	}
	if depth > 0 {
		kinds = append(kinds, "if", "do", "for", "in", "while", "repeat", "function")
	}
	switch kind := d.oneOf("kind", kinds...); kind {
	case "note":
		d.line("note(%s)", d.value())
	case "local":
		value := d.value()
		d.line("local %s = %s", d.declare(), value)
	case "locals":
		values := d.value() + ", " + d.value()
		d.line("local %s, %s = %s", d.declare(), d.declare(), values)
	case "assign":
		d.line("%s = %s", d.variable(), d.value())
	case "swap":
		d.line("%s, %s = %s, %s", d.variable(), d.variable(), d.value(), d.value())
	case "keep":
		x := d.variable()
		d.line("keep(function() %s = %s + 1 return %s end)", x, x, x)
	case "skip":
		d.line("if %s then goto %s end", d.condition(), d.oneOf("to", d.continues...))
	case "label":
		d.restarts = append(d.restarts, d.label())
		d.line("::%s::", d.restarts[len(d.restarts)-1])
	case "restart":
		if len(d.restarts) > 0 {
			d.line("if %s and more() then goto %s end", d.condition(), d.oneOf("to", d.restarts...))
		}
	case "hop":
		to := d.label()
		d.line("if %s then goto %s end note(%s) ::%s::", d.condition(), to, d.value(), to)
	case "break":
		d.line("if %s then break end", d.condition())
	case "continue":
		d.line("if %s then continue --[[%s]] end", d.condition(), d.bodies[len(d.bodies)-1])
	default:
		d.compound(kind, depth-1)
	}
}

func (d *drawn) compound(kind string, depth int) {
	switch kind {
	case "if":
		d.line("if %s then", d.condition())
		d.block(depth)
		d.line("else")
		d.block(depth)
		d.line("end")
	case "do":
		d.line("do")
		d.block(depth)
		d.line("end")
	case "function":
		d.function(depth)
	default:
		d.loop(kind, depth)
	}
}

func (d *drawn) loop(kind string, depth int) {
	visible, bodies := len(d.visible), len(d.bodies)
	d.bodies = append(d.bodies, fmt.Sprintf("label%d", d.labels+1)) // that of the block
	switch kind {
	case "for":
		count := d.number("count", 3)
		d.line("for %s = 1, %d do", d.declare(), count)
	case "in":
		count := d.number("count", 3)
		d.line("for %s in upto(%d) do", d.declare(), count)
	case "while":
		d.line("while %s and more() do", d.condition())
	case "repeat":
		value := d.value()
		d.line("repeat local %s = %s do", d.declare(), value)
	}
	d.block(depth)
	d.bodies = d.bodies[:bodies]
	if kind == "repeat" {
		d.line("end until %s or not more()", d.condition())
	} else {
		d.line("end")
	}
	d.visible = d.visible[:visible]
}

// function draws one that shares the variables around it, and calls it.
func (d *drawn) function(depth int) {
	outer := *d
	d.continues, d.restarts, d.bodies = nil, nil, nil
	arguments := d.value() + ", " + d.value()
	d.line("local function f(%s, %s) do", d.declare(), d.declare())
	d.block(depth)
	d.line("end return %s end note(f(%s))", d.variable(), arguments)
	d.visible, d.continues, d.restarts, d.bodies = outer.visible, outer.continues, outer.restarts, outer.bodies
}
