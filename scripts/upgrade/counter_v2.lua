-- The counter, version 2: it adds, and tells averages.
local logger = require("logger")

local function main(state)
    -- Version 1 never counted how many numbers there were. The code that comes
    -- later is the one that can know both forms, so it does the conversion:
    -- what was added before counts as one number.
    local total = state.total
    local count = state.count or 1
    local inbox = process.inbox()
    local events = process.events()

    local requests = {
        add = function(request)
            total = total + request.number
            count = count + 1
            logger:info("counter", { version = 2, total = total, count = count })
            return total
        end,
        total = function() return total end,
        average = function() return total / count end,
    }

    while true do
        local r = channel.select({ inbox:case_receive(), events:case_receive() })
        if r.channel == events then
            return "stopped: " .. r.value.reason
        end

        local topic, request = r.value:topic(), r.value:payload():data()
        if topic == "upgrade" then
            process.upgrade(request.entry, { total = total, count = count })
        end

        local answer = requests[topic]
        process.send(r.value:from(), "answer", {
            value = answer and answer(request),
            version = 2,
            pid = process.pid(),
        })
    end
end

return { main = main }
