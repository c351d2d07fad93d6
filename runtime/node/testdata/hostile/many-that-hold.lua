-- Nor are there more of those that hold something and wait than there is room
-- for.
--: limits total_memory=8000000
--: stays
--: tells total_memory 8000000
--: logs total_memory limit exceeded LimitExceeded
return { main = function(maker, child)
    if child then
        local held = {}
        for i = 1, 200 do held[i] = { i } end
        process.inbox():receive()
    end
    local pid, problem
    repeat
        pid, problem = process.spawn("app:hostile", "app:processes", maker, true)
        require("time").sleep("1ms")
    until problem
    require("logger"):info(tostring(problem):match("^total_memory limit exceeded") .. " " .. tostring(problem:kind()))
    process.inbox():receive()
end }
