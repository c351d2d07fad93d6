-- Messages count for those in whose mailboxes they wait.
--: limits total_memory=8000000
--: ends returned
--: tells total_memory 8000000
--: logs total_memory limit exceeded
return { main = function()
    local idle, payload = {}, {}
    for i = 1, 20 do idle[i] = process.spawn_monitored("app:idle", "app:processes") end
    for i = 1, 100 do payload[i] = i end
    local gone = false
    repeat
        for _, pid in ipairs(idle) do gone = gone or not process.send(pid, "bomb", payload) end
    until gone
    local event = process.events():receive()
    require("logger"):info(tostring(event.result.error):match("total_memory limit exceeded"))
end }
