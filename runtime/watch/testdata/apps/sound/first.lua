-- It takes the first of two values and returns, with a helper that would run
-- for ever and another that waits for its time.
local time = require("time")

local function main()
    local found = channel.new(2)
    coroutine.spawn(function()
        while true do
            time.sleep("100ms")
        end
    end)
    coroutine.spawn(function()
        time.sleep("1m")
        found:send("too late")
    end)
    coroutine.spawn(function()
        time.sleep("10ms")
        found:send("in time")
    end)
    found:receive()
    return 0
end

return { main = main }
