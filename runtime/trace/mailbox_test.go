package trace

import (
	"fmt"
	"testing"

	"echotui/runtime/wire"

	"pgregory.net/rapid"
)

// letterbox is a Mailbox that keeps everything and marks what a Mailbox would
// not show.
type letterbox struct {
	refs  []uint64
	shown map[uint64]bool
	high  int
}

func (l *letterbox) add(ref uint64) {
	shown := 0
	for _, r := range l.refs {
		if l.shown[r] {
			shown++
		}
	}
	l.shown[ref] = shown < 10_000
	l.refs = append(l.refs, ref)
	l.high = max(l.high, len(l.refs))
}

func (l *letterbox) check(t *rapid.T, b *Mailbox) {
	shown, hidden := 0, 0
	for _, ref := range l.refs {
		if !l.shown[ref] {
			hidden++
			continue
		}
		if shown >= len(b.Messages) {
			break
		}
		if m := b.Messages[shown]; m.Ref != ref || m.Before != hidden {
			t.Fatalf("message %d is #%d behind %d, should be #%d behind %d", shown, m.Ref, m.Before, ref, hidden)
		}
		shown, hidden = shown+1, 0
	}
	if shown != len(b.Messages) || b.After != hidden || b.Len != len(l.refs) || b.High != l.high {
		t.Fatalf("%d of %d messages shown, %d after, high %d; should be %d of %d, %d after, high %d",
			len(b.Messages), b.Len, b.After, b.High, shown, len(l.refs), hidden, l.high)
	}
}

// TestMailboxEqualsList takes messages at random out of mailboxes that are
// short, and of ones longer than what is kept.
func TestMailboxEqualsList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var b Mailbox
		list := &letterbox{shown: map[uint64]bool{}}
		seq := uint64(0)
		add := func() {
			seq++
			list.add(seq * 10)
			b.add(&Message{Ref: seq * 10, Seq: seq})
		}
		if rapid.Bool().Draw(t, "long") {
			for range 9_995 {
				seq++
				list.refs, list.shown[seq*10], list.high = append(list.refs, seq*10), true, len(list.refs)+1
				b.add(&Message{Ref: seq * 10, Seq: seq})
			}
		}
		t.Repeat(map[string]func(*rapid.T){
			"add": func(t *rapid.T) {
				for range rapid.IntRange(1, 5).Draw(t, "count") {
					add()
				}
			},
			"take": func(t *rapid.T) {
				if len(list.refs) == 0 {
					b.remove(seq*10, seq) // it is not there, and nothing changes
					return
				}
				last := len(list.refs) - 1
				i := rapid.OneOf(rapid.IntRange(0, min(last, 5)), rapid.IntRange(max(0, last-5), last), rapid.IntRange(0, last)).Draw(t, "place")
				ref := list.refs[i]
				list.refs = append(list.refs[:i:i], list.refs[i+1:]...)
				b.remove(ref, ref/10)
			},
			"": func(t *rapid.T) { list.check(t, &b) },
		})
	})
}

// TestMailboxStaysInItsArray: a queue that never gets long never gets a longer
// array, however many messages pass through.
func TestMailboxStaysInItsArray(t *testing.T) {
	for _, length := range []int{1, 2, 3, 10} {
		var b Mailbox
		for i := range uint64(10_000) {
			b.add(&Message{Ref: i + 1, Seq: i + 1})
			if b.Len > length {
				b.remove(b.Messages[0].Ref, b.Messages[0].Seq)
			}
		}
		if len(b.Messages) != length || cap(b.array) > 4*(length+1) {
			t.Errorf("%d messages in an array for %d", len(b.Messages), cap(b.array))
		}
	}
}

// TestDeadLettersAreBounded: the latest hundred stay, whether they were sent
// to nobody or left unread, and all are counted.
func TestDeadLettersAreBounded(t *testing.T) {
	w := NewWorld()
	p := wire.PID{Host: "app:p", N: 1}
	events := []wire.Event{{Kind: wire.KindSpawn, Peer: p, Name: "app:a"}}
	for range 150 {
		events = append(events, wire.Event{Kind: wire.KindLost, Text: "nobody"})
	}
	for range 130 {
		events = append(events, wire.Event{Kind: wire.KindSend, Peer: p})
	}
	events = append(events, wire.Event{Kind: wire.KindExit, PID: p}, wire.Event{Kind: wire.KindDiscard, PID: p, N: 130},
		wire.Event{Kind: wire.KindLost, Text: "last"})
	for i := range events {
		events[i].Seq = uint64(i + 1)
		events[i].Ref = uint64(i + 1)
		w.Apply(&events[i])
		if len(w.Dead) > 100 {
			t.Fatalf("%d letters are kept", len(w.Dead))
		}
	}
	if w.Lost != 281 {
		t.Errorf("%d messages are lost, should be 281", w.Lost)
	}
	first, last := w.Dead[0], w.Dead[99]
	if got := fmt.Sprint(first.To, first.Seq, last.To, last.Seq); got != "{app:p|0x00001}183last284" {
		t.Errorf("the letters are from %s", got)
	}
}
