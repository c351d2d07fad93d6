local time = require("time")

local function ask(whom, topic)
    local inbox, limit = process.inbox(), time.after("500ms")
    process.send(whom, topic, {})
    local r = channel.select({ inbox:case_receive(), limit:case_receive() })
    return r.channel == inbox
end

local function main()
    local clerk = process.spawn("app:clerk", "app:processes")
    local deaf = process.spawn("app:deaf", "app:processes")
    ask(clerk, "one")
    ask(clerk, "good")
    ask(deaf, "two")
    time.sleep("2s")
    return 0
end

return { main = main }
