
-- What tables are made of: a list of any length, and fields anywhere in it.

local function two() return "first", "second" end
local function none() end

function test.a_field_is_no_part_of_the_list()
    local t = { "a", key = two() }
    equal({ #t, t[1], t.key, next({ key = none() }) }, { 1, "a", "first" })
    t = { key = two(), "a", two() }
    equal(t, { key = "first", "a", "first", "second" })
    t = { "a", two(), key = "b" }
    equal(t, { "a", "first", key = "b" })
    t = { "a", [two()] = two() }
    equal(t, { "a", first = "first" })
    t = (function(...) return { "a", key = ... } end)("x", "y")
    equal(t, { "a", key = "x" })
    t = { two(), two(), [3] = two() }
    equal(t, { "first", "first", "first" })
end

function test.the_last_call_gives_all_that_it_returns()
    equal({ two() }, { "first", "second" })
    equal({ two(), two() }, { "first", "first", "second" })
    equal({ two(), (two()) }, { "first", "first" })
    equal({ none() }, {})
    equal({ (none()) }, {})
    equal({ 1, none() }, { 1 })
end

function test.values_and_fields_are_evaluated_in_order()
    local seen = ""
    local function see(v) seen = seen .. v return v end
    local t = { see("a"), x = see("b"), see("c"), [see("d")] = see("e"), see("f") }
    equal(seen, "abcdef")
    equal(t, { "a", "c", "f", x = "b", d = "e" })
end

return test
