// Echotui runs actor apps written in Lua and shows every message in them.
package main

import (
	"os"

	"echotui/tui/command"
)

func main() { os.Exit(command.Run()) }
