package tracefile

import (
	"testing"

	"echotui/runtime/codec"
	"echotui/runtime/wire"
)

// A trace that was written when there was no limit of the memory of all is made
// again without one.
func TestOlderLimits(t *testing.T) {
	h := Header{Limits: wire.DefaultLimits}
	v, err := new(codec.Decoder).Value(h.encode())
	if err != nil {
		t.Fatal(err)
	}
	header := v.(*wire.Table)
	known := header.Get("limits").(*wire.Table)
	for i, f := range known.Fields {
		if f.Key == wire.LimitTotalMemory {
			known.Fields = append(known.Fields[:i], known.Fields[i+1:]...)
			break
		}
	}
	got, err := decodeHeader(new(codec.Encoder).Value(nil, header))
	want := wire.DefaultLimits
	want.TotalMemory = -1
	if err != nil || got.Limits != want {
		t.Errorf("limits %+v, %v", got.Limits, err)
	}
}
