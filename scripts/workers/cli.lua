-- The prompt: each number that you type is that many jobs at once.
local io = require("io")
local time = require("time")

local function colour(code, text)
    return "\027[" .. code .. "m" .. text .. "\027[0m"
end

-- run sends all jobs before it waits for the first answer. It need not know
-- how many workers there are, nor whether any of them is free.
local function run(answers, count)
    local began = time.now()
    for number = 1, count do
        local _, err = process.send("pool", "job", {
            client = process.pid(),
            number = number,
            milliseconds = 100 * math.random(1, 5),
        })
        if err then
            io.print("  " .. tostring(err))
            return
        end
    end

    -- Answers come in the order in which jobs are finished, not begun.
    local work = 0
    for _ = 1, count do
        local answer = answers:receive()
        work = work + answer.milliseconds
        io.print(colour(32, string.format("  job %2d  %d ms  by worker %d",
            answer.number, answer.milliseconds, answer.worker)))
    end

    local took = time.now():sub(began):milliseconds()
    io.print(colour(2, "  " .. work .. " ms of work in " .. took .. " ms"))
end

local function main()
    io.print(colour(36, "Workers"))
    io.print(colour(2, "Type how many jobs to do, 1 to 50. An empty line ends.\n"))

    local answers = process.listen("answer")
    local finished = channel.new()
    local function prompt()
        while true do
            io.write(colour(33, "> "))
            local line = io.readline()
            if not line or line == "" then
                break
            end
            local count = tonumber(line)
            if count and count >= 1 and count <= 50 then
                run(answers, math.floor(count))
            else
                io.print("  a number from 1 to 50, please")
            end
        end
        finished:close()
    end

    -- Nothing but the line wakes a coroutine that waits in readline. So the
    -- prompt has one of its own, and main can hear that it is to stop.
    coroutine.spawn(prompt)
    channel.select({ finished:case_receive(), process.events():case_receive() })

    io.print("\nGoodbye!")
    return 0
end

return { main = main }
