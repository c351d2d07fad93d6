-- What ends it is an error that no pcall catches, however many there are.
--: limits turns=50
--: ends failed turns limit exceeded
--: tells turns 50
local function again(f) while true do pcall(f) end end
local function a() return pcall(again, error) end
local function b() return pcall(a), xpcall(b, function() return b() end) end
return { main = function() while true do pcall(b) end end }
