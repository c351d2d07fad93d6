-- What it fails with is a table that is no text.
--: ends failed table: 0x
return { main = function() error({ secret = "\27[2J" }) end }
