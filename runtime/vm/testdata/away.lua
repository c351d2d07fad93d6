-- Waits of all kinds, most of them where a process can leave its stack.
local time = require("time")
local told = {}
local function tell(...)
    for i = 1, select("#", ...) do told[#told + 1] = tostring((select(i, ...))) end
end
local function deep(n, f)
    if n > 0 then
        local a, b = deep(n - 1, f)
        return a, b
    end
    local a, b = f()
    return a, b
end
local function later(f) coroutine.spawn(function() time.sleep("1ms") f() end) end

local function atAnyDepth()
    for depth = 0, 20 do
        local ch, shared = channel.new(), 0
        local function bump() shared = shared + 1 end
        later(function() bump() ch:send(depth) end)
        tell(deep(depth, function()
            bump()
            local value, ok, none = ch:receive()
            bump()
            return value, none
        end))
        tell(shared)
    end
end

local function results()
    local ch = channel.new()
    later(function() ch:send("all") end)
    tell(ch:receive())
    later(function() ch:send("none") end)
    ch:receive()
    later(function() ch:send("tail") end)
    tell((function() return ch:receive() end)())
    later(function() ch:send("varargs") end)
    tell((function(...) local got = { n = select("#", ...), ch:receive(), ... } return #got, got[1], got.n end)(1, 2, 3))
    later(function() ch:close() end)
    tell(ch:receive())
    tell(time.sleep("1ms"))
end

local function selects()
    local a, b = channel.new(), channel.new()
    local cases = { a:case_receive(), b:case_receive() }
    coroutine.spawn(function()
        cases[1], cases[2] = cases[2], nil
        time.sleep("1ms")
        b:send("b")
    end)
    local r = channel.select(cases)
    tell(r.channel == b, r.value, r.ok)
    for i = 1, 3 do
        r = channel.select{ a:case_receive(), time.after(i .. "ms"):case_receive() }
        tell(r.channel == a, r.ok)
    end
end

local function elsewhere()
    local ch = channel.new()
    local function receive() local v = ch:receive() return v end
    local function sends(v) later(function() ch:send(v) end) end
    sends("pcall") tell(pcall(ch.receive, ch))
    sends("inside") tell(pcall(receive))
    sends("coroutine") tell(coroutine.wrap(receive)())
    sends("index") tell(setmetatable({}, { __index = receive }).field)
    sends("method") tell((setmetatable({}, { __index = ch.receive, __call = receive })()))
    sends("iterator") for v in receive do tell(v) break end
    sends("call") tell(setmetatable({}, { __call = function() local v = deep(3, receive) return v end })())
end

return {
    main = function()
        local inbox, events = process.inbox(), process.events()
        local failing = process.spawn_monitored("app:failing", "app:hosts", process.pid())
        local waiting = process.spawn_monitored("app:waiting", "app:hosts")
        atAnyDepth() results() selects() elsewhere()
        process.send(failing, "fail", "now")
        tell(events:receive().result.error)
        process.terminate(waiting)
        tell(events:receive().kind)
        for i = 1, 50 do process.spawn("app:waiting", "app:hosts") end
        time.sleep("5ms")
        return table.concat(told, " ")
    end,
    failing = function()
        local function fail() error(process.inbox():receive():payload():data()) end
        deep(2, fail)
    end,
    waiting = function()
        local kept = {}
        local function keep(v) kept[#kept + 1] = v end
        while true do keep((process.inbox():receive())) end
    end,
}
