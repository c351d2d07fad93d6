-- The prompt: each number that you type is a game of that many rounds.
local io = require("io")

local function colour(code, text)
    return "\027[" .. code .. "m" .. text .. "\027[0m"
end

local function play(rounds)
    -- exec starts a process, waits for its end, and returns what it returned.
    local game, err = process.exec("app:ping", "app:processes", rounds)
    local problem = err or game.problem
    if problem then
        io.print("  no game: " .. tostring(problem))
        return
    end
    io.print(colour(32, "  " .. game.messages .. " messages in " .. game.milliseconds .. " ms"))
end

local function main()
    io.print(colour(36, "Ping-pong"))
    io.print(colour(2, "Type how many rounds to play, 1 to 20. An empty line ends.\n"))

    local finished = channel.new()
    local function prompt()
        while true do
            io.write(colour(33, "> "))
            local line = io.readline()
            if not line or line == "" then
                break
            end
            local rounds = tonumber(line)
            if rounds and rounds >= 1 and rounds <= 20 then
                play(math.floor(rounds))
            else
                io.print("  a number from 1 to 20, please")
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
