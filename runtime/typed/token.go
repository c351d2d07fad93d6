package typed

// kind tells tokens apart. A token of one byte is its own kind: '(' or '+'.
type kind uint8

const (
	kindEnd kind = iota + 128 // the end of the source, or of what can be read of it
	kindBad                   // what no token begins with; the scanner knows why
	kindName
	kindNumber
	kindString

	kindEqual   // ==
	kindUnequal // ~=
	kindAtMost  // <=
	kindAtLeast // >=
	kindConcat  // ..
	kindDots    // ...
	kindColons  // ::

	kindAnd
	kindBreak
	kindDo
	kindElse
	kindElseif
	kindEndWord
	kindFalse
	kindFor
	kindFunction
	kindGoto
	kindIf
	kindIn
	kindLocal
	kindNil
	kindNot
	kindOr
	kindRepeat
	kindReturn
	kindThen
	kindTrue
	kindUntil
	kindWhile
)

// token is a piece of the source, by offsets. A source may have hundreds of
// thousands of them, so this stays at 12 bytes.
type token struct {
	start, end int32
	kind       kind
	broken     bool // a line break comes before it
	foreign    bool // a string or number that the compiler does not read as Lua 5.3 does
}

// keyword is the kind of a name, which is kindName unless it is reserved.
func keyword(name string) kind {
	switch name {
	case "and":
		return kindAnd
	case "break":
		return kindBreak
	case "do":
		return kindDo
	case "else":
		return kindElse
	case "elseif":
		return kindElseif
	case "end":
		return kindEndWord
	case "false":
		return kindFalse
	case "for":
		return kindFor
	case "function":
		return kindFunction
	case "goto":
		return kindGoto
	case "if":
		return kindIf
	case "in":
		return kindIn
	case "local":
		return kindLocal
	case "nil":
		return kindNil
	case "not":
		return kindNot
	case "or":
		return kindOr
	case "repeat":
		return kindRepeat
	case "return":
		return kindReturn
	case "then":
		return kindThen
	case "true":
		return kindTrue
	case "until":
		return kindUntil
	case "while":
		return kindWhile
	}
	return kindName
}
