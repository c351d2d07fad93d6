-- The prompt: count, crash, or ask how the service is.
local io = require("io")
local system = require("system")
local time = require("time")

local function colour(code, text)
    return "\027[" .. code .. "m" .. text .. "\027[0m"
end

-- count asks for the next number. There may be nobody to ask: between a crash
-- and the restart no process has the name.
local function count(answers)
    local _, err = process.send("counter", "count", { client = process.pid() })
    if err then
        io.print(colour(31, "  nobody counts: " .. tostring(err)))
        return
    end

    local limit = time.after("1s")
    local r = channel.select({ answers:case_receive(), limit:case_receive() })
    if r.channel == limit then
        io.print(colour(31, "  no answer"))
        return
    end
    io.print(colour(32, "  " .. r.value.count) .. colour(2, "  says " .. r.value.pid))
end

local function state()
    local service, err = system.supervisor.state("app:counter-service")
    if err then
        io.print("  " .. tostring(err))
        return
    end
    io.print("  service: " .. service.status)
    if service.details then
        io.print(colour(2, "  " .. service.details))
    end
end

local function crash()
    local _, err = process.send("counter", "crash")
    if err then
        io.print(colour(31, "  nobody is there to crash: " .. tostring(err)))
        return
    end
    -- The message is in its mailbox now; give the counter time to take it.
    time.sleep("10ms")
    state()
end

local function main()
    io.print(colour(36, "Restarts"))
    io.print(colour(2, "Type count, crash or state. An empty line ends.\n"))

    local answers = process.listen("answer")
    local finished = channel.new()
    local commands = {
        count = function() count(answers) end,
        crash = crash,
        state = state,
    }
    local function prompt()
        while true do
            io.write(colour(33, "> "))
            local line = io.readline()
            if not line or line == "" then
                break
            end
            local command = commands[line]
            if command then
                command()
            else
                io.print("  count, crash or state, please")
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
