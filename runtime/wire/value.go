package wire

// Value is what a message carries from one process to another. It is always
// one of nil, bool, float64, string, *Table and *Error: data, copied out of
// the sender when it sends, so that nothing is ever shared with a receiver.
type Value any

// Table is a copy of a Lua table. Items hold the values at 1, 2, 3, …; all
// other keys are Fields, in the order in which the table yields them. Tables
// may contain themselves.
type Table struct {
	Items  []Value
	Fields []Field
	Meta   *Table // its metatable, if it had one
}

// Field is one key of a Table with its value. A key is a bool, float64, string
// or *Table.
type Field struct {
	Key, Value Value
}

// Get returns the value of a string key, or nil.
func (t *Table) Get(key string) Value {
	for _, f := range t.Fields {
		if f.Key == key {
			return f.Value
		}
	}
	return nil
}

// NewTable makes a table with room for so many fields: in one piece, if they are
// few.
func NewTable(fields int) *Table {
	switch {
	case fields == 0:
		return &Table{}
	case fields == 1:
		t := &struct {
			Table
			room [1]Field
		}{}
		t.Fields = t.room[:0]
		return &t.Table
	case fields == 2:
		t := &struct {
			Table
			room [2]Field
		}{}
		t.Fields = t.room[:0]
		return &t.Table
	case fields <= 4:
		t := &struct {
			Table
			room [4]Field
		}{}
		t.Fields = t.room[:0]
		return &t.Table
	}
	return &Table{Fields: make([]Field, 0, fields)}
}

// Record makes a table of string keys with values, given in turn: Record("a",
// 1.0, "b", "x"). It panics when a key is not a string.
func Record(pairs ...Value) *Table {
	t := NewTable(len(pairs) / 2)
	for i := 0; i+1 < len(pairs); i += 2 {
		_ = pairs[i].(string) // and taken as it is: another box would be made for it
		t.Fields = append(t.Fields, Field{pairs[i], pairs[i+1]})
	}
	return t
}

// Error is an error object: it keeps its kind, details and stack on its way
// from one process to another.
type Error struct {
	Message   string
	Kind      string // one of the kinds below, or ""
	Retryable Retry
	Details   *Table // nil when there are none
	Stack     string // where it came from, line by line; may be ""
}

// Error implements error with the message alone.
func (e *Error) Error() string { return e.Message }

// Retry says whether trying again may help.
type Retry uint8

// What is known about trying again.
const (
	RetryUnknown Retry = iota
	RetryNo
	RetryYes
)

// The kinds of errors.
const (
	NotFound         = "NotFound"
	AlreadyExists    = "AlreadyExists"
	Invalid          = "Invalid"
	PermissionDenied = "PermissionDenied"
	Unavailable      = "Unavailable"
	Internal         = "Internal"
	Canceled         = "Canceled"
	Conflict         = "Conflict"
	Timeout          = "Timeout"
	RateLimited      = "RateLimited"
	LimitExceeded    = "LimitExceeded"
)

// NewError makes an error of the runtime: not retryable, no details.
func NewError(kind, message string) *Error {
	return &Error{Message: message, Kind: kind, Retryable: RetryNo}
}
