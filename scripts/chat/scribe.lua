-- The scribe: hears everything that happens in the system "chat" and counts.
local events = require("events")
local logger = require("logger")

local function main()
    local requests = process.events()
    local heard = events.subscribe("chat"):channel()
    local counts = { joined = 0, said = 0, answered = 0, left = 0 }

    while true do
        local r = channel.select({ heard:case_receive(), requests:case_receive() })
        if r.channel == requests then
            return "stopped: " .. r.value.reason
        end
        counts[r.value.kind] = (counts[r.value.kind] or 0) + 1
        logger:info("room", counts)
    end
end

return { main = main }
