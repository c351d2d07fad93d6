package node

import (
	"testing"
	"testing/fstest"
	"time"

	"echotui/runtime/app"
	"echotui/runtime/wire"
)

// A timeout of the configuration bounds both ways to end; without one they
// differ.
func TestShutdownTimeout(t *testing.T) {
	const stubborn = `return function(...)
		if ... == "stay" then
			while true do process.events():receive() end
		end
		process.spawn("app:stubborn", "app:processes", "stay")
		require("time").sleep("1s")
		if ... == "wait" then process.events():receive() end
	end`
	tests := []struct {
		name    string
		timeout time.Duration
		asked   bool // somebody asks it to end, a second in
		want    time.Duration
	}{
		{"finished", 0, false, 1250 * time.Millisecond},
		{"finished, with a timeout", 3 * time.Second, false, 4 * time.Second},
		{"finished, with a long timeout", time.Minute, false, 11 * time.Second}, // of the host
		{"asked", 0, true, 11 * time.Second},                                    // of the host
		{"asked, with a timeout", 3 * time.Second, true, 4 * time.Second},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			files := fstest.MapFS{"stubborn.lua": {Data: []byte(stubborn)}}
			files["_index.yaml"] = &fstest.MapFile{Data: []byte(plainIndex(files))}
			a, err := app.Load(files, "test")
			if err != nil {
				t.Fatal(err)
			}
			n, err := New(a, Config{Seed: 1, ShutdownTimeout: test.timeout})
			if err != nil {
				t.Fatal(err)
			}
			defer n.Close()
			what := "return"
			if test.asked {
				what = "wait"
			}
			if err := n.Exec(app.Exec{Entry: "app:stubborn", Host: "app:terminal"}, []string{what}); err != nil {
				t.Fatal(err)
			}
			if rests := n.Settle(1000); test.asked {
				if !rests || n.Now() != wire.Time(time.Second) {
					t.Fatalf("it rests: %t, at %s", rests, n.Now())
				}
				if err := n.Apply(wire.Command{Kind: wire.CommandSignal, Name: "interrupt"}); err != nil {
					t.Fatal(err)
				}
				n.Settle(1000)
			}
			if status, stopped := n.Stopped(); status != 0 || !stopped || n.Now() != wire.Time(test.want) {
				t.Errorf("stopped %t with status %d at %s, want %s", stopped, status, n.Now(), test.want)
			}
		})
	}
}
