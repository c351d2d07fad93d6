package screenshots

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/app"
	"echotui/runtime/node"
	"echotui/runtime/wire"
	"echotui/scripts"
)

// tape keeps what the loop tells of each branch.
type tape struct{ branches []*taped }

type taped struct {
	facts    []wire.Event
	commands []wire.Applied
	stand    wire.Place
}

func (r *tape) Begin(int) { r.branches = append(r.branches, &taped{}) }

func (r *tape) Trace(facts []wire.Event, commands []wire.Applied, stand wire.Place) {
	b := r.branches[len(r.branches)-1]
	b.facts = append(b.facts, facts...)
	b.commands = append(b.commands, commands...)
	b.stand = stand
}

// somewhat are keys that random letters would not hit often enough.
var somewhat = []tea.KeyPressMsg{
	{Code: tea.KeyEnter}, {Code: tea.KeyEscape}, {Code: tea.KeyTab}, {Code: tea.KeyUp}, {Code: tea.KeyDown}, {Code: tea.KeyPgUp},
	{Code: tea.KeyHome}, {Code: tea.KeyEnd}, {Code: tea.KeyBackspace}, {Code: ' ', Text: " "}, {Code: 'n', Text: "n"}, {Code: 'N', Text: "N"},
	{Code: 'c', Text: "c"}, {Code: 's', Text: "s"}, {Code: 'b', Text: "b"}, {Code: '}', Text: "}"}, {Code: '+', Text: "+"}, {Code: '-', Text: "-"},
}

// randomKey is any key but those that end the program.
func randomKey(dice *rand.Rand) tea.KeyPressMsg {
	if dice.IntN(3) > 0 {
		return somewhat[dice.IntN(len(somewhat))]
	}
	r := rune(' ' + dice.IntN('~'-' '))
	if r == 'q' {
		r = 'é'
	}
	return tea.KeyPressMsg{Code: r, Text: string(r)}
}

// TestRandomKeys: a run that was driven by ten thousand random keys happens again
// exactly, on every branch that they have made.
func TestRandomKeys(t *testing.T) {
	keys := 10_000
	if testing.Short() {
		keys = 500
	}
	const each = 500
	branches := 0
	for seed := uint64(1); keys > 0; seed++ {
		keys -= each
		kept := &tape{}
		open := func(t *testing.T) *node.Loop {
			loop := open(t)
			loop.Trace(kept)
			return loop
		}
		playOn(t, open, func(p *player) {
			dice := rand.New(rand.NewPCG(seed, 0))
			for range each {
				p.key(randomKey(dice))
				if dice.IntN(4) == 0 {
					p.wait(time.Duration(dice.IntN(300)) * time.Millisecond)
				}
			}
		})
		for _, b := range kept.branches {
			checkAgain(t, b)
			branches++
		}
	}
	if branches < 5 && !testing.Short() {
		t.Errorf("the keys made %d branches", branches)
	}
}

func checkAgain(t *testing.T, b *taped) {
	t.Helper()
	a, err := app.Load(scripts.Echo(), "echo")
	if err != nil {
		t.Fatal(err)
	}
	origin, err := node.Find(a, node.Config{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	r, err := node.NewReplay(a, origin, node.NewJournal(slices.Values(b.commands), b.stand))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for done := false; !done; {
		if done, err = r.Run(uint64(len(b.facts)), 1000); err != nil {
			t.Fatal(err)
		}
	}
	again := r.Node().Take(len(b.facts))
	for i := range again {
		if was, is := b.facts[i].Line(), again[i].Line(); was != is {
			t.Fatalf("it was\n%s\nand is\n%s", was, is)
		}
	}
	if len(again) != len(b.facts) {
		t.Errorf("there were %d facts, and are %d", len(b.facts), len(again))
	}
}
