package node

import (
	"echotui/runtime/actor"
	"echotui/runtime/app"
	"echotui/runtime/vm"
)

// machineConfig is what the Lua machine needs of an app.
func machineConfig(a *app.App) vm.Config {
	var c vm.Config
	for _, e := range a.Entries {
		c.Entries = append(c.Entries, vm.Entry{ID: e.ID, Kind: e.Kind, Meta: e.Meta, Data: e.Data})
		if e.Code() != nil {
			c.Sources = append(c.Sources, source(e))
		}
	}
	return c
}

// source is an entry that has Lua code.
func source(e *app.Entry) vm.Source {
	code := e.Code()
	s := vm.Source{
		ID: e.ID, Kind: e.Kind, File: file(e), Line: code.SourceLine, Text: code.Source,
		Method: code.Method, Modules: code.Modules,
	}
	for _, imported := range code.Imports {
		s.Imports = append(s.Imports, vm.Import(imported))
	}
	return s
}

func hosts(a *app.App) []actor.HostConfig {
	var list []actor.HostConfig
	for _, e := range a.Entries {
		host := actor.HostConfig{ID: e.ID, Kind: e.Kind}
		switch def := e.Def.(type) {
		case *app.TerminalHost:
			host.AutoStart, host.StopTimeout = def.AutoStart, def.StopTimeout
		case *app.ProcessHost:
			host.AutoStart, host.StopTimeout = def.AutoStart, def.StopTimeout
			host.MaxProcesses = def.MaxProcesses
		default:
			continue
		}
		list = append(list, host)
	}
	return list
}

func scopes(a *app.App) []actor.ScopeConfig {
	var list []actor.ScopeConfig
	for _, e := range a.Entries {
		if def, ok := e.Def.(*app.Scope); ok {
			list = append(list, actor.ScopeConfig{ID: e.ID, MaxGroups: def.MaxGroups, MaxMembers: def.MaxMembersPerGroup})
		}
	}
	return list
}

func services(a *app.App) []actor.ServiceConfig {
	var list []actor.ServiceConfig
	for _, e := range a.Entries {
		def, ok := e.Def.(*app.Service)
		if !ok {
			continue
		}
		list = append(list, actor.ServiceConfig{
			ID: e.ID, Entry: def.Process, Host: def.Host, Input: def.Input,
			AutoStart: def.AutoStart, Requires: def.Requires,
			StopTimeout: def.StopTimeout, StableThreshold: def.StableThreshold,
			Restart: actor.Restart(def.Restart),
		})
	}
	return list
}

// file is where the Lua text of an entry is.
func file(e *app.Entry) string {
	if name := e.Code().SourceFile; name != "" {
		return name
	}
	return e.File
}
