-- So many wait that some leave their stacks meanwhile, which makes no difference.
local time = require("time")

return { main = function()
    local count, sum, done = 1500, 0, 0
    local channels = {}
    for i = 1, count do
        local ch = channel.new()
        channels[i] = ch
        coroutine.spawn(function()
            local function get() local v = ch:receive() return v end
            for _ = 1, 3 do
                local first = get()
                time.sleep("1ms")
                local second = channel.select{ ch:case_receive() }.value
                sum = sum + first + second
            end
            done = done + 1
        end)
    end
    for _ = 1, 6 do
        for i = 1, count do channels[i]:send(i) end
    end
    time.sleep("10ms")
    io.print(sum == 6 * count * (count + 1) / 2, done == count) --> true	true
end }
