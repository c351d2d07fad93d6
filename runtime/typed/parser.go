package typed

import "strconv"

// maxNesting is how deep blocks, brackets and types may nest, in the source
// and in what is made of it. Lua 5.1 itself has the same limit.
const maxNesting = 200

// parser reads tokens by recursive descent and notes edits on the way. It
// builds no tree: what an edit needs to know of an expression is where it
// starts and ends.
//
// The first failure jumps to the last token, where nothing can go on, so every
// loop ends by itself and no function has an error to hand up.
type parser struct {
	source     string
	unreadable string // why the scanner stopped, if it did
	tokens     []token
	index      int   // of the token to read next
	end        int32 // the offset behind what was read last
	dialect    bool  // read typed Lua, not only plain
	edits      []edit
	failure    *Error

	level    int  // how deep we are in blocks, brackets and types
	deepest  int  // the deepest level of the result within the operand or block being read
	enclosed int  // over 0 where an expression cannot be the end of a statement
	casting  bool // reading the type of a cast
	fenceAt  int  // the index of a token before which a ';' is needed should it be a '('

	loop    *loop     // the innermost loop of the function being read
	labels  int       // how many loops have needed one
	hidden  []string  // locals that an until condition must not read
	pending []pending // operators whose right operand is being read, see operator.go
}

// chunk reads the whole source.
func (p *parser) chunk() {
	p.block(nil)
	if p.kind() != kindEnd {
		p.unexpected("the end of the file")
	}
}

func (p *parser) kind() kind { return p.tokens[p.index].kind }

// at is a token further on, or the last one if there are not so many.
func (p *parser) at(ahead int) token {
	return p.tokens[min(p.index+ahead, len(p.tokens)-1)]
}

func (p *parser) text(t token) string { return p.source[t.start:t.end] }

// next passes the current token. The last one stays.
func (p *parser) next() {
	if p.index < len(p.tokens)-1 {
		p.end = p.tokens[p.index].end
		p.index++
	}
}

// accept passes a token of this kind, if there is one.
func (p *parser) accept(k kind) bool {
	if p.kind() != k {
		return false
	}
	p.next()
	return true
}

// expect passes a token that has to be there.
func (p *parser) expect(k kind, what string) {
	if !p.accept(k) {
		p.unexpected(what)
	}
}

// name passes a name and returns it.
func (p *parser) name(what string) string {
	name := p.text(p.at(0))
	p.expect(kindName, what)
	return name
}

// expectClosing passes the end of something that began at a token, and says
// where that was if it is on another line.
func (p *parser) expectClosing(k kind, what string, opened int) {
	if p.accept(k) || p.failure != nil {
		return
	}
	opening := p.tokens[opened]
	what += " to close " + quote(p.text(opening))
	where := mistake(p.source, int(opening.start), "")
	if where.Line != mistake(p.source, int(p.at(0).start), "").Line {
		what += " of line " + strconv.Itoa(where.Line)
	}
	p.unexpected(what)
}

// word tells whether the current token is this name, which is no keyword.
func (p *parser) word(name string) bool {
	return p.kind() == kindName && p.text(p.at(0)) == name
}

// touching tells whether the current token and the next are of these kinds
// with nothing between them, as in "//".
func (p *parser) touching(first, second kind) bool {
	return p.kind() == first && p.at(1).kind == second && p.at(0).end == p.at(1).start
}

// enter goes one level deeper; leave undoes it. If it is too deep, nothing
// more is read.
func (p *parser) enter() {
	p.level++
	p.reach(p.level)
}

func (p *parser) leave() { p.level-- }

// reach notes that the result is nested so deep.
func (p *parser) reach(level int) {
	p.deepest = max(p.deepest, level)
	if level > maxNesting {
		p.fail("nested more than " + strconv.Itoa(maxNesting) + " levels deep")
	}
}

// unexpected fails at the current token.
func (p *parser) unexpected(expected string) {
	p.fail("expected " + expected + ", found " + p.describe(p.at(0)))
}

// fail notes the first failure, at the current token, and goes to the last.
func (p *parser) fail(message string) { p.failAt(p.at(0), message) }

func (p *parser) failAt(t token, message string) {
	if p.failure == nil {
		if t.kind == kindBad {
			message = p.unreadable
		}
		p.failure = mistake(p.source, int(t.start), message)
	}
	p.index = len(p.tokens) - 1
}

func (p *parser) describe(t token) string {
	switch t.kind {
	case kindEnd:
		return "the end of the file"
	case kindString:
		return "a string"
	}
	return quote(p.text(t))
}
