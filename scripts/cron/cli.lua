-- The prompt: orders go to cron, and what rings is printed as it comes.
local io = require("io")
local time = require("time")

local function colour(code, text)
    return "\027[" .. code .. "m" .. text .. "\027[0m"
end

local prompt_sign = colour(33, "> ")
local began = time.now()

-- ring prints what jobs have to say, at any time: also while the prompt waits
-- for a line. So it takes the prompt away, and puts it back below.
local function ring(rang)
    while true do
        local job = rang:receive()
        local seconds = time.now():sub(began):seconds()
        io.write("\r\027[K" .. colour(32, string.format("  %5.1fs  job %d: ", seconds, job.number)))
        io.write(job.text .. "\n" .. prompt_sign)
    end
end

-- order sends cron a new job and waits for its number.
local function order(numbers, topic, delay, text)
    local duration, err = time.parse_duration(delay)
    if err or duration:milliseconds() < 100 then
        io.print("  " .. delay .. " is no time to wait; 2s, 500ms and 1m30s are, from 100ms")
        return
    end
    local _, problem = process.send("cron", topic, { client = process.pid(), delay = delay, text = text })
    if problem then
        io.print("  " .. tostring(problem))
        return
    end
    io.print(colour(2, "  this is job " .. numbers:receive()))
end

local function run(numbers, line)
    local verb, argument, text = string.match(line, "^%s*(%S+)%s*(%S*)%s*(.*)$")
    if (verb == "every" or verb == "once") and text ~= "" then
        order(numbers, verb, argument, text)
    elseif verb == "stop" and tonumber(argument) then
        process.send("cron", "stop", { number = tonumber(argument) })
    else
        io.print("  every 2s TEXT, once 5s TEXT or stop NUMBER, please")
    end
end

local function main()
    io.print(colour(36, "Cron"))
    io.print(colour(2, "Type every 2s TEXT, once 5s TEXT or stop NUMBER, and wait."))
    io.print(colour(2, "An empty line ends.\n"))

    local numbers = process.listen("number")
    local rang = process.listen("rang")
    local finished = channel.new()
    local function prompt()
        while true do
            io.write(prompt_sign)
            local line = io.readline()
            if not line or line == "" then
                break
            end
            run(numbers, line)
        end
        finished:close()
    end

    coroutine.spawn(function() ring(rang) end)

    -- Nothing but the line wakes a coroutine that waits in readline. So the
    -- prompt has one of its own, and main can hear that it is to stop.
    coroutine.spawn(prompt)
    channel.select({ finished:case_receive(), process.events():case_receive() })

    io.print("\nGoodbye!")
    return 0
end

return { main = main }
