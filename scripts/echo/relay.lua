-- The relay: it takes every message on "echo", starts a worker for it and goes
-- on. It never waits for a worker; it only hears when one has ended.
local logger = require("logger")
local time = require("time")

local stats = { messages = 0, workers_spawned = 0 }

-- A coroutine shares the memory of its process, so it can read the counters
-- without sending anything.
local function stats_reporter()
    while true do
        time.sleep("5s")
        logger:info("stats", {
            messages = stats.messages,
            workers_spawned = stats.workers_spawned,
        })
    end
end

local function start_worker(job)
    stats.messages = stats.messages + 1
    local _, err = process.spawn_monitored("app:worker", "app:processes", job.sender, job.data)
    if err then
        logger:error("spawn failed", { error = err })
        return
    end
    stats.workers_spawned = stats.workers_spawned + 1
end

local function main()
    local inbox = process.inbox()
    local events = process.events()

    process.registry.register("relay")
    logger:info("relay started", { pid = process.pid() })
    coroutine.spawn(stats_reporter)

    while true do
        local r = channel.select({ inbox:case_receive(), events:case_receive() })
        if r.channel == inbox then
            if r.value:topic() == "echo" then
                start_worker(r.value:payload():data())
            end
        elseif r.value.kind == process.event.EXIT then
            logger:info("worker exited", { from = r.value.from, result = r.value.result })
        elseif r.value.kind == process.event.CANCEL then
            return "stopped: " .. r.value.reason
        end
    end
end

return { main = main }
