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
            return nil, err
        end

        local r = channel.select({ inbox:case_receive(), events:case_receive() })
        if r.channel == events then
            return nil, "the game was called off"
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
