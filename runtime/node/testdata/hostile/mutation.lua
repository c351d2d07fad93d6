-- It changes all that it can reach of what processes share.
--: ends returned
--: logs all held
return { main = function()
    local held = 0
    local function try(f, ...) if not pcall(f, ...) then held = held + 1 end end
    local function owned() return "owned" end
    try(function() string.upper = owned end)
    try(rawset, string, "upper", owned)
    try(function() getmetatable("").__index = owned end)
    try(function() getmetatable("").__index.upper = owned end)
    try(setmetatable, "", { __index = owned })
    try(setmetatable, string, { __index = owned })
    try(function() math.max = owned end)
    try(table.insert, table, owned)
    try(function() table.freeze = nil end)
    try(function() getmetatable(print).__call = owned end)
    try(function() (5).x = owned end)
    try(setmetatable, coroutine.create(print), {})
    try(function() process.send = owned end)
    try(function() getmetatable(process.inbox()).__index = owned end)
    try(function() require("logger").info = owned end)
    try(function() errors.new("x").kind = owned end)
    -- One's own globals are one's own.
    _G.owned, _G.string, _G.math, _G.print, _G.pairs, _G.setmetatable = true, nil, nil, owned, owned, owned
    getfenv, rawequal = nil, nil
    require("logger"):info(held == 16 and "all held" or "held " .. held)
end }
