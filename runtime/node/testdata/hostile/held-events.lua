-- Events count for the process for which they wait.
--: limits memory=2000000
--: ends failed memory limit exceeded
--: tells memory 2000000
return { main = function()
    local events, payload = require("events"), {}
    for i = 1, 100 do payload[i] = i end
    local ch = events.subscribe("bomb"):channel()
    for i = 1, 100000 do events.send("bomb", "kind", "path", payload) end
    require("logger"):info("it holds them all")
end }
