-- What it fails with is a table whose text raises.
--: ends failed error object whose message cannot be told
return { main = function() error(setmetatable({}, { __tostring = function() error("again") end })) end }
