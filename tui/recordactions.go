package tui

import tea "charm.land/bubbletea/v2"

func recordActions() []action {
	const begin = "Record what is to be seen, and the keys that lead there. The same key stops it."
	const end = "Stop recording, and write it: as a cast, and as a tape that does it again."
	stop := func(m *Model) tea.Cmd {
		m.withoutKey()
		return m.stopRecording()
	}
	return []action{
		{id: "record", keys: []string{"R", "ctrl+r"}, name: "record", help: begin,
			in: browsing, why: cannotRecord, run: do((*Model).record)},
		{id: "stop-recording", keys: []string{"R", "ctrl+r"}, name: "stop recording", help: end,
			in: browsing, why: notRecording, run: stop},
		{id: "record-while-typing", keys: []string{"ctrl+r"}, name: "record", help: begin,
			in: anywhere &^ browsing, why: cannotRecord, run: do((*Model).record)},
		{id: "stop-recording-while-typing", keys: []string{"ctrl+r"}, name: "stop recording", help: end,
			in: anywhere &^ browsing, why: notRecording, run: stop},
	}
}
