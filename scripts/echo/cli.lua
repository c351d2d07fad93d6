-- The client: one line at a time goes to the process registered as "relay",
-- and whatever worker took it answers us directly.
local io = require("io")
local time = require("time")

local function colour(code)
    return function(text)
        return "\027[" .. code .. "m" .. text .. "\027[0m"
    end
end

local dim, green, yellow, cyan = colour(2), colour(32), colour(33), colour(36)

-- ask sends one line and waits for its answer, but not for ever.
local function ask(inbox, line)
    local _, err = process.send("relay", "echo", { sender = process.pid(), data = line })
    if err then
        return nil, "error: relay not available"
    end

    local limit = time.after("2s")
    local r = channel.select({ inbox:case_receive(), limit:case_receive() })
    if r.channel == limit then
        return nil, "timeout"
    end
    return r.value:payload():data()
end

local function main()
    local inbox = process.inbox()

    -- The relay is started beside us; give it a moment to take its name.
    time.sleep("200ms")

    io.print(cyan("Echo Client"))
    io.print(dim("Type messages to echo. Ctrl+C to exit.\n"))

    while true do
        io.write(yellow("> "))
        local line = io.readline()
        if not line or line == "" then
            break
        end

        local answer, problem = ask(inbox, line)
        if answer then
            io.print(green("  " .. answer.data))
            io.print(dim("  from worker: " .. answer.worker))
        else
            io.print(dim("  " .. problem))
        end
    end

    io.print("\nGoodbye!")
    return 0
end

return { main = main }
