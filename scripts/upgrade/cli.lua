-- The prompt: numbers are added; the rest are questions, or a change of code.
local io = require("io")
local time = require("time")

local function colour(code, text)
    return "\027[" .. code .. "m" .. text .. "\027[0m"
end

local entries = { upgrade = "app:counter_v2", downgrade = "app:counter_v1" }

local function ask(answers, topic, request)
    local _, err = process.send("counter", topic, request)
    if err then
        io.print("  " .. tostring(err))
        return
    end
    local limit = time.after("1s")
    local r = channel.select({ answers:case_receive(), limit:case_receive() })
    if r.channel == limit then
        io.print("  no answer")
        return
    end
    local answer = r.value
    local value = answer.value and colour(32, tostring(answer.value)) or "what is that?"
    io.print("  " .. value .. colour(2, "  version " .. answer.version .. ", " .. answer.pid))
end

local function run(answers, line)
    if tonumber(line) then
        ask(answers, "add", { number = tonumber(line) })
    elseif entries[line] then
        -- Both messages lie in the mailbox at the same time. The old code takes
        -- the first one, and the new code finds the second.
        process.send("counter", "upgrade", { entry = entries[line] })
        ask(answers, "total", {})
    elseif line == "total" or line == "average" then
        ask(answers, line, {})
    else
        io.print("  a number, total, average, upgrade or downgrade, please")
    end
end

local function main()
    io.print(colour(36, "Upgrade"))
    io.print(colour(2, "Type numbers, total, average, upgrade or downgrade."))
    io.print(colour(2, "An empty line ends.\n"))

    local answers = process.listen("answer")
    local finished = channel.new()
    local function prompt()
        while true do
            io.write(colour(33, "> "))
            local line = io.readline()
            if not line or line == "" then
                break
            end
            run(answers, line)
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
