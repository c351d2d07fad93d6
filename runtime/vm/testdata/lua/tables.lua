
function test.insert()
    local t = { 1, 2 }
    table.insert(t, 3)
    table.insert(t, 1, 0)
    table.insert(t, 5, "end")
    equal(t, { 0, 1, 2, 3, "end" })
    table.insert(t, nil)
    equal(#t, 5)
    raises("wrong number of arguments to 'insert'", table.insert, t)
    raises("wrong number of arguments to 'insert'", table.insert, t, 1, 2, 3)
    raises("bad argument #1 to (anonymous) (table expected, got nil)", table.insert)
    raises("bad argument #2 to (anonymous) (number expected, got string)", table.insert, t, "x", 1)
end

function test.remove()
    local t = { "a", "b", "c" }
    equal(table.remove(t), "c")
    equal(table.remove(t, 1), "a")
    equal(t, { "b" })
    equal(table.remove(t, 5), nil)
    equal(table.remove(t, 0), nil)
    equal(table.remove(t, -1), nil)
    equal(t, { "b" })
    equal(table.remove(t), "b")
    equal(table.remove(t), nil)
    equal(#t, 0)
end

function test.remove_behind_a_list_that_was_cut()
    local t = { 1, 2, 3, 4 }
    t[4], t[3] = nil, nil
    equal(table.remove(t), 2)
    equal(table.remove(t), 1)
    equal(table.remove(t), nil)
    table.insert(t, "x")
    equal(t, { "x" })
    local long = {}
    for i = 1, 20000 do long[i] = i end
    for i = 20000, 1, -1 do
        if i % 2 == 0 then long[i] = nil else equal(table.remove(long), i) end
    end
    equal(#long, 0)
end

function test.concat()
    equal(table.concat({}), "")
    equal(table.concat({ 1, "a", 2.5 }), "1a2.5")
    equal(table.concat({ 1, 2, 3 }, ", "), "1, 2, 3")
    equal(table.concat({ 1, 2, 3 }, "-", 2), "2-3")
    equal(table.concat({ 1, 2, 3 }, "-", 2, 2), "2")
    equal(table.concat({ 1, 2, 3 }, "-", 3, 2), "")
    local many = {}
    for i = 1, 200000 do many[i] = "x" end
    equal(#table.concat(many, ","), 399999)
    raises("invalid value (nil) at index 4 in table for concat", table.concat, { 1, 2, 3 }, "", 1, 5)
    raises("invalid value (table) at index 2 in table for concat", table.concat, { 1, {} })
    raises("invalid value (boolean) at index 1 in table for concat", table.concat, { true })
    raises("bad argument #2 to (anonymous) (string expected, got table)", table.concat, {}, {})
    local big = ("x"):rep(1e7)
    raises("resulting string too large", table.concat, { big, big, big, big, big, big, big })
end

function test.sort()
    local t = { 3, 1, 2, 10, 5 }
    table.sort(t)
    equal(t, { 1, 2, 3, 5, 10 })
    table.sort(t, function(a, b) return a > b end)
    equal(t, { 10, 5, 3, 2, 1 })
    table.sort(t, nil)
    equal(t, { 1, 2, 3, 5, 10 })
    local words = { "b", "a", "C", "日" }
    table.sort(words)
    equal(words, { "C", "a", "b", "日" })
    t[5] = nil
    table.sort(t)
    equal(t, { 1, 2, 3, 5 })
    local dates = {}
    for i = 1, 50 do dates[i] = setmetatable({ n = i * 7 % 50 }, { __lt = nil }) end
    table.sort(dates, function(a, b) return a.n < b.n end)
    for i = 1, 50 do equal(dates[i].n, i - 1) end
end

function test.sort_mistakes()
    local t = { 2, "x", 1 }
    raises("attempt to compare", table.sort, t)
    equal(t, { 2, "x", 1 })
    raises("stop", table.sort, t, function() error("stop") end)
    equal(t, { 2, "x", 1 })
    raises("bad argument #2 to (anonymous) (function expected, got number)", table.sort, t, 1)
    table.sort(t, function() return true end)
    equal(#t, 3)
    table.sort({})
end

function test.sort_may_wait()
    local time = require("time")
    local t = { 3, 1, 2 }
    table.sort(t, function(a, b)
        time.sleep("1ms")
        return a < b
    end)
    equal(t, { 1, 2, 3 })
end

function test.unpack()
    equal({ unpack({ 1, 2, 3 }) }, { 1, 2, 3 })
    equal({ table.unpack({ 1, 2, 3 }, 2) }, { 2, 3 })
    equal({ unpack({ 1, 2, 3 }, 2, 2) }, { 2 })
    equal(select("#", unpack({}, 1, 3)), 3)
    equal(select("#", unpack({}, 3, 1)), 0)
    equal({ unpack({ [0] = "a", "b" }, 0) }, { "a", "b" })
    equal({ unpack({ [-1] = "x" }, -1, -1) }, { "x" })
    equal(select("#", unpack({}, 1, 8000)), 8000)
    raises("too many results to unpack", unpack, {}, 1, 8001)
    raises("too many results to unpack", unpack, {}, 1, 1e8)
    raises("too many results to unpack", unpack, {}, 1, 1 / 0)
    raises("too many results to unpack", unpack, {}, -1e300, 1e300)
    raises("bad argument #1 to (anonymous) (table expected, got nil)", unpack)
end

function test.lengths()
    equal(table.getn({ 1, 2, 3 }), 3)
    equal(table.getn({}), 0)
    equal(table.maxn({ 1, 2, 3 }), 3)
    equal(table.maxn({ [10.5] = 1, 1, x = 1 }), 10.5)
    equal(table.maxn({ [1e9] = 1 }), 1e9)
    equal(table.maxn({ [-1] = 1 }), 0)
    equal(table.maxn({ x = 1 }), 0)
    equal(#setmetatable({ 1 }, { __len = function() return 42 end }), 42)
end

function test.create()
    local t = table.create(10, 5)
    equal(#t, 0)
    equal(next(t), nil)
    t.x, t[1] = 1, 2
    equal(t, { x = 1, 2 })
    equal(table.create(), {})
    equal(table.create(1e300, -5), {})
    raises("number expected, got string", table.create, "x")
end

function test.freeze()
    local inner = {}
    local t = { 1, 2, x = "y", [true] = inner }
    local before = tostring(t)
    equal(table.isfrozen(t), false)
    equal(rawequal(table.freeze(t), t), true)
    equal(table.isfrozen(t), true)
    equal(tostring(t), before)
    equal(t[1], 1)
    equal(t.x, "y")
    equal(t[true], inner)
    equal(t.none, nil)
    equal(#t, 2)
    equal(next({}), nil)
    equal(next(t), 1)
    equal(table.freeze(t), t)
    inner.changed = true -- only the table itself is frozen
end

function test.frozen_tables_refuse_writes()
    local t = table.freeze({ 1, 2, x = "y" })
    local refused = "attempt to change a read-only table"
    raises(refused, function() t.x = 1 end)
    raises(refused, function() t.new = 1 end)
    raises(refused, function() t[1] = nil end)
    raises(refused, function() t[3] = 3 end)
    raises(refused, rawset, t, "x", 1)
    raises(refused, table.insert, t, 3)
    raises(refused, table.remove, t)
    raises(refused, table.sort, t)
    raises("cannot change a protected metatable", setmetatable, t, {})
    equal({ t[1], t[2], t.x, #t }, { 1, 2, "y", 2 })
end

function test.frozen_tables_are_read_everywhere()
    local t = table.freeze({ "a", "b", x = 1 })
    local seen = {}
    for k, v in pairs(t) do seen[k] = v end
    equal(seen, { "a", "b", x = 1 })
    seen = {}
    for i, v in ipairs(t) do seen[i] = v end
    equal(seen, { "a", "b" })
    equal(rawget(t, "x"), 1)
    equal(table.concat(t, "-"), "a-b")
    equal({ unpack(t) }, { "a", "b" })
    equal(table.maxn(t), 2)
    equal(table.getn(t), 2)
    equal(select("#", pairs(t)), 3)
    local step, state = pairs(t)
    raises("read-only", function() state.y = 1 end)
    local kind = errors.new(table.freeze({ message = "m", kind = errors.INVALID, details = table.freeze({ a = 1 }) }))
    equal(kind:kind(), errors.INVALID)
    equal(kind:details(), { a = 1 })
    equal(process.set_options(table.freeze({ trap_links = true })), true)
    equal(process.get_options().trap_links, true)
    local ch = channel.new(1)
    ch:send("sent")
    equal(channel.select(table.freeze({ ch:case_receive() })).value, "sent")
    require("logger"):info("fields", t)
    require("logger"):error("fields", table.freeze({ error = errors.new("x") }))
end

function test.frozen_tables_cross()
    local child = process.spawn("lua:child", "lua:processes", process.pid())
    local answers = process.listen("echo")
    process.send(child, "x", table.freeze({ 1, { table.freeze({ "in" }) }, a = "b" }))
    local t = answers:receive()
    equal(t, { 1, { { "in" } }, a = "b" })
    t.a = "changed"
    equal(table.isfrozen(t), false)
    process.send(child, "end")
end

function test.frozen_objects()
    local Point = {}
    Point.__index = Point
    Point.__add = function(a, b) return a.x + b.x end
    Point.__eq = function(a, b) return a.x == b.x end
    Point.__lt = function(a, b) return a.x < b.x end
    Point.__call = function(self, y) return self.x + y end
    Point.__concat = function(a, b) return "joined" end
    Point.__tostring = function(self) return "point " .. self.x end
    Point.__len = function(self) return 99 end
    Point.__unm = function(self) return -self.x end
    function Point.double(self) return self.x * 2 end
    local function point(x) return setmetatable({ x = x }, Point) end
    local p = table.freeze(point(3))
    equal(p:double(), 6)
    equal(p + point(4), 7)
    equal(point(4) + p, 7)
    equal(p == point(3), true)
    equal(p < point(4), true)
    equal(p(1), 4)
    equal(p .. "x", "joined")
    equal(tostring(p), "point 3")
    equal(#p, 99)
    equal(-p, -3)
    equal(getmetatable(p), Point)
    raises("read-only", function() p.x = 1 end)
end

function test.frozen_fallbacks()
    local seen
    local t = setmetatable({ x = 1 }, { __index = function(self, k)
        seen = self
        return k .. "!"
    end, __newindex = function() error("never called") end })
    table.freeze(t)
    equal(t.x, 1)
    equal(t.y, "y!")
    equal(seen, t)
    raises("read-only", function() seen.z = 1 end)
    raises("read-only", function() t.z = 1 end)
    local base = { greet = "hi" }
    equal(table.freeze(setmetatable({}, { __index = base })).greet, "hi")
    local protected = table.freeze(setmetatable({}, { __metatable = "mine" }))
    equal(getmetatable(protected), "mine")
    equal(getmetatable(table.freeze({})), false)
end

function test.frozen_metatables()
    local Class = { greet = function() return "hi" end }
    Class.__index = Class
    table.freeze(Class)
    local a, b = setmetatable({}, Class), setmetatable({}, Class)
    equal(a:greet(), "hi")
    equal(b:greet(), "hi")
    equal(getmetatable(a), Class)
    equal(rawequal(getmetatable(a), Class), true)
    raises("read-only", function() getmetatable(a).greet = nil end)
end

function test.libraries_are_frozen()
    for _, library in ipairs({ string, table, math, os, coroutine, process, channel, errors, payload, package, number, boolean }) do
        equal(table.isfrozen(library), true)
        raises("read-only table", function() library.x = 1 end)
        raises("read-only table", rawset, library, "x", 1)
    end
    raises("read-only table", function() errors.INVALID = "x" end)
    raises("read-only table", function() payload.format.JSON = "x" end)
    equal(rawget(math, "pi"), math.pi)
    equal(type(next(string)), "string")
end

function test.freeze_wants_tables()
    raises("bad argument #1 to (anonymous) (table expected, got string)", table.freeze, "x")
    raises("bad argument #1 to (anonymous) (table expected, got nil)", table.isfrozen)
    raises("bad argument #1 to (anonymous) (table expected, got string)", setmetatable, "x", {})
    raises("bad argument #1 to (anonymous) (table expected, got number)", setmetatable, 1, {})
    raises("bad argument #1 to (anonymous) (table expected, got nil)", pairs)
    raises("bad argument #1 to (anonymous) (table expected, got nil)", ipairs, nil)
    raises("bad argument #1 to (anonymous) (table expected, got number)", next, 1)
end

function test.iteration()
    local t = { 10, 20, x = 1, 30 }
    local list = {}
    for k, v in pairs(t) do list[#list + 1] = tostring(k) .. "=" .. v end
    equal(table.concat(list, " "), "1=10 2=20 3=30 x=1")
    list = {}
    for i, v in ipairs({ 1, 2, nil, 4 }) do list[#list + 1] = v end
    equal(list, { 1, 2 })
    equal({ next({ a = 1 }) }, { "a", 1 })
    equal(next({ a = 1 }, "a"), nil)
end

return test
