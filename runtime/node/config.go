package node

import (
	"echotui/runtime/actor"
	"echotui/runtime/app"
	"echotui/runtime/vm"
)

// sources are the entries that processes can be made of.
func sources(a *app.App) []vm.Source {
	var list []vm.Source
	for _, e := range a.Of("process.lua") {
		code := e.Code()
		list = append(list, vm.Source{
			ID: e.ID, File: file(e), Line: code.SourceLine, Text: code.Source,
			Method: code.Method, Modules: code.Modules,
		})
	}
	return list
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
