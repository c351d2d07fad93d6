-- Each of many holds little and ever more. Together they have a bound, too: those
-- end that have grown most.
--: limits total_memory=8000000
--: ends failed total_memory limit exceeded: all processes hold about [0-9]+ bytes, and may hold 8000000; this one took [0-9]+ more since
--: tells total_memory 8000000
return { main = function(maker, child)
    local time = require("time")
    if not child then
        for _ = 1, 40 do process.spawn("app:hostile", "app:processes", maker, true) end
        process.inbox():receive()
    end
    local held = {}
    while true do
        for _ = 1, 20 do held[#held + 1] = { #held } end
        time.sleep("10ms")
    end
end }
