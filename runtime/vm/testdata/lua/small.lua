
-- A table of few fields is kept in another way than one with many: nobody can
-- tell. What next has looked at is kept like one with many from then on.

local function seen(t) for _ in pairs(t) do end return t end

local function order(t)
    local keys = {}
    for k in pairs(t) do keys[#keys + 1] = tostring(k) end
    return table.concat(keys, " ")
end

function test.order_of_fields()
    local t = { b = 1, a = 2 }
    t.d, t.c = 3, 4
    t.a = nil
    t.e = 5
    equal(order(t), "b c d e")
    t.a = 6
    equal(order(t), "b a c d e")
    local again = { b = 1, a = 2 }
    again.a = nil
    again.c = 3
    again.a = 4
    equal(order(again), "b a c")
end

function test.growing()
    for first = 0, 10 do
        local t, want = {}, {}
        for i = 1, first do t["k" .. i] = i end
        for i = first + 1, 12 do
            t["k" .. i] = i
            want = {}
            for k = 1, i do
                equal(t["k" .. k], k)
                want[k] = "k" .. k
            end
        end
        equal(order(t), table.concat(want, " "))
    end
    local t = {}
    t.gone = nil
    equal(next(t), nil)
    t.x = 1
    t.x = nil
    equal(next(t), nil)
    equal(t.x, nil)
end

function test.keys_of_all_kinds()
    local key = {}
    for _, other in ipairs({ true, 1.5, -1, 0, 2 ^ 31, key, 1, 3 }) do
        local t = { a = 1, b = 2 }
        t[other] = "other"
        equal(t[other], "other")
        equal(t.a + t.b, 3)
        t.c = 3
        equal(t.a + t.b + t.c, 6)
        equal(t.nothing, nil)
        local count = 0
        for k, v in pairs(t) do count, v = count + 1, equal(t[k], v) end
        equal(count, 4)
    end
    local t = { a = 1 }
    raises("table index is nil", function() t[nil] = 1 end)
    raises("table index is NaN", function() t[0 / 0] = 1 end)
    equal(t[nil], nil)
    equal(t[0 / 0], nil)
end

function test.metatables()
    local class = { name = "class" }
    class.__index = class
    function class.hello(self) return "hello " .. self.name end
    local object = setmetatable({ name = "object" }, class)
    equal(object:hello(), "hello object")
    object.name = nil
    equal(object:hello(), "hello class")
    function class.later() return "later" end
    equal(object.later(), "later")
    class.__call = function(_, x) return x + 1 end
    class.__add = function(a) return a.name .. "+" end
    class.__len = function() return 42 end
    class.__unm = function() return "minus" end
    equal({ object(1), object + 1, -object }, { 2, "class+", "minus" })

    local empty = {}
    local early = setmetatable({}, empty)
    empty.__index = { found = true }
    empty.__tostring = function() return "early" end
    equal(early.found, true)
    equal(tostring(early), "early")

    local own = { x = 1 }
    setmetatable(own, own)
    own.__index = function(_, k) return k .. "?" end
    equal(own.x, 1)
    equal(own.y, "y?")
    equal(rawget(own, "y"), nil)
    raises("cannot change a protected metatable", setmetatable, setmetatable({}, { __metatable = 1 }), {})
    equal(getmetatable(setmetatable({}, { __metatable = "mine" })), "mine")
end

function test.writes_that_go_elsewhere()
    local log, store = {}, { there = 0 }
    local t = setmetatable({ own = 1 }, { __newindex = store })
    local above = setmetatable({}, { __newindex = t })
    for _, key in ipairs({ "there", "new", true, 1.5, 1 }) do
        above[key] = key
        equal(rawget(above, key), nil)
        equal(rawget(t, key), nil)
        equal(store[key], key)
    end
    above.own = 2
    equal(t.own, 2)
    local watched = setmetatable({ a = 1 }, { __newindex = function(self, k, v) log[#log + 1] = k rawset(self, k, v) end })
    watched.a, watched.b, watched.c = 2, 3, nil
    watched.b = 4
    equal(log, { "c", "b" })
    equal(order(watched), "a b")
    local a, b = {}, {}
    setmetatable(a, { __newindex = b, __index = b })
    setmetatable(b, { __newindex = a, __index = a })
    raises("too many recursions in settable", function() a.x = 1 end)
    raises("too many recursions in gettable", function() return a.x end)
    raises("attempt to index a non-table object(nil) with key 'x'", function() local n n.x = 1 end)
    raises("attempt to index a non-table object(number) with key 'x'", function() local n = 1 return n.x end)
    raises("attempt to index a non-table object(boolean) with key 'x'", function() local n = true return n:x() end)
    raises("attempt to index a non-table object(number) with key 'x'", function()
        return setmetatable({}, { __index = 1 }).x
    end)
    raises("attempt to index a non-table object(number) with key 'x'", function()
        setmetatable({}, { __newindex = 1 }).x = 1
    end)
    equal(setmetatable({}, { __index = "text" }).upper, string.upper)
end

function test.globals()
    _G.made = 1
    equal(made, 1)
    made = 2
    equal(_G.made, 2)
    equal(rawget(_G, "made"), 2)
    equal(require("made"), 2)
    equal(require("string"), string)
    string_of_mine = "x"
    equal(order(_G), "made string_of_mine")
    string = { mine = true }
    equal(require("string").mine, true)
    string = nil
    equal(string.upper("x"), "X")
    equal(undefined, nil)
    setmetatable({}, _G)
    later = 3
    equal(_G.later, 3)
end

function test.messages()
    local echo = process.spawn("lua:child", "lua:processes", process.pid())
    local inbox = process.inbox()
    local function back(v)
        process.send(echo, "echo", v)
        return inbox:receive():payload():data()
    end
    local shared = { deep = { 1, 2, x = "y" } }
    local t = { a = 1, b = { c = shared, d = shared }, gone = 1, [true] = "yes", 10, 20 }
    t.gone = nil
    t.b.up = t
    local got = back(t)
    equal(got.b.up, got)
    equal(got.b.c, got.b.d)
    equal(got.b.c.deep, { 1, 2, x = "y" })
    equal({ got.a, got[true], got[1], got[2], #got }, { 1, "yes", 10, 20, 2 })
    equal(order(got), "1 2 a b true")
    local many = {}
    for i = 1, 20 do many["k" .. i] = i end
    equal(order(back(many)), order(many))
    local with = back(setmetatable({ x = 1 }, { __index = { y = 2 }, __call = true }))
    equal(with.y, 2)
    getmetatable(with).__index = { y = 3 }
    equal(with.y, 3)
    got.new, got.b.new, got.b.c.new = 1, 2, 3
    equal(got.b.d.new, 3)
    got[1.5] = 4
    equal(back(got)[1.5], 4)
    process.send(echo, "echo")
end

-- Whatever function of the library gets a small table finds in it what it finds
-- in one that has been looked at.
function test.library()
    local libraries = {
        table = table, string = string, math = math, json = json, errors = errors, os = os, coroutine = coroutine, time = time,
        base = {
            type = type, tostring = tostring, tonumber = tonumber, next = next, rawget = rawget, rawset = rawset,
            rawequal = rawequal, select = select, unpack = unpack, ipairs = ipairs, pairs = pairs, assert = assert,
            error = error, pcall = pcall, setmetatable = setmetatable, getmetatable = getmetatable, rawlen = rawlen,
        },
    }
    local variants = {
        function() return { a = "b", message = "m", kind = "k", year = 2000, month = 1, day = 2 } end,
        function() return { "x", "y", a = "b", n = 2 } end,
        function() return { nested = { a = 1, list = { 1, 2, z = 3 } }, gone = nil } end,
    }
    local rest = { {}, { "a" }, { "a", 1 }, { 1, "a" }, { -1, "v" }, { 1.5, 2 }, { "x", "y", "z" }, { true, true } }
    local function told(v, deep)
        if type(v) == "table" and deep < 6 then
            local parts = {}
            for k, x in pairs(v) do parts[#parts + 1] = tostring(k) .. "=" .. told(x, deep + 1) end
            return "{" .. table.concat(parts, " ") .. "}"
        end
        return type(v) == "function" and "function" or (tostring(v):gsub("0x%x+", "0x"))
    end
    local tried = 0
    for name, library in pairs(libraries) do
        for called, f in pairs(library) do
            for _, make in ipairs(variants) do
                for place = 1, 3 do
                    for _, others in ipairs(rest) do
                        if type(f) == "function" and called ~= "sleep" and called ~= "random" and called ~= "exit" then
                            local results = {}
                            for i, change in ipairs({ function(t) return t end, seen }) do
                                local arguments = { unpack(others) }
                                local t = change(make())
                                table.insert(arguments, math.min(place, #arguments + 1), t)
                                local answers = { pcall(f, unpack(arguments)) }
                                pcall(function() t.added, t[true], t[-3] = 1, 2, 3 end)
                                results[i] = told(answers, 0) .. " left " .. told(t, 0)
                            end
                            if results[1] ~= results[2] then
                                error(name .. "." .. called .. " at " .. place .. ": " .. results[1] .. " and " .. results[2])
                            end
                            tried = tried + 1
                        end
                    end
                end
            end
        end
    end
    assert(tried > 1000)
    equal((("a b"):gsub("%a", { a = "x", b = false })), "x b")
    equal((("a b"):gsub("%a", setmetatable({}, { __index = { b = "y" } }))), "a y")
end

function test.frozen()
    local t = table.freeze({ a = 1, b = { c = 2 } })
    equal(t.a + t.b.c, 3)
    t.b.d = 4
    equal(order(t), "a b")
    raises("read-only", function() t.a = 2 end)
    raises("read-only", function() t.x = 2 end)
    raises("read-only", rawset, t, "x", 1)
    equal(rawget(t, "a"), 1)
    local class = setmetatable({}, { __index = table.freeze({ hello = "h" }) })
    equal(class.hello, "h")
    equal(setmetatable({}, table.freeze({ __index = { deep = 1 } })).deep, 1)
end

return test
