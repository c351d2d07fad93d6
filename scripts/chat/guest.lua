-- A guest: listens, and answers whoever says its name.
local events = require("events")
local time = require("time")

local answers = { "yes?", "did you mean me?", "I am listening.", "tell me more!" }

local function main(name)
    local requests = process.events()

    -- Only what is said. An answer is an event of another kind, so guests never
    -- answer each other's answers, for ever and ever.
    local room = events.subscribe("chat", "said")
    local heard = room:channel()

    process.registry.register("guest " .. name)
    events.send("chat", "joined", "lobby", { who = name })

    while true do
        local r = channel.select({ heard:case_receive(), requests:case_receive() })
        if r.channel == requests then
            events.send("chat", "left", "lobby", { who = name })
            return "stopped: " .. r.value.reason
        end

        local text = string.lower(r.value.data.text)
        if string.find(text, name, 1, true) or string.find(text, "everybody", 1, true) then
            -- Thinking takes time, and not everybody the same.
            time.sleep(math.random(100, 300) * time.MILLISECOND)
            events.send("chat", "answered", "lobby", { who = name, text = answers[math.random(#answers)] })
        end
    end
end

return { main = main }
