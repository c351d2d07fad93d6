package tui

import (
	"fmt"

	"echotui/runtime/wire"
)

// sourceRow is a coroutine, a call, a variable or a field of one.
type sourceRow struct {
	key      string // names the row, below that of what it belongs to
	depth    int
	co       uint32
	call     int         // index of the call that it is of, the innermost is 0
	frame    *wire.Frame // of a call
	name     string
	text     string
	value    wire.Value
	valued   bool // value counts
	foldable bool
	open     bool
	initial  bool // it is open at first
}

// flip is under which key it is kept that the row is not as at first. Whether
// a call is open at first changes with the moment, so that is part of it.
func (r *sourceRow) flip() string { return fmt.Sprint(r.key, r.initial) }

// sourceRows collects rows.
type sourceRows struct {
	pane *sourcePane
	co   uint32 // the coroutine that is looked at: it is open at first
	list []sourceRow
}

// Bounds of what is laid out, however large the values are.
const (
	mostSourceRows = 5000
	deepestValue   = 24
	longestValue   = 200 // bytes
)

// add appends a row and reports whether what belongs to it is shown.
func (r *sourceRows) add(row sourceRow) bool {
	if len(r.list) >= mostSourceRows {
		return false
	}
	row.open = row.initial != r.pane.flipped[row.flip()]
	r.list = append(r.list, row)
	return row.foldable && row.open
}

func (r *sourceRows) inspection(found *wire.Inspection) {
	for i := range found.Tasks {
		task := &found.Tasks[i]
		name := task.Name
		if task.Co != 0 {
			name = fmt.Sprintf("%s~%d", task.Name, task.Co)
		}
		row := sourceRow{key: fmt.Sprintf("/co%d", task.Co), co: task.Co, name: name,
			foldable: len(task.Frames) > 0, initial: task.Co == r.co}
		if len(task.Frames) == 0 {
			row.text = "has not begun"
		}
		if r.add(row) {
			r.calls(row, task)
		}
	}
}

// calls are named from the outermost on, so that they keep their names when
// others are made and return.
func (r *sourceRows) calls(above sourceRow, task *wire.TaskState) {
	opened := false
	for i := range task.Frames {
		f := &task.Frames[i]
		row := sourceRow{key: fmt.Sprintf("%s/%d", above.key, len(task.Frames)-i), depth: 1, co: task.Co, call: i, frame: f,
			name: or(f.Function, "function"), text: position(f),
			foldable: len(f.Locals)+len(f.Upvalues) > 0, initial: !opened && f.Entry != ""}
		opened = opened || f.Entry != ""
		if !r.add(row) {
			continue
		}
		r.variables(row, "", f.Locals)
		if len(f.Upvalues) > 0 {
			up := row.below("up", "upvalues")
			up.text, up.foldable = fmt.Sprint(len(f.Upvalues)), true
			if r.add(up) {
				r.variables(up, "", f.Upvalues)
			}
		}
	}
}

// position is where a call stands.
func position(f *wire.Frame) string {
	switch {
	case f.Entry == "":
		return "of the runtime"
	case f.Line == 0:
		return f.Entry
	}
	return fmt.Sprintf("%s:%d", f.Entry, f.Line)
}

// below is a row that belongs to r.
func (r sourceRow) below(key, name string) sourceRow {
	return sourceRow{key: r.key + "/" + key, depth: r.depth + 1, co: r.co, call: r.call, name: name}
}

func (r *sourceRows) variables(above sourceRow, prefix string, list []wire.Variable) {
	for i, v := range list {
		row := above.below(fmt.Sprint(prefix, i), or(v.Name, "?"))
		if v.Value == nil && v.Text != "" {
			row.text = v.Text
			r.add(row)
			continue
		}
		if v.Value == nil && v.Type != "nil" && v.Type != "" {
			row.text = v.Type
			r.add(row)
			continue
		}
		r.value(row, v.Value)
	}
}

// value appends a row for a value and, if that is open, for what is in it.
func (r *sourceRows) value(row sourceRow, v wire.Value) {
	row.value, row.valued = v, true
	if e, isError := v.(*wire.Error); isError {
		v = errorTable(e)
	}
	row.text = wire.Text(v, longestValue)
	table, isTable := v.(*wire.Table)
	row.foldable = isTable && len(table.Items)+len(table.Fields) > 0 && row.depth < deepestValue
	if !r.add(row) {
		return
	}
	for i, item := range table.Items {
		r.value(row.below(fmt.Sprint(i+1), fmt.Sprintf("[%d]", i+1)), item)
	}
	for i, field := range table.Fields {
		r.value(row.below(fmt.Sprint("f", i), fieldName(field.Key)), field.Value)
	}
}

// fieldName is a key as Lua code names it.
func fieldName(key wire.Value) string {
	if name, ok := key.(string); ok {
		return name
	}
	return "[" + wire.Text(key, longestValue) + "]"
}
