-- Code may wait at any depth: what it waits for arrives, and the time passes.
local time = require("time")
local start = time.now()
local function at() return time.now():sub(start):milliseconds() end
local function sleep(ms) time.sleep(ms .. "ms") end

return { main = function()
    local me, inbox = process.pid(), process.inbox()
    -- Each way of waiting takes one millisecond and yields "x".
    local ways = {
        sleep = function() sleep(1) return "x" end,
        receive = function()
            local ch = channel.new()
            coroutine.spawn(function() sleep(1) ch:send("x") end)
            return (ch:receive())
        end,
        select = function()
            local r = channel.select{ channel.new():case_receive(), time.after("1ms"):case_receive() }
            return r.ok and "x"
        end,
        send = function()
            local ch = channel.new()
            local got
            coroutine.spawn(function() sleep(1) got = ch:receive() end)
            ch:send("x")
            return got or "x"
        end,
        inbox = function()
            coroutine.spawn(function() sleep(1) process.send(me, "t", "x") end)
            return inbox:receive():payload():data()
        end,
    }
    local places = {
        pcall = function(wait)
            local ok, v = pcall(wait)
            return ok and v
        end,
        ["pcall that fails"] = function(wait)
            local ok, v = pcall(function() error(wait(), 0) end)
            return not ok and v
        end,
        xpcall = function(wait)
            local ok, v = xpcall(wait, function(m) return m end)
            return ok and v
        end,
        handler = function(wait)
            local ok, v = xpcall(error, wait)
            return not ok and v
        end,
        __index = function(wait) return setmetatable({}, { __index = wait }).field end,
        __newindex = function(wait)
            local got
            setmetatable({}, { __newindex = function() got = wait() end }).field = 1
            return got
        end,
        __call = function(wait) return setmetatable({}, { __call = wait })() end,
        __add = function(wait) return setmetatable({}, { __add = wait }) + 1 end,
        __concat = function(wait) return setmetatable({}, { __concat = wait }) .. "" end,
        __unm = function(wait) return -setmetatable({}, { __unm = wait }) end,
        __eq = function(wait)
            local got
            local mt = { __eq = function() got = wait() return true end }
            return setmetatable({}, mt) == setmetatable({}, mt) and got
        end,
        __lt = function(wait)
            local got
            local mt = { __lt = function() got = wait() return true end }
            return setmetatable({}, mt) < setmetatable({}, mt) and got
        end,
        __le = function(wait)
            local got
            local mt = { __le = function() got = wait() return true end }
            return setmetatable({}, mt) <= setmetatable({}, mt) and got
        end,
        tostring = function(wait) return tostring(setmetatable({}, { __tostring = wait })) end,
        format = function(wait) return string.format("%s", setmetatable({}, { __tostring = wait })) end,
        sort = function(wait)
            local got
            table.sort({ 2, 1 }, function(a, b) got = got or wait() return a < b end)
            return got
        end,
        gsub = function(wait) return (string.gsub("a", "a", wait)) end,
        iterator = function(wait)
            local done
            for v in function() if not done then done = true return wait() end end do return v end
        end,
        ["pairs iterator"] = function(wait)
            for _, v in pairs{ wait() } do return v end
        end,
        gmatch = function(wait)
            for word in string.gmatch("word", "%a+") do return word == "word" and wait() end
        end,
        wrap = function(wait) return coroutine.wrap(wait)() end,
        resume = function(wait) return select(2, coroutine.resume(coroutine.create(wait))) end,
        ["between yields"] = function(wait)
            local co = coroutine.wrap(function()
                coroutine.yield(1)
                local v = wait()
                coroutine.yield(v)
            end)
            return co() == 1 and co()
        end,
        ["tail call"] = function(wait) return wait() end,
        varargs = function(wait) return (select("#", wait(), wait and nil)) == 2 and "x" end,
    }
    local names = {}
    for name in pairs(places) do names[#names + 1] = name end
    table.sort(names)
    for _, way in ipairs{ "sleep", "receive", "select", "send", "inbox" } do
        local right, took = 0, at()
        for _, name in ipairs(names) do
            local fine, got = pcall(places[name], ways[way])
            if fine and got == "x" then right = right + 1 else io.print(way, name, got) end
        end
        io.print(way, right == #names, at() - took == #names)
        --> sleep	true	true
        --> receive	true	true
        --> select	true	true
        --> send	true	true
        --> inbox	true	true
    end

    -- Every place inside every other.
    local right = 0
    for _, outer in ipairs(names) do
        for _, inner in ipairs(names) do
            local fine, got = pcall(places[outer], function() return places[inner](ways.sleep) end)
            if fine and got == "x" then right = right + 1 else io.print(outer, inner, got) end
        end
    end
    io.print(right == #names * #names) --> true

    -- nested waits in some way at the bottom of a list of places.
    local function nested(list, way)
        local wait = ways[way]
        for _, name in ipairs(list) do
            local inner, place = wait, places[name]
            wait = function() return place(inner) end
        end
        local took = at()
        local fine, got = pcall(wait)
        local right = fine and got == "x" and at() - took == 1
        if not right then io.print(way, table.concat(list, ", "), got) end
        return right and 1 or 0
    end
    local all = { "sleep", "receive", "select", "send", "inbox" }
    local backwards = {}
    for _, name in ipairs(names) do table.insert(backwards, 1, name) end

    -- All of them, one in the other.
    right = 0
    for _, way in ipairs(all) do right = right + nested(names, way) + nested(backwards, way) end
    io.print(right) --> 10

    -- Each of them, ten deep in itself.
    right = 0
    for _, way in ipairs(all) do
        for _, name in ipairs(names) do
            local list = {}
            for i = 1, 10 do list[i] = name end
            right = right + nested(list, way)
        end
    end
    io.print(right == #names * 5) --> true

    -- Ten of them, in any order.
    right = 0
    for i = 1, 1000 do
        local list = {}
        for k = 1, 10 do list[k] = names[math.random(#names)] end
        right = right + nested(list, all[i % 5 + 1])
    end
    io.print(right) --> 1000
end }
