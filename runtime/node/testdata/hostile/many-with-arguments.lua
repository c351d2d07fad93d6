-- What they were given to begin with counts.
--: limits total_memory=8000000
--: ends failed total_memory limit exceeded
--: tells total_memory 8000000
--: logs total_memory limit exceeded
return { main = function(maker, child)
    if child then process.inbox():receive() end
    local wide, pid, problem = {}, nil, nil
    for i = 1, 1000 do wide[i] = { i } end
    repeat
        pid, problem = process.spawn("app:hostile", "app:processes", maker, wide)
    until problem
    require("logger"):info(tostring(problem):match("^total_memory limit exceeded"))
    process.inbox():receive()
end }
