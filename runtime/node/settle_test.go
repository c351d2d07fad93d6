package node

import "testing"

// TestSettleCountsTurns: an app that sleeps often is not one that never rests.
func TestSettleCountsTurns(t *testing.T) {
	n := luaApp(t, "cli.lua", `return function() for _ = 1, 100 do time.sleep("1ms") end end`)
	play(t, n, "exec")
	if !n.Settle(1000) {
		t.Error("101 turns and 100 jumps of the clock were more than 1000 turns")
	}
	if _, stopped := n.Stopped(); !stopped {
		t.Error("it came to rest before its end")
	}
}

// TestSettleGivesUp: one that only lets time pass never rests either.
func TestSettleGivesUp(t *testing.T) {
	for name, source := range map[string]string{
		"spin":   `return function() while true do end end`,
		"ticker": `return function() time.ticker("1ms") channel.new():receive() end`,
		"sleep":  `return function() while true do time.sleep("1ms") end end`,
	} {
		t.Run(name, func(t *testing.T) {
			n := luaApp(t, "cli.lua", source)
			play(t, n, "exec")
			if n.Settle(3000) {
				t.Error("it came to rest")
			}
		})
	}
}

// play does commands to a node and returns the facts they brought about.
func play(t testing.TB, n *Node, commands ...string) []string {
	t.Helper()
	p := &player{node: n}
	for _, command := range commands {
		for _, line := range p.do(command) {
			if line[0] == '!' {
				t.Fatalf("%s: %s", command, line)
			}
		}
	}
	return p.log
}
