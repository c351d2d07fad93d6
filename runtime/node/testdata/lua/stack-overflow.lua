-- Too many calls are an error like any other, wherever they happen: it can be
-- caught, and what others hold of the functions that it ended does no harm.
local kept
local function deep(n)
    local own = { n }
    kept = function() return own end
    return deep(n + 1) + 1
end
local function deeper(n)
    local own = { n }
    if n % 100 == 0 then kept = function() return own end end
    pcall(deeper, n + 1)
    return 1
end
local function fill(...) if select("#", ...) < 100 then return fill(1, ...) end end

return { main = function()
    local calls = 0
    local function count() calls = calls + 1 end
    local function try(what, f, ...)
        local fine, message = pcall(f, ...)
        fill()
        count()
        io.print(what, fine, fine or string.match(message, "stack overflow"), pcall(function() return #tostring(kept()) > 0 end))
    end
    try("deep", deep, 1) --> deep	false	stack overflow	true	true
    try("pcall in pcall", deeper, 1) --> pcall in pcall	true	true	true	true
    try("xpcall", function() error(select(2, xpcall(function() return deep(1) end, function(m) return m end)), 0) end) --> xpcall	false	stack overflow	true	true
    try("__index", function() local t t = setmetatable({}, { __index = function(_, k) return t[k + 1] end }) return t[1] end) --> __index	false	stack overflow	true	true
    try("tostring", function() return tostring(setmetatable({}, { __tostring = function(self) return tostring(self) end })) end) --> tostring	false	stack overflow	true	true
    try("sort", function() local function again() table.sort({ 1, 2, 3 }, again) return true end again() end) --> sort	false	stack overflow	true	true
    try("resume", function() error(select(2, coroutine.resume(coroutine.create(deep), 1)), 0) end) --> resume	false	stack overflow	true	true
    try("wrap", function() coroutine.wrap(deep)(1) end) --> wrap	false	stack overflow	true	true
    try("wrap in wrap", function() local function w() return coroutine.wrap(w)() end w() end) --> wrap in wrap	false	stack overflow	true	true
    try("tail calls", function() local function loop(n) if n > 0 then return loop(n - 1) end return true end return loop(100000) end) --> tail calls	true	true	true	true
    for n = 990, 1030 do
        -- pcall as the very last call that there is room for
        local function to(k) if k > 0 then return to(k - 1) + 0 end local fine = pcall(fill) return fine and 1 or 0 end
        pcall(to, n)
        pcall(function() xpcall(5, print) pcall(nil) end)
        count()
    end
    io.print(calls) --> 51
    local function depth()
        local n = 0
        local function down() n = n + 1 return down() + 1 end
        pcall(down)
        return n
    end
    local object = setmetatable({}, { __index = function() return depth() end })
    io.print(depth(), coroutine.wrap(depth)(), object.x, coroutine.wrap(function() return object.x end)()) --> 1021	1022	1021	1021
    coroutine.spawn(function() io.print(depth()) end) --> 1021
    coroutine.spawn(function() io.print(pcall(deep, 1)) end) --> false	stack overflow
end }
