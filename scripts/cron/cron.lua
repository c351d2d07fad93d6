-- Cron: a coroutine for each job, which waits for the job's time.
local logger = require("logger")
local time = require("time")

local clocks = {} -- the timer or ticker of each job, by its number
local last_number = 0
local stats = { jobs = 0, runs = 0 }

local function start(job)
    stats.runs = stats.runs + 1
    logger:info("cron", stats)
    process.spawn("app:job", "app:processes", job.client, job.number, job.text)
end

local function forget(number)
    if clocks[number] then
        clocks[number]:stop()
        clocks[number] = nil
        stats.jobs = stats.jobs - 1
        logger:info("cron", stats)
    end
end

local function repeat_job(job, ticker)
    -- Ticks come by the clock, however long what is done here takes. When the
    -- ticker is stopped there are no more, and receive says so.
    local _, ticking = ticker:channel():receive()
    while ticking do
        start(job)
        _, ticking = ticker:channel():receive()
    end
end

local function do_once(job, timer)
    local _, due = timer:channel():receive()
    if due then
        start(job)
        forget(job.number)
    end
end

-- add begins a job and answers with its number.
local function add(job, repeated)
    last_number = last_number + 1
    job.number = last_number
    stats.jobs = stats.jobs + 1
    logger:info("cron", stats)

    if repeated then
        local ticker = time.ticker(job.delay)
        clocks[job.number] = ticker
        coroutine.spawn(function() repeat_job(job, ticker) end)
    else
        local timer = time.timer(job.delay)
        clocks[job.number] = timer
        coroutine.spawn(function() do_once(job, timer) end)
    end
    process.send(job.client, "number", job.number)
end

local function main()
    local inbox = process.inbox()
    local events = process.events()
    process.registry.register("cron")

    while true do
        local r = channel.select({ inbox:case_receive(), events:case_receive() })
        if r.channel == events then
            -- Nothing to clean up: timers and coroutines end with main.
            return "stopped: " .. r.value.reason
        end

        local topic, order = r.value:topic(), r.value:payload():data()
        if topic == "every" then
            add(order, true)
        elseif topic == "once" then
            add(order, false)
        elseif topic == "stop" then
            forget(order.number)
        end
    end
end

return { main = main }
