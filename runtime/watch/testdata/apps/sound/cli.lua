-- Makes the others, floods a server for a moment, and ends while they run.
local funcs, time = require("funcs"), require("time")

local function main()
    local host = "app:processes"
    local server = funcs.call("app:opener")
    process.spawn("app:reporter", host, server)
    local subscriber = process.spawn("app:subscriber", host)
    process.spawn("app:reminder", host)
    process.spawn("app:first", host)

    for i = 1, 1000 do -- a burst, but the server is quick
        process.send(server, "item", i)
    end
    time.sleep("2s")
    process.send(subscriber, "job", 1)
    time.sleep("4s")
    for i = 1, 1000 do
        process.send(server, "item", i)
    end
    return 0
end

return { main = main }
