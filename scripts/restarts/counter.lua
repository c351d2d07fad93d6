-- The counter: it counts, and it knows nothing about being restarted. Each new
-- one begins at nought and takes the name that the last one lost.
local logger = require("logger")

local function main()
    local inbox = process.inbox()
    local events = process.events()
    local count = 0

    process.registry.register("counter")
    logger:info("counter", { count = count })

    while true do
        local r = channel.select({ inbox:case_receive(), events:case_receive() })
        if r.channel == events then
            return "stopped: " .. r.value.reason
        end

        local message = r.value
        if message:topic() == "crash" then
            -- An error that nobody catches ends the process. One that is
            -- returned would, too, but would count as meant: a service is
            -- restarted after the first kind only.
            error("told to crash at " .. count)
        end

        count = count + 1
        logger:info("counter", { count = count })
        local client = message:payload():data().client
        process.send(client, "answer", { count = count, pid = process.pid() })
    end
end

return { main = main }
