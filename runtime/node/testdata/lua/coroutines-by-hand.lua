-- Coroutines made by hand work as in standard Lua, beside and inside scheduled
-- ones. A wait inside one holds up the whole chain of those who resumed it.
local time = require("time")

return { main = function()
    local co = coroutine.create(function(a, b)
        local c = coroutine.yield(a + b)
        local d, e = coroutine.yield(c * 2)
        return d + e
    end)
    io.print(coroutine.resume(co, 1, 2)) --> true	3
    io.print(coroutine.status(co)) --> suspended
    io.print(coroutine.resume(co, 10)) --> true	20
    io.print(coroutine.resume(co, 3, 4)) --> true	7
    io.print(coroutine.status(co)) --> dead
    io.print(coroutine.resume(co)) --> false	can not resume a dead thread

    local order = {}
    coroutine.spawn(function()
        for i = 1, 3 do time.sleep("2ms") order[#order + 1] = "s" .. i end
    end)
    local gen = coroutine.wrap(function()
        for i = 1, 3 do time.sleep("3ms") coroutine.yield(i) end
    end)
    for _ = 1, 3 do
        local i = gen()
        order[#order + 1] = "g" .. i
    end
    io.print(table.concat(order, " ")) --> s1 g1 s2 g2 s3 g3

    io.print(coroutine.running()) --> nil
    coroutine.wrap(function()
        local me = coroutine.running()
        io.print(type(me), coroutine.status(me)) --> thread	running
        coroutine.wrap(function()
            io.print(coroutine.status(me)) --> normal
            time.sleep("1ms")
            io.print(coroutine.status(me)) --> normal
        end)()
        time.sleep("1ms")
        io.print(coroutine.running() == me) --> true
    end)()
    coroutine.spawn(function() io.print(coroutine.running()) end) --> nil

    local failing = coroutine.create(function()
        time.sleep("1ms")
        error("oops", 0)
    end)
    io.print(coroutine.resume(failing)) --> false	oops
    io.print(coroutine.status(failing)) --> dead
    io.print(pcall(coroutine.wrap(function() time.sleep("1ms") error("wrapped", 0) end))) --> false	wrapped
    io.print(pcall(function() coroutine.yield(1) end)) --> false	app:cli:52: can not yield from outside of a coroutine
    io.print(select("#", coroutine.resume(coroutine.create(function() end)))) --> 1

    -- A yield across a call that Go makes cannot be; it must not break anything.
    local function yield() coroutine.yield("yielded") return "went on" end
    local function across(f)
        local co = coroutine.create(f)
        local fine, message = coroutine.resume(co)
        io.print(fine, (string.gsub(tostring(message), "^%S+ attempt to", "attempt to")), coroutine.status(co))
    end
    across(function() return select(2, pcall(yield)) end) --> true	attempt to yield across metamethod/C-call boundary	dead
    across(function() table.sort({ 3, 2, 1 }, yield) end) --> false	attempt to yield across metamethod/C-call boundary	dead
    across(function() string.gsub("x", "x", yield) end) --> false	attempt to yield across metamethod/C-call boundary	dead
    across(function() return setmetatable({}, { __index = yield }).x end) --> false	attempt to yield across metamethod/C-call boundary	dead
    across(function() return setmetatable({}, { __add = yield }) + 1 end) --> false	attempt to yield across metamethod/C-call boundary	dead
    across(function() return tostring(setmetatable({}, { __tostring = yield })) end) --> false	attempt to yield across metamethod/C-call boundary	dead
    across(function() for _ in yield do end end) --> false	attempt to yield across metamethod/C-call boundary	dead
    across(function() return yield() end) --> true	yielded	suspended
    across(function() return coroutine.yield("yielded") end) --> true	yielded	suspended
    across(coroutine.yield) --> true	nil	suspended
    across(function() for v in coroutine.wrap(yield) do return v end end) --> true	yielded	dead
    io.print(coroutine.resume(coroutine.create(function() return "still fine" end))) --> true	still fine

    -- Each scheduled coroutine may drive coroutines of its own.
    local done = channel.new(3)
    for i = 1, 3 do
        coroutine.spawn(function()
            local sum = 0
            for v in coroutine.wrap(function()
                for k = 1, 3 do time.sleep(i .. "ms") coroutine.yield(k * i) end
            end) do sum = sum + v end
            done:send(sum)
        end)
    end
    io.print(done:receive(), done:receive(), done:receive()) --> 6	12	18	true
end }
