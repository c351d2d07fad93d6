-- It reports every second and expects no answer: its wait is a pause that an
-- event may cut short.
local time = require("time")

local function main(server)
    local inbox, events = process.inbox(), process.events()
    while true do
        process.send(server, "report", {})
        local pause = time.after("1s")
        local r = channel.select({ inbox:case_receive(), events:case_receive(), pause:case_receive() })
        if r.channel == events then
            return 0
        end
    end
end

return { main = main }
