package typed

import (
	"slices"
	"strconv"
)

// loop is a loop whose body is being read.
//
// "continue" becomes a jump to a label behind the body. A jump may not enter
// the scope of a local, so what is left of the body, from the statement with
// the first continue on, becomes a block:
//
//	repeat                        repeat
//	  local n = take()              local n = take() do
//	  if n < 0 then continue end    if n < 0 then goto __typed_continue_1 end
//	  local m = n * n               local m = n * n
//	  use(m)                        use(m) end ::__typed_continue_1::
//	until n == 0                  until n == 0
//
// Locals declared before it stay in sight of an until condition. Those after
// it would have no value there, so a condition that reads one is an error.
type loop struct {
	level   int      // of the body
	before  int32    // the offset behind what comes before the body's current statement
	label   int      // numbers the label; 0 while there was no continue
	skipped []string // locals of the body that a continue may skip
}

// opening begins the block. It has to tell gopher-lua which variables end with
// the body, for at a jump that compiler cuts closures off from the variables
// they share: at a goto from all of the function's, unless the block it leaves
// has one that a closure uses, and at a break from none, unless the loop's own
// block has one. So each gets one, used by a closure that is never made.
const opening = " local " + Prefix + "loop do local " + Prefix + "body if nil then return function() return " +
	Prefix + "loop, " + Prefix + "body end end "

// openingLevels is how deep the opening itself nests below the body.
const openingLevels = 3

func (p *parser) continueStatement() {
	word := p.at(0)
	l := p.loop
	if l == nil {
		p.fail("'continue' outside of a loop")
		return
	}
	if l.label == 0 {
		p.labels++
		l.label = p.labels
		p.follow(l.before, opening)
	}
	p.next()
	p.replace(word.start, word.end, "goto "+l.labelName())
}

func (l *loop) labelName() string { return Prefix + "continue_" + strconv.Itoa(l.label) }

// loopBody reads the body of a loop up to the token that closes it.
func (p *parser) loopBody() *loop {
	outside := p.deepest
	p.deepest = p.level
	l := &loop{}
	p.block(l)
	if l.label != 0 {
		p.follow(p.end, " end ::"+l.labelName()+"::")
		p.reach(max(p.deepest+1, l.level+openingLevels))
	}
	p.deepest = max(p.deepest, outside)
	return l
}

// declare notes a new local.
func (p *parser) declare(name string) {
	if l := p.loop; l != nil && l.label != 0 && l.level == p.level {
		l.skipped = append(l.skipped, name)
	}
}

func (p *parser) whileLoop() {
	start := p.index
	p.next()
	p.condition()
	p.expect(kindDo, "'do'")
	p.loopBody()
	p.expectClosing(kindEndWord, "'end'", start)
}

func (p *parser) forLoop() {
	start := p.index
	p.next()
	p.name("a name")
	p.annotation()
	p.enclosed++
	if p.accept('=') {
		p.expression()
		p.expect(',', "','")
		p.expression()
		if p.accept(',') {
			p.expression()
		}
	} else {
		for p.accept(',') {
			p.name("a name")
			p.annotation()
		}
		p.expect(kindIn, "'in' or '='")
		p.expressions()
	}
	p.enclosed--
	p.expect(kindDo, "'do'")
	p.loopBody()
	p.expectClosing(kindEndWord, "'end'", start)
}

func (p *parser) repeatLoop() {
	start := p.index
	p.next()
	l := p.loopBody()
	p.expectClosing(kindUntil, "'until'", start)
	hidden := p.hidden
	p.hidden = slices.Concat(hidden, l.skipped)
	p.expression()
	p.hidden = hidden
}

// checkVisible fails if the current token, the name of a variable, is one that
// the condition it stands in cannot see.
func (p *parser) checkVisible() {
	if name := p.text(p.at(0)); slices.Contains(p.hidden, name) {
		p.fail("a 'continue' may skip the declaration of " + quote(name) + ": declare it before the 'continue'")
	}
}
