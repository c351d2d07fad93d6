-- The same through what the library calls: metamethods, sort, gsub, tostring,
-- coroutines in coroutines, JSON.
--: ends failed stack overflow
--: logs all held
local json = require("json")
local function index() local t t = setmetatable({}, { __index = function(_, k) return t[k + 1] end }) return t[1] end
local function sort() table.sort({ 1, 2, 3 }, sort) return true end
local function gsub() return (string.gsub("a", "a", gsub)) end
local function text() return tostring(setmetatable({}, { __tostring = text })) end
local function wrap() return coroutine.wrap(wrap)() end
local function concat() return setmetatable({}, { __concat = concat }) .. "x" end
return { main = function()
    local held = 0
    for _, f in ipairs{ index, sort, gsub, text, wrap, concat } do
        if not pcall(f) then held = held + 1 end
    end
    local deep = {}
    for _ = 1, 1e5 do deep = { deep } end
    local text, err = json.encode(deep)
    if held == 6 and not text and err then require("logger"):info("all held") end
    return wrap()
end }
