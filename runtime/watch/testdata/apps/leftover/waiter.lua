local time = require("time")

local function main()
    local found = channel.new()
    coroutine.spawn(function()
        time.sleep("100ms")
        if false then
            found:send("it")
        end
    end)
    found:receive()
    return 0
end

return { main = main }
