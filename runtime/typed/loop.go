package typed

import (
	"slices"
	"strconv"
)

// loop is a loop whose body is being read.
//
// "continue" becomes a jump to a label behind the body, which becomes a block:
// a return may be its last statement, and a jump may not enter the scope of a
// local. Of a repeat only what is left of the body becomes one, from the
// statement with the first continue on:
//
//	repeat                        repeat
//	  local n = take()              local n = take() do
//	  if n < 0 then continue end    if n < 0 then goto __typed_continue_1 end
//	  local m = n * n               local m = n * n
//	  use(m)                        use(m) end ::__typed_continue_1::
//	until n == 0                  until n == 0
//
// Locals declared before it stay in sight of the until condition. Those after
// would have no value there, so a condition that reads one is an error.
type loop struct {
	until   bool     // it is a repeat
	level   int      // of the body
	before  int32    // the offset at which the block would begin
	label   int      // numbers the label; 0 while there was no continue
	skipped []string // locals of the body that a continue may skip
}

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
		p.follow(l.before, " do ")
	}
	p.next()
	p.replace(word.start, word.end, "goto "+l.labelName())
}

func (l *loop) labelName() string { return Prefix + "continue_" + strconv.Itoa(l.label) }

// loopBody reads the body of a loop up to the token that closes it.
func (p *parser) loopBody(l *loop) {
	outside := p.deepest
	p.deepest = p.level
	p.block(l)
	if l.label != 0 {
		p.follow(p.end, " end ::"+l.labelName()+"::")
		p.reach(max(p.deepest, l.level) + 1)
	}
	p.deepest = max(p.deepest, outside)
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
	p.loopBody(&loop{})
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
	p.loopBody(&loop{})
	p.expectClosing(kindEndWord, "'end'", start)
}

func (p *parser) repeatLoop() {
	start := p.index
	p.next()
	l := &loop{until: true}
	p.loopBody(l)
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
