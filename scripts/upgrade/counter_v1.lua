-- The counter, version 1: it adds.
local logger = require("logger")

local function main(state)
    -- Started by the service there is no state; after a downgrade there is,
    -- with more in it than this version has ever heard of.
    local total = state and state.total or 0
    local inbox = process.inbox()
    local events = process.events()

    if not state then
        process.registry.register("counter")
    end

    local requests = {
        add = function(request)
            total = total + request.number
            logger:info("counter", { version = 1, total = total })
            return total
        end,
        total = function() return total end,
    }

    while true do
        local r = channel.select({ inbox:case_receive(), events:case_receive() })
        if r.channel == events then
            return "stopped: " .. r.value.reason
        end

        local topic, request = r.value:topic(), r.value:payload():data()
        if topic == "upgrade" then
            -- Nothing below runs any more, and this function never returns.
            process.upgrade(request.entry, { total = total })
        end

        local answer = requests[topic]
        process.send(r.value:from(), "answer", {
            value = answer and answer(request),
            version = 1,
            pid = process.pid(),
        })
    end
end

return { main = main }
