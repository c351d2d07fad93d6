-- What it fails with would clear the screen.
--: ends failed \x1b\[2J
return { main = function() error("\27[2J\27]0;x\7", 0) end }
