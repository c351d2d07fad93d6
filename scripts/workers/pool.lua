-- The pool: as many coroutines as there are workers, and one queue for all.
local logger = require("logger")

local stats = { busy = 0, done = 0 }

-- attend has one worker, and gives it one job after the other.
local function attend(number, jobs)
    -- Linked: should one of the two fail, the other ends with it. A pool that
    -- waits for a dead worker would be worse than one that is started anew.
    local done = process.listen("done " .. number)
    local worker = assert(process.spawn_linked("app:worker", "app:processes",
        process.pid(), "done " .. number))

    while true do
        -- Every attendant waits here. Who has waited longest gets the job.
        local job = jobs:receive()
        stats.busy = stats.busy + 1
        logger:info("pool", stats)

        process.send(worker, "work", job)
        local result = done:receive()
        stats.busy = stats.busy - 1
        stats.done = stats.done + 1
        logger:info("pool", stats)

        process.send(job.client, "answer", {
            number = job.number,
            milliseconds = result.milliseconds,
            worker = number,
        })
    end
end

local function main(size)
    local events = process.events()
    local jobs = process.listen("job")
    for number = 1, size do
        coroutine.spawn(function()
            attend(number, jobs)
        end)
    end
    process.registry.register("pool")

    -- The work is done by the coroutines. When main returns, they end.
    local event = events:receive()
    return "stopped: " .. event.reason
end

return { main = main }
