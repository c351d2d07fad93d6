-- Pong: takes one ball after the other, and returns each to where it came from.
local logger = require("logger")
local time = require("time")

local function main()
    local inbox = process.inbox()
    local events = process.events()
    local returned = 0

    process.registry.register("pong")

    while true do
        local r = channel.select({ inbox:case_receive(), events:case_receive() })
        if r.channel == events then
            return "stopped: " .. r.value.reason
        end

        -- Long enough to be seen. What arrives meanwhile waits in the mailbox.
        time.sleep("100ms")

        -- Pong has never heard of ping. Every message says whom it is from.
        local ball = r.value
        process.send(ball:from(), "pong", ball:payload():data())
        returned = returned + 1
        logger:info("balls", { returned = returned })
    end
end

return { main = main }
