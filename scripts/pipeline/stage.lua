-- What a stage is: a name, an inbox, and somebody to pass results to.
--
-- Items are {client, text}, or {client, last = true} after the last one of a
-- line. Two messages from one process to another arrive in the order in which
-- they were sent, so the last is the last at every stage.
local logger = require("logger")
local time = require("time")

local stage = {}

-- run gives work every item, and pass, with which to send on what it makes of
-- it: nothing, one item or many.
function stage.run(name, next_name, work)
    local items = process.listen("item")
    local events = process.events()
    local taken, passed = 0, 0

    local function pass(item)
        -- Long enough to see which stage is at work on which item.
        time.sleep("20ms")
        passed = passed + 1
        process.send(next_name, "item", item)
    end

    process.registry.register(name)
    while true do
        local r = channel.select({ items:case_receive(), events:case_receive() })
        if r.channel == events then
            return "stopped: " .. r.value.reason
        end

        taken = taken + 1
        work(r.value, pass)
        logger:info("items", { taken = taken, passed = passed })
    end
end

return stage
