
-- What no program may use up: the memory that all of them share.

local longest = 2 ^ 21 - 1
local megabyte = ("x"):rep(2 ^ 20)

function test.a_key_far_away_takes_one_entry()
    local t = { "a", "b" }
    t[6e7] = 1
    t[2 ^ 31] = 2
    t[1e15] = 3
    equal(#t, 2)
    equal({ t[6e7], t[2 ^ 31], t[1e15], t[6e7 - 1] == nil }, { 1, 2, 3, true })
    local seen = {}
    for k, v in pairs(t) do seen[#seen + 1] = k .. "=" .. v end
    equal(seen, { "1=a", "2=b", "60000000=1", "2147483648=2", "1000000000000000=3" })
    t[6e7] = nil
    equal(t[6e7], nil)
    local constructed = { [6e7] = 1 }
    equal({ #constructed, constructed[6e7] }, { 0, 1 })
    rawset(t, 6e7, 4)
    equal(rawget(t, 6e7), 4)
    table.insert(t, 6e7 + 1, 5)
    equal({ #t, t[6e7 + 1] }, { 2, 5 })
end

function test.a_list_has_an_end()
    local t = {}
    t[longest] = "last"
    equal(#t, longest)
    raises("the list is too long", table.insert, t, "more")
    raises("the list is too long", table.insert, t, 1, "more")
    t[longest + 1] = "beyond"
    equal({ #t, t[longest], t[longest + 1] }, { longest, "last", "beyond" })
    t[longest] = nil
    table.insert(t, "first")
    equal({ #t, t[1] }, { 1, "first" })
end

function test.a_message_may_have_keys_far_away()
    local inbox = process.inbox()
    process.send(process.pid(), "sparse", { 1, [6e7] = 2 })
    local got = inbox:receive():payload():data()
    equal({ #got, got[1], got[6e7] }, { 1, 1, 2 })
end

function test.rep_has_a_bound()
    equal(#megabyte:rep(64), 2 ^ 26)
    raises("resulting string too large", string.rep, megabyte, 65)
    raises("resulting string too large", string.rep, "x", 1e15)
    equal(#(""):rep(1e15), 0)
end

function test.joining_has_the_same_bound()
    local most = megabyte:rep(63)
    equal(#(most .. megabyte), 2 ^ 26)
    raises("bounds:58: resulting string too large", function()
        return most .. megabyte .. "x"
    end)
    local text, steps = "x", 0
    local ok, err = pcall(function()
        while true do text, steps = text .. text, steps + 1 end
    end)
    equal({ ok, #text, steps }, { false, 2 ^ 26, 26 })
    raises("resulting string too large", function() return 1 .. text end)
    raises("resulting string too large", function() return text .. errors.new("x") end)
    raises("resulting string too large", function()
        return setmetatable({}, { __concat = function(_, b) return b end }) .. text .. "x"
    end)
end

function test.joining_many_has_the_same_bound()
    local list = {}
    for i = 1, 64 do list[i] = megabyte end
    equal(#table.concat(list), 2 ^ 26)
    raises("resulting string too large", table.concat, list, ",")
    raises("resulting string too large", string.format, "%s%s", megabyte:rep(64), "x")
    raises("resulting string too large", string.gsub, megabyte, "x", ("y"):rep(65))
end

return test
