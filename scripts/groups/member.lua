-- A member: joins the group that it is told to, and answers.
local pg = require("pg")

local function main(group)
    local inbox = process.inbox()
    local events = process.events()

    local teams = pg.open("app:teams")
    teams:join(group)

    while true do
        local r = channel.select({ inbox:case_receive(), events:case_receive() })
        if r.channel == events then
            -- No need to leave the group: whoever ends has left it.
            return "stopped: " .. r.value.reason
        end
        process.send(r.value:from(), "heard", { pid = process.pid() })
    end
end

return { main = main }
