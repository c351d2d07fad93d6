package filter

// Syntax says how expressions are made, beside what Fields says.
func Syntax() []struct{ Form, Help string } {
	return []struct{ Form, Help string }{
		{`word "some text"`, "is looked for in all that is shown of a fact, in upper or lower case"},
		{`field:value`, "is exactly that; = means the same, != the opposite; a value with blanks or parentheses needs quotes"},
		{`field~"regexp"`, "a regular expression matches some of it"},
		{`field<value`, "and <=, >, >=, for numbers, times and levels"},
		{`a b`, "both must hold; a and b means the same"},
		{`a or b`, "one of both must hold"},
		{`not a`, "must not hold"},
		{`( )`, "go together: not comes first, then and, then or"},
	}
}
