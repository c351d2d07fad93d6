
-- Assignment to several variables at once, and of what a function returns.

function test.swap()
    local x, y = 1, 2
    x, y = y, x
    equal({ x, y }, { 2, 1 })
    local a, b, c = 1, 2, 3
    a, b, c = c, a, b
    equal({ a, b, c }, { 3, 1, 2 })
    local function swapped(p, q) p, q = q, p return p, q end
    equal({ swapped("p", "q") }, { "q", "p" })
end

function test.all_values_are_there_before_the_first_is_assigned()
    local x, y = 1, 2
    x, y = y + 1, x + 1
    equal({ x, y }, { 3, 2 })
    x, y = -y, -x
    equal({ x, y }, { -2, -3 })
    x, y = y .. "", x .. ""
    equal({ x, y }, { "-3", "-2" })
    x, y = { y }, { x }
    equal({ x, y }, { { "-2" }, { "-3" } })
    x, y = y and 7 or y, x or y
    equal({ x, y }, { 7, { "-2" } })
end

function test.what_is_assigned_to_is_known_before()
    local i, t = 1, {}
    i, t[i] = i + 1, 20
    equal({ i, t[1], t[2] }, { 2, 20 })
    local old = t
    t, t.x, t[i] = {}, 1, 2
    equal({ old.x, old[2], next(t) }, { 1, 2 })
    t.a, t.b = 1, 2
    t.a, t.b = t.b, t.a
    equal({ t.a, t.b }, { 2, 1 })
end

function test.too_few_and_too_many()
    local function three() return 1, 2, 3 end
    local a, b, c, d = 0, 0, 0, 0
    a, b, c, d = three()
    equal({ a, b, c, d == nil }, { 1, 2, 3, true })
    a, b, c, d = 9, three()
    equal({ a, b, c, d }, { 9, 1, 2, 3 })
    a, b, c, d = three(), 9
    equal({ a, b, c == nil, d == nil }, { 1, 9, true, true })
    a, b = three()
    equal({ a, b }, { 1, 2 })
    a, b = (three())
    equal({ a, b == nil }, { 1, true })
    a = 5, three()
    equal(a, 5)
    local function rest(...) a, b, c = ... return a, b, c end
    equal({ rest(1, 2, 3, 4) }, { 1, 2, 3 })
end

function test.the_first_of_what_a_call_returns()
    local function trimmed(s) s = (s:gsub("^%s+", "")) return s end
    equal(trimmed("  x "), "x ")
    local function text(a, b) b = (tostring(b)) return a, b end
    equal({ text(1, 2) }, { 1, "2" })
    local function both(a, b) b, a = tostring(b), 3 return a, b end
    equal({ both(1, 2) }, { 3, "2" })
    local function extra(a) a = tostring(a), 3 return a end
    equal(extra(1), "1")
    local object = {}
    function object:name() self = (tostring("me")) return self end
    equal(object:name(), "me")
end

function test.texts_that_are_joined()
    local function longer(s) s = s .. "!" return s end
    equal(longer("x"), "x!")
    local function joined(a, b) a, b = b .. a, a .. b return a, b end
    equal({ joined("x", "y") }, { "yx", "xy" })
    local function two() return "a", "b" end
    equal({ two() .. two() }, { "aa" })
    equal({ "x" .. two() }, { "xa" })
    equal({ (function(...) return "x" .. ... end)("a", "b") }, { "xa" })
    equal(1 .. 2 .. "x" .. -3, "12x-3")
    equal(("a" .. "b") .. ("c" .. "d"), "abcd")
    raises("assignment:86: attempt to concatenate a nil value", function()
        return "x" .. nil
    end)
    raises("attempt to concatenate a table value", function() return {} .. "x" end)
    raises("attempt to concatenate a boolean value", function() return 1 .. true end)
end

function test.joining_asks_metatables_from_the_right()
    local seen = {}
    local meta = { __concat = function(a, b)
        seen[#seen + 1] = (type(a) == "table" and "T" or a) .. "," .. (type(b) == "table" and "T" or b)
        return "r"
    end }
    local t = setmetatable({}, meta)
    equal("a" .. t .. "b" .. "c", "ar")
    equal(seen, { "T,bc" })
    equal(t .. t, "r")
    equal(1 .. t, "r")
    equal(seen, { "T,bc", "T,T", "1,T" })
    -- It may wait, as all Lua code may.
    local ch = channel.new(1)
    local waiting = setmetatable({}, { __concat = function(a) return a .. ch:receive() end })
    coroutine.spawn(function() ch:send("later") end)
    equal("see you " .. waiting, "see you later")
end

return test
