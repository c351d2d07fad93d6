package vm

import (
	"fmt"
	"maps"
)

// Reload implements actor.Code. What has been made runs on with the source that
// it was made of; libraries count for whoever imports them from now on.
func (m *Machine) Reload(entry, text string) error {
	old := m.programs[entry]
	if old == nil {
		return fmt.Errorf("entry %q has no code", entry)
	}
	source := old.Source
	source.Text = text
	p, err := m.compile(source)
	if err != nil {
		return err
	}
	if err := m.connect(p); err != nil {
		return err
	}
	p.scopes = m.scopesOf(p)
	maps.Copy(p.scopes, m.scopesOf(old)) // of what still runs
	m.programs[entry] = p
	return nil
}
