-- Ping: hits the ball, waits until it comes back, and hits it again. One game
-- is one process: what it returns goes to whoever waits for its end.
local logger = require("logger")
local time = require("time")

local function main(rounds)
    local inbox = process.inbox()
    local events = process.events()
    local began = time.now()

    for round = 1, rounds do
        -- A name is as good as a pid: whoever bears it now gets the message.
        local _, err = process.send("pong", "ping", { round = round })
        if err then
            -- An answer like any other. To return nil and the error would say
            -- that this process has failed, which it has not.
            return { problem = tostring(err) }
        end

        local r = channel.select({ inbox:case_receive(), events:case_receive() })
        if r.channel == events then
            return { problem = "the game is off: " .. r.value.reason }
        end
    end

    local game = {
        messages = 2 * rounds,
        milliseconds = time.now():sub(began):milliseconds(),
    }
    logger:info("game", game)
    return game
end

return { main = main }
