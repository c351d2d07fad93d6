-- What it fails with is a table whose text takes for ever.
--: limits turns=30
--: ends failed turns limit exceeded
--: tells turns 30
return { main = function() error(setmetatable({}, { __tostring = function() while true do end end })) end }
