package actor

import (
	"testing"

	"pgregory.net/rapid"

	"echotui/runtime/wire"
)

// toy is code that does as a test says, a deed a turn; each process holds what
// its Data says, in bytes.
type toy struct{ deed func(*Task) Pause }

func (*toy) Known(string, bool) *wire.Error             { return nil }
func (*toy) Defined(string) bool                        { return false }
func (*toy) Reload(string, string) error                { return nil }
func (y *toy) NewFiber(t *Task) Fiber                   { return &toyFiber{toy: y, task: t} }
func (*toy) Weigh(p *Process) int                       { held, _ := p.Data.(int); return held }
func (*toyFiber) Load(string, []wire.Value) *wire.Error { return nil }
func (*toyFiber) Result() (wire.Value, *wire.Error)     { return nil, nil }
func (*toyFiber) Yield(Pause)                           {}
func (*toyFiber) Leave() bool                           { return false }
func (*toyFiber) Kill()                                 {}
func (*toyFiber) Used() int                             { return turnReductions }
func (f *toyFiber) Resume(int) Pause                    { return f.toy.deed(f.task) }

type toyFiber struct {
	toy  *toy
	task *Task
}

// What is known of the memory of all processes together is what is known of each
// of them, whatever they do; and once all were weighed they hold no more than they
// may.
func TestTotalMemory(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const limit = 1 << 20
		size := rapid.IntRange(0, limit/4)
		y := &toy{}
		s := New(Config{Code: y, Limits: wire.Limits{TotalMemory: limit}, Hosts: []HostConfig{{ID: "h", Kind: ProcessHost, AutoStart: true}}})
		subs := map[*Process]*Subscription{}
		y.deed = func(task *Task) Pause {
			p := task.process
			pids := s.Processes()
			other := pids[rapid.IntRange(0, len(pids)-1).Draw(t, "other")]
			switch rapid.SampledFrom([]string{"spawn", "spawn", "spawn", "send", "take", "grow", "shrink", "subscribe", "publish", "hear", "close", "terminate", "return"}).Draw(t, "deed") {
			case "spawn":
				full := s.memory.held+processBytes > limit-limit/8
				_, err := task.Spawn(SpawnOptions{Entry: "e", Host: "h", Size: size.Draw(t, "size") / 100, Messages: []*Message{{Size: 7}}})
				if (err != nil) != full {
					t.Fatalf("a spawn with %+v: %v", s.memory, err)
				}
			case "send":
				_ = task.Send(other.String(), "m", nil, size.Draw(t, "size"))
			case "take":
				task.Select("receive", []Case{{Channel: p.Inbox()}}, true)
			case "grow":
				held, _ := p.Data.(int)
				n := size.Draw(t, "size")
				p.Data = held + n
				p.Grow(n)
			case "shrink":
				p.Data = 0
			case "subscribe":
				subs[p] = task.Subscribe("bus", "*")
			case "publish":
				task.Publish("bus", "kind", "path", nil, size.Draw(t, "size")/10)
			case "hear":
				if sub := subs[p]; sub != nil {
					task.Select("receive", []Case{{Channel: sub.Channel()}}, true)
				}
			case "close":
				if sub := subs[p]; sub != nil {
					task.Unsubscribe(sub)
				}
			case "terminate":
				_ = task.Terminate(other.String())
			case "return":
				if len(pids) > 1 {
					return Done
				}
			}
			return Preempted
		}
		if err := s.Apply(wire.Command{Kind: wire.CommandRun, Name: "e", Host: "h"}); err != nil {
			t.Fatal(err)
		}
		for range 200 {
			s.Run(1, forever)
			held, made := 0, 0
			for _, p := range s.processes {
				held += processBytes + p.held + p.mailbox.weight()
				made += p.grown
			}
			if held != s.memory.held || made != s.memory.made {
				t.Fatalf("they hold %d and made %d; it says %+v", held, made, s.memory)
			}
			if s.heavy() {
				t.Fatalf("they were not weighed: %+v", s.memory)
			}
			s.Take()
		}
		s.weighAll()
		if s.memory.held > limit {
			t.Fatalf("they hold %d bytes", s.memory.held)
		}
	})
}
