-- A worker: one job at a time, and a word to the pool when it is done. Here
-- work is sleep; in an app of yours it is what takes so long that you want
-- more than one to do it.
local time = require("time")

local function main(pool, topic)
    local work = process.listen("work")
    local events = process.events()

    while true do
        local r = channel.select({ work:case_receive(), events:case_receive() })
        if r.channel == events then
            return "stopped: " .. r.value.reason
        end

        local job = r.value
        time.sleep(job.milliseconds * time.MILLISECOND)
        process.send(pool, topic, { milliseconds = job.milliseconds })
    end
end

return { main = main }
